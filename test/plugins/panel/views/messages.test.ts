import { expect } from 'chai';
import { ComponentType } from 'discord-api-types/v10';
import { panelTemplateKeys, panelTemplates } from '../../../../plugins/hub/domain/panel-templates.js';
import type { PanelFacts } from '../../../../plugins/panel/domain/panel-facts.js';
import { panelView } from '../../../../plugins/panel/domain/panel-view.js';
import type { Ranked } from '../../../../plugins/panel/domain/ranks.js';
import { panelWords } from '../../../../plugins/panel/messages.js';
import { hosts, templates } from '../../../../plugins/panel/dialog-messages.js';
import { accessMessage, type AccessEntry } from '../../../../plugins/panel/views/access-message.js';
import { hostsMessage } from '../../../../plugins/panel/views/hosts-message.js';
import { limitModal, renameModal, templateModal } from '../../../../plugins/panel/views/modals.js';
import { moreMessage, resetQuestion } from '../../../../plugins/panel/views/more-message.js';
import { panelMessage } from '../../../../plugins/panel/views/panel-message.js';
import { stickyMessage } from '../../../../plugins/panel/views/small-messages.js';
import { shown, type Shown } from '../scene.js';

const ROOM = '1'.padEnd(20, '0');
const longName = '𝕎'.repeat(60);
const id = (index: number): string => String(2n * 10n ** 19n + BigInt(index));

const facts: PanelFacts = {
  ownerId: id(0),
  grace: { actingOwnerId: id(1), until: 4e12 },
  createdAt: 4e12,
  members: Array.from({ length: 99 }, (_, index) => ({ userId: id(index), joinedAt: 4e12, game: longName })),
  locked: true,
  hidden: true,
  userLimit: 99,
  pendingName: { name: '['.repeat(100), at: 4e12 },
  nameSource: 'person',
};
const rankOf = (index: number): Ranked['rank'] =>
  index === 0 ? 'owner' : index < 20 ? 'host' : index < 30 ? 'sudo' : 'member';
const ranked: Ranked[] = Array.from({ length: 60 }, (_, index) => ({
  userId: id(index),
  rank: rankOf(index),
  here: index % 2 === 0,
}));
const entries: AccessEntry[] = Array.from({ length: 120 }, (_, index) => ({
  list: index < 60 ? 'permitted' : 'blocked',
  kind: index % 2 === 0 ? 'user' : 'role',
  id: id(index),
  name: longName,
}));
const moreFacts = { userLimit: 5, bitrate: 64_000, maximumBitrate: 384_000, region: 'rotterdam' };

const views: Record<string, { readonly components?: readonly unknown[] }> = {
  'the panel': panelMessage(ROOM, panelView(facts, panelWords)),
  'the hosts': hostsMessage(ROOM, ranked, () => longName, 1),
  'who may enter': accessMessage(ROOM, entries, 2, 'done'),
  'who may enter, when nobody is listed': accessMessage(ROOM, []),
  more: moreMessage(ROOM, moreFacts, 'done'),
  'the question before a reset': resetQuestion(ROOM),
  'the sticky': stickyMessage(ROOM),
  'the form for a name': renameModal(ROOM, longName),
  'the form for a template': templateModal(ROOM),
  'the form for a limit': limitModal(ROOM, 5),
};

const all = (view: { readonly components?: readonly unknown[] }): Shown[] =>
  shown({ components: view.components ?? [] });

describe('panel: messages', () => {
  for (const [what, view] of Object.entries(views)) {
    it(`PN-03 ${what} stays within what Discord takes`, () => {
      const components = all(view);
      expect(components.length).to.be.within(1, 40);
      expect(components.reduce((sum, { content = '' }) => sum + content.length, 0)).to.be.at.most(4000);
      const customIds = components.flatMap(({ custom_id: customId }) => customId ?? []);
      expect(customIds).to.have.length(new Set(customIds).size);
      for (const customId of customIds) expect(customId.length).to.be.within(1, 100);
      for (const { type, components: held = [] } of components)
        if (type === ComponentType.ActionRow) expect(held.length).to.be.within(1, 5);
      for (const { options } of components) {
        if (!options) continue;
        expect(options.length).to.be.within(1, 25);
        expect(new Set(options.map(({ value }) => value)).size).to.equal(options.length);
        for (const { label, description = '' } of options) {
          expect(label.length).to.be.within(1, 100);
          expect(description.length).to.be.at.most(100);
        }
      }
    });

    it(`PN-14 whatever can be used in ${what} says in words what it is`, () => {
      for (const { type, label = '', placeholder = '' } of all(view)) {
        if (type === ComponentType.Button) {
          expect(label).to.match(/[\p{L}]{2}/u);
          expect(label.length).to.be.at.most(80);
        }
        if (type === ComponentType.MentionableSelect || type === ComponentType.UserSelect) {
          expect(placeholder).to.match(/^[A-Z][a-z]+ /);
        }
      }
    });
  }

  it('PN-07 the rank of everybody is there as an emoji and as a word', () => {
    const labels = all(hostsMessage(ROOM, ranked, (userId) => userId.slice(-2))).flatMap(({ label }) => label ?? []);
    expect(labels.slice(0, 3)).to.deep.equal(['00 · owner', '01 · host, away', '02 · host']);
    expect(hosts.emoji('host') + hosts.emoji('sudo') + hosts.emoji('member')).to.equal('👑🛡️👤');
  });

  it('PN-08 offers the templates of hub, and each says the limit that it sets', () => {
    expect(Object.keys(templates.options)).to.deep.equal([...panelTemplateKeys]);
    const says = new Map<number | null, RegExp>([
      [null, /limit stays as it is/],
      [0, /limit away/],
      [5, /Sets the user limit to 5/],
    ]);
    for (const key of panelTemplateKeys) {
      const { label, userLimit } = panelTemplates[key];
      expect(templates.options[key].label).to.equal(label);
      expect(templates.options[key].description).to.match(says.get(userLimit) ?? /^$/);
    }
  });

  it('PN-10 the sticky is a single button without any text', () => {
    expect(all(stickyMessage(ROOM)).slice(1)).to.deep.equal([
      {
        type: ComponentType.Button,
        custom_id: `panel:open:${ROOM}`,
        label: 'Open Panel',
        style: 2,
        emoji: { name: '📋' },
      },
    ]);
  });
});
