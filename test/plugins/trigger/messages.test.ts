import { expect } from 'chai';
import { actionKinds, type Action } from '../../../plugins/trigger/domain/action.js';
import { conditionIds, noRequirements, type ConditionId } from '../../../plugins/trigger/domain/trigger.js';
import * as words from '../../../plugins/trigger/description-messages.js';
import { formOf } from '../../../plugins/trigger/views/forms.js';
import { refusalView } from '../../../plugins/trigger/views/refusal-view.js';
import { triggerList, triggerShown } from '../../../plugins/trigger/views/trigger-views.js';
import { actionList, actionShown } from '../../../plugins/trigger/views/action-views.js';
import { fieldsOf, type Line } from '../../../plugins/trigger/services/desk/fields.js';
import type { Given } from '../../../plugins/trigger/services/desk/given.js';
import { action, channelId, guildId, roleId, trigger } from './domain/trigger-fixtures.js';

const names: words.NamesOf = { action: (id) => (id === 99 ? null : `action ${id}`), group: () => 'group', prefix: '!' };
const nasty = '@everyone **`x`** ```js\n||[a](b)||';
const kept = { draftId: 'abcdefghijkl', until: 0 };

/** All texts of a message together. */
const textOf = ({ components }: { readonly components: readonly object[] }): string =>
  components.flatMap((one) => ('content' in one ? [String(one.content)] : [])).join('');

describe('what trigger says', () => {
  const conditions: Record<ConditionId, string> = {
    command: 'somebody writes the command `!x`',
    'starts-with': 'a message begins with `x`',
    contains: 'a message contains `x`',
    matches: 'a message is exactly `x`',
    regex: 'a message matches the pattern `x`',
    'reaction-add': 'somebody reacts with x',
    'reaction-remove': 'the reaction x is taken off',
    interval: '`x` has passed, again and again',
    'voice-join': 'somebody joins a voice channel',
    'voice-leave': 'somebody leaves a voice channel',
  };
  for (const id of conditionIds) {
    it(`TR-10 ${id} in words`, () => {
      expect(words.condition({ id, parameter: 'x', caseSensitive: false }, names)).to.equal(conditions[id]);
    });
  }

  it('TR-34 a custom emoji is shown, any emoji is said, a duration is spaced', () => {
    const said = (id: ConditionId, parameter: string) =>
      words.condition({ id, parameter, caseSensitive: false }, names);
    expect(said('reaction-add', '123456789012345678')).to.include('<:emoji:123456789012345678>');
    expect(said('reaction-add', '')).to.equal('somebody adds any reaction');
    expect(said('interval', '1d12h')).to.equal('`1d 12h` has passed, again and again');
  });

  for (const [text, shown] of [
    ['plain', '`plain`'],
    ['two\nlines', '`two ↵ lines`'],
    ['a`b', '`` a`b ``'],
    ['a``b', '`` aˋˋb ``'],
    ['x'.repeat(80), `\`${'x'.repeat(59)}…\``],
  ] as const) {
    it(`TR-34 ${JSON.stringify(text)} is shown as it was typed`, () => {
      expect(words.code(text)).to.equal(shown);
    });
  }

  it('TR-34 a block never ends before its text', () => {
    expect(words.block('a```b').slice(3, -3)).not.to.include('```');
  });

  it('TR-34 the page of a list stays within a message, whatever is in it', () => {
    const items = Array.from({ length: 7 }, (_, at) => ({
      trigger: trigger({
        id: 1_000_000_000 + at,
        name: '*'.repeat(32),
        condition: { id: 'regex', parameter: '`'.repeat(260), caseSensitive: true },
        scope: { kind: 'message', channelId, messageId: channelId },
        persistence: { kind: 'oneshot', expiresAt: 0 },
      }),
      actionName: '_'.repeat(32),
    }));
    const list = triggerList({ items, page: 1, pages: 3, total: 30 }, { ...names, action: () => '_'.repeat(32) });
    expect(textOf(list).length).to.be.at.most(4_000);
    expect(textOf(list), 'nothing was cut').to.include('Page 2 of 3');
  });

  it('TR-34 so does the page of a list of actions', () => {
    const roles = Array.from({ length: 25 }, (_, at) => `5000000000000000${10 + at}`);
    const condition = { id: 'regex', parameter: '`'.repeat(260), caseSensitive: true } as const;
    const requirements = { ...noRequirements, allOf: roles, anyOf: roles, noneOf: roles };
    const first = { condition, requirements, actionId: 1, lifetime: 1 };
    const spec: Action['spec'] = { kind: 'create-trigger', first, second: 'channel' };
    const name = '*'.repeat(32);
    const items = Array.from({ length: 7 }, (_, at) => ({
      action: action(1_000_000_000 + at, { name, spec, chain: 1 }),
      chainName: name,
      users: 100,
    }));
    const list = actionList({ items, page: 1, pages: 3, total: 30 }, { ...names, action: () => name });
    expect(textOf(list).length).to.be.at.most(4_000);
    expect(textOf(list), 'nothing was cut').to.include('Page 2 of 3');
  });

  it('TR-34 all that there is to know about a trigger and an action comes in pages within a message', () => {
    const roles = Array.from({ length: 25 }, (_, at) => `5000000000000000${10 + at}`);
    const spec: Action['spec'] = {
      kind: 'create-trigger',
      first: {
        condition: { id: 'contains', parameter: nasty.repeat(20), caseSensitive: true },
        requirements: { ...noRequirements, allOf: roles, anyOf: roles, noneOf: roles },
        actionId: 99,
        lifetime: 1,
      },
      second: 'message',
    };
    const steps = Array.from({ length: 10 }, (_, at) => action(at + 1, { name: '*'.repeat(32), spec }));
    const chain = { steps, abort: { reason: 'missing', actionId: 99 } } as const;
    const big = trigger({
      condition: { id: 'contains', parameter: nasty.repeat(30), caseSensitive: true },
      requirements: { ...noRequirements, allOf: roles, anyOf: roles, noneOf: roles },
    });
    const history = { runs: 1, lastRunAt: 0, lastNote: nasty.repeat(50), lastError: nasty.repeat(50), nextDue: 0 };
    const dangling = [{ kind: 'role', id: roleId, actionName: nasty } as const];
    const users = { triggers: [], actions: [], menus: [] };
    const texts = Array.from({ length: 20 }, () => '`'.repeat(2_000));
    const said = action(1, {
      spec: { kind: 'message', first: null, second: { texts, reply: false, mentionUser: false } },
    });
    const shown = { action: said, chain, users, groupName: null, madeActionName: null, dangling };
    for (let page = 0; page < 40; page += 1) {
      const views = [
        triggerShown({ trigger: big, actionName: null, chain, dangling, ...history }, names, page, ['note']),
        actionShown(shown, names, page, ['note']),
      ];
      for (const view of views) expect(textOf(view).length).to.be.at.most(4_000);
    }
  });

  it('TR-34 what was typed stays within a message, however long, and the reason is there', () => {
    const given = Object.fromEntries([
      ['name', nasty],
      ...[1, 2, 3, 4].map((at) => [`texts_${at}`, nasty.repeat(90)]),
      ['channel', channelId],
      ['reply', true],
    ]) as Given;
    const text = textOf(refusalView('r'.repeat(3_000), given, kept));
    expect(text.length).to.be.at.most(4_000);
    expect(text).to.include(`<#${channelId}>`).and.to.include('I keep this for you');
  });

  const lines: readonly (readonly [Line, Given])[] = [
    ['trigger create', { name: 'a', condition: 'regex', action: 'b' }],
    ['trigger edit', { trigger: 'a', name: 'b', parameter: 'c', lifetime: 'd', all_roles: 'e', cooldown: 'f' }],
    ...actionKinds.map((kind) => ['action create', { name: 'a', kind, next: 'b', condition: 'interval' }] as const),
    ['action add-texts', { id: 1 }],
    ['action replace-text', { id: 1, texts_1: 'x'.repeat(2_000) }],
    ['rolegroup create', { name: 'a', roles: 'b' }],
    ['blacklist add', { member: guildId, duration: 'soon' }],
  ];
  for (const [line, given] of lines) {
    it(`TR-34 the form of ${line} ${JSON.stringify(given).slice(0, 60)} is one that Discord takes`, () => {
      const form = formOf(line, given, kept.draftId);
      expect(form.components.length).to.be.within(1, 5);
      expect(form.components).to.have.lengthOf(fieldsOf(line, given).length);
      expect(form.title.length).to.be.at.most(45);
      for (const part of form.components) {
        const { label = '', description } = part as { label?: string; description?: string };
        expect(label.length).to.be.within(1, 45);
        expect(description?.length ?? 0).to.be.at.most(100);
      }
    });
  }
});
