import { expect } from 'chai';
import * as fc from 'fast-check';
import type { PanelFacts, PanelMember } from '../../../../plugins/panel/domain/panel-facts.js';
import { panelView, TEXT_LIMIT, type PanelModel } from '../../../../plugins/panel/domain/panel-view.js';
import { panelWords } from '../../../../plugins/panel/messages.js';

const AT = 1_700_000_000_500;
const member = (userId: string, joinedAt = AT, game: string | null = null): PanelMember => ({ userId, joinedAt, game });

const facts: PanelFacts = {
  ownerId: '1',
  grace: null,
  createdAt: AT,
  members: [member('1')],
  locked: false,
  hidden: false,
  userLimit: 0,
  pendingName: null,
  nameSource: 'games',
};

const view = (changes: Partial<PanelFacts> = {}): PanelModel => panelView({ ...facts, ...changes }, panelWords);
const labels = (model: PanelModel): string[][] => model.rows.map((row) => row.map(({ label }) => label));
const textsOf = ({ header, members, notes }: PanelModel): string[] => [header, members, notes.join('\n')];
const length = (model: PanelModel): number => textsOf(model).reduce((sum, text) => sum + text.length, 0);

describe('panel: the view', () => {
  it('PN-02 says whose room it is and since when', () => {
    expect(view().header).to.equal('🔊 host <@1> · created <t:1700000000:R>');
  });

  it('PN-02 names in a grace the owner, when they must be back, and who acts for them', () => {
    expect(view({ grace: { actingOwnerId: '2', until: AT } }).header).to.equal(
      '🔊 host <@1> (away — returns by <t:1700000001:R>) · 🎙️ acting host <@2>',
    );
  });

  it('PN-02 has a line for each human, the longest there first, with the game that they play', () => {
    const members = [member('3', AT + 1000), member('2', AT, 'Overwatch'), member('10', AT + 1000)];
    expect(view({ members }).members).to.equal(
      [
        '👥 In channel',
        '• <@2> joined <t:1700000000:R> · 🎮 Overwatch',
        '• <@3> joined <t:1700000001:R>',
        '• <@10> joined <t:1700000001:R>',
      ].join('\n'),
    );
  });

  it('PN-02 says it when nobody is there', () => {
    expect(view({ members: [] }).members).to.equal('👥 In channel\n• nobody at the moment');
  });

  it('PN-02 shows a game as it is written, on its line', () => {
    const { members } = view({ members: [member('1', AT, '**Evil**\n# @everyone [x](http://y)')] });
    expect(members.split('\n')).to.have.length(2);
    expect(members).to.include(String.raw`🎮 \*\*Evil\*\* \# \@everyone \[x\]\(http\:\/\/y\)`);
  });

  it('PN-02 has its buttons in two rows', () => {
    expect(labels(view())).to.deep.equal([
      ['Rename', 'Hosts', 'Templates', 'Access', 'More'],
      ['Unlocked', 'Visible', 'Claim', 'Delete'],
    ]);
  });

  const states = [
    { locked: false, hidden: false, shown: ['Unlocked on', 'Visible on'] },
    { locked: true, hidden: false, shown: ['Locked off', 'Visible on'] },
    { locked: false, hidden: true, shown: ['Unlocked on', 'Hidden off'] },
    { locked: true, hidden: true, shown: ['Locked off', 'Hidden off'] },
  ];
  for (const { locked, hidden, shown } of states) {
    it(`PN-04 shows the present state: ${shown.join(', ')}`, () => {
      const [, toggles = []] = view({ locked, hidden }).rows;
      expect(toggles.slice(0, 2).map(({ label, tone }) => `${label} ${tone}`)).to.deep.equal(shown);
    });
  }

  const notes: { changes: Partial<PanelFacts>; says: RegExp | null }[] = [
    { changes: {}, says: null },
    { changes: { nameSource: 'person' }, says: /chosen by hand.*Templates → Auto/ },
    { changes: { nameSource: 'person-for-good' }, says: /chosen by hand and stays\.$/ },
    { changes: { nameSource: 'no-presence' }, says: /not told what people play/ },
    { changes: { userLimit: 5 }, says: /Room for 5 people/ },
    { changes: { userLimit: 1 }, says: /Room for 1 person/ },
    { changes: { pendingName: { name: 'a_b', at: AT } }, says: /\*\*a\\_b\*\* <t:1700000001:R>/ },
  ];
  for (const { changes, says } of notes) {
    it(`PN-02 notes ${says === null ? 'nothing when nothing matters' : says.source}`, () => {
      const text = view(changes).notes.join('\n');
      if (says === null) expect(text).to.equal('');
      else expect(text).to.match(says);
    });
  }

  it('PN-02 offers to keep the present name while another one waits, and only then', () => {
    expect(labels(view({ pendingName: { name: 'x', at: AT } })).at(-1)).to.deep.equal(['Keep the present name']);
    expect(labels(view({ pendingName: { name: 'x', at: AT } }))).to.have.length(3);
  });

  it('PN-14 every button has a text label, and the two states of a toggle differ in it', () => {
    const all = [view(), view({ locked: true, hidden: true, pendingName: { name: 'x', at: AT } })];
    for (const { label, emoji } of all.flatMap(({ rows }) => rows.flat())) {
      expect(label).to.match(/^[A-Z][a-z ]+$/);
      expect(emoji).to.not.equal('');
    }
  });

  it('PN-03 with 99 members of long names the list ends in how many more there are, and no line is broken', () => {
    const ids = Array.from({ length: 99 }, (_, index) => String(10n ** 18n + BigInt(index)));
    const model = view({ members: ids.map((id, index) => member(id, AT + index, 'W'.repeat(200))) });
    expect(length(model))
      .to.be.at.most(TEXT_LIMIT)
      .and.at.least(TEXT_LIMIT - 200);
    const lines = model.members.split('\n').slice(1);
    const last = lines.pop();
    for (const line of lines) expect(line).to.match(/^• <@\d{19}> joined <t:\d+:R> · 🎮 W+…$/u);
    expect(last).to.equal(`and ${99 - lines.length} more`);
  });

  it('PN-03 never holds more than Discord takes, whatever the facts', () => {
    const snowflake = fc.bigInt({ min: 10n ** 16n, max: 10n ** 19n }).map(String);
    const moment = fc.integer({ min: 0, max: 4_000_000_000_000 });
    const text = fc.string({ unit: 'binary', maxLength: 150 });
    const anyFacts = fc.record<PanelFacts>({
      ownerId: snowflake,
      grace: fc.option(fc.record({ actingOwnerId: snowflake, until: moment })),
      createdAt: moment,
      members: fc.array(fc.record({ userId: snowflake, joinedAt: moment, game: fc.option(text) }), {
        maxLength: 120,
        size: 'max',
      }),
      locked: fc.boolean(),
      hidden: fc.boolean(),
      userLimit: fc.integer({ min: 0, max: 99 }),
      pendingName: fc.option(fc.record({ name: text, at: moment })),
      nameSource: fc.constantFrom('games', 'person', 'person-for-good', 'no-presence'),
    });
    fc.assert(
      fc.property(anyFacts, (some) => {
        const model = panelView(some, panelWords);
        expect(length(model)).to.be.at.most(TEXT_LIMIT);
        const components = 3 + model.rows.length + model.rows.flat().length;
        expect(components).to.be.at.most(40);
        for (const row of model.rows) expect(row.length).to.be.within(1, 5);
        const [, ...lines] = model.members.split('\n');
        const more = Number(/^and (\d+) more$/.exec(lines.at(-1) ?? '')?.[1] ?? 0);
        const shown = more > 0 || some.members.length === 0 ? lines.length - 1 : lines.length;
        expect(shown + more).to.equal(some.members.length);
        for (const line of lines.slice(0, shown)) expect(line).to.match(/^• <@\d+> joined <t:\d+:R>/);
      }),
      { numRuns: 150 },
    );
  });
});
