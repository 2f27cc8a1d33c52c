import { expect } from 'chai';
import type { Action, RoleGroup } from '../../../../plugins/trigger/domain/action.js';
import { checkedImport, type ImportCheck } from '../../../../plugins/trigger/domain/import-check.js';
import { afterImport, changesNothing, difference } from '../../../../plugins/trigger/domain/import-diff.js';
import { defaultLimits } from '../../../../plugins/trigger/domain/limits.js';
import { exported, type GuildSet, type Portable } from '../../../../plugins/trigger/domain/portable.js';
import { noRequirements, type Trigger } from '../../../../plugins/trigger/domain/trigger.js';
import { re2Engine } from '../../../../plugins/trigger/services/re2-engine.js';
import { action, condition, guildId, hour, minute, now, roleId, trigger } from './trigger-fixtures.js';

const group: RoleGroup = { id: 3, guildId, name: 'Colours', roleIds: [roleId], maximum: 1, whenFull: 'replace' };
const actions: readonly Action[] = [
  action(12, { name: 'colour', spec: { kind: 'role', first: roleId, second: { mode: 'toggle', groupId: 3 } } }),
  action(10, { name: 'greet', chain: 12 }),
  action(11, {
    name: 'ask',
    spec: {
      kind: 'create-trigger',
      first: { condition: condition('contains', 'yes'), requirements: noRequirements, actionId: 10, lifetime: hour },
      second: 'message',
    },
  }),
];
const triggers: readonly Trigger[] = [
  trigger({ id: 21, name: 'second', actionId: 11, persistence: { kind: 'temporary', expiresAt: now + 10 } }),
  trigger({ id: 20, name: 'first', actionId: 10, enabled: false }),
  trigger({ id: 22, name: 'once', actionId: 10, persistence: { kind: 'oneshot', expiresAt: now + hour } }),
  trigger({ id: 23, name: 'over', actionId: 10, persistence: { kind: 'temporary', expiresAt: now } }),
];
const guild: GuildSet = { groups: [group], actions, triggers };
const file = exported(guild, now);
const empty: Portable = { version: 1, groups: [], actions: [], triggers: [] };

function check(portable: Portable, current: Portable = empty): ImportCheck {
  return checkedImport(portable, { guildId, engine: re2Engine, limits: defaultLimits, now, current });
}

function faults(portable: Portable): readonly string[] {
  const checked = check(portable, file);
  return checked.ok ? [] : checked.faults.map(({ path, code, detail }) => [path, code, detail ?? ''].join(' ').trim());
}

const [colour, greet, ask] = [file.actions[2], file.actions[0], file.actions[1]];
const [first, second] = file.triggers;
if (!colour || !greet || !ask || !first || !second) throw new Error('The export is incomplete.');

describe('trigger export', () => {
  it('TR-36 refers by name, keeps the order of creation, and leaves out oneshots and what has expired', () => {
    expect(file.actions.map(({ name, chain }) => [name, chain])).to.deep.equal([
      ['greet', 'colour'],
      ['ask', null],
      ['colour', null],
    ]);
    expect(colour.spec).to.have.deep.property('second', { mode: 'toggle', group: 'Colours' });
    expect(ask.spec).to.have.nested.property('first.action', 'greet');
    expect(file.triggers.map(({ name, action: linked, enabled }) => [name, linked, enabled])).to.deep.equal([
      ['first', 'greet', false],
      ['second', 'ask', true],
    ]);
    expect(JSON.stringify(file)).to.not.match(/"(?:guildId|actionId|groupId|ownerId)"/);
  });

  it('TR-36 comes back as what it was', () => {
    const checked = check(file, file);
    if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
    const { set } = checked;
    const rows = set.triggers.map((draft, at) => trigger({ ...draft, id: at + 1 }));
    expect(exported({ ...set, triggers: rows }, now)).to.deep.equal(file);
    expect(changesNothing(difference(file, exported({ ...set, triggers: rows }, now)))).to.equal(true);
  });
});

describe('trigger import', () => {
  const cases: readonly (readonly [string, Portable, readonly string[]])[] = [
    ['nothing', empty, []],
    ['what the guild has', file, []],
    [
      'a name twice, in another case',
      { ...file, actions: [...file.actions, { ...greet, name: 'GREET' }] },
      ['actions[3].name twice GREET'],
    ],
    [
      'an unknown action',
      { ...file, triggers: [{ ...first, action: 'gone' }] },
      ['triggers[0].action unknown-action gone'],
    ],
    [
      'an unknown chain',
      { ...file, actions: [{ ...greet, chain: 'gone' }, ask, colour] },
      ['actions[0].chain unknown-action gone'],
    ],
    [
      'unknown things deep inside',
      { ...empty, actions: [ask, colour] },
      ['actions[0].spec.first.action unknown-action greet', 'actions[1].spec.second.group unknown-group Colours'],
    ],
    [
      'a loop',
      { ...file, actions: [greet, ask, { ...colour, chain: 'greet' }] },
      ['actions[0].chain chain-loop greet', 'actions[2].chain chain-loop colour'],
    ],
    [
      'faults in several lists, all named',
      {
        ...file,
        groups: [{ ...file.groups[0], name: 'Colours', roleIds: [roleId], whenFull: 'refuse', maximum: 99 }],
        triggers: [first, { ...first, name: '', condition: condition('regex', '(') }],
      },
      [
        'groups[0].maximum out-of-range',
        'triggers[1].name blank',
        'triggers[1].condition.parameter bad-pattern missing closing ): `(`',
      ],
    ],
    [
      'a temporary trigger that is new and over at once',
      { ...file, triggers: [{ ...second, name: 'new' }] },
      ['triggers[0].persistence.expiresAt too-short'],
    ],
    [
      'an interval that has no message',
      {
        ...file,
        actions: [
          ...file.actions,
          { name: 'erase', spec: { kind: 'delete-message', first: null, second: null }, chain: null },
        ],
        triggers: [{ ...first, condition: condition('interval', '1h'), action: 'erase' }],
      },
      ['triggers[0].action needs-message erase'],
    ],
    [
      'more than the guild may have',
      { ...file, triggers: Array.from({ length: 101 }, (_, at) => ({ ...first, name: `t${at}` })) },
      ['over-limit persistent'],
    ],
  ];
  for (const [title, portable, expected] of cases) {
    it(`TR-36 ${title}: ${expected.length === 0 ? 'taken' : 'refused as a whole'}`, () => {
      expect(faults(portable)).to.deep.equal(expected);
    });
  }

  it('TR-36 stores parameters in the form that events have', () => {
    const checked = check({ ...file, triggers: [{ ...first, condition: condition('reaction-add', '❤️') }] });
    expect(checked.ok && checked.set.triggers[0]?.condition.parameter).to.equal('❤');
  });

  it('TR-36 shows what is added, changed, removed and left', () => {
    const edited: Portable = {
      ...file,
      actions: [
        { ...greet, name: 'Greet', chain: null },
        ask,
        { name: 'erase', spec: { kind: 'delete-message', first: null, second: null }, chain: null },
      ],
      triggers: [{ ...first, enabled: true, cooldowns: { member: minute, channel: 0, guild: 0 } }, second],
    };
    expect(difference(file, afterImport(file, edited, 'replace'))).to.deep.equal({
      groups: { added: [], changed: [], removed: [], unchanged: 1 },
      actions: {
        added: ['erase'],
        changed: [{ name: 'Greet', fields: ['name', 'chain'] }],
        removed: ['colour'],
        unchanged: 1,
      },
      triggers: {
        added: [],
        changed: [{ name: 'first', fields: ['cooldowns', 'enabled'] }],
        removed: [],
        unchanged: 1,
      },
    });
  });

  it('TR-36 leaves what a file does not name when it is merged, and keeps the order', () => {
    const edited: Portable = {
      ...empty,
      triggers: [
        { ...second, name: 'third' },
        { ...first, enabled: true },
      ],
    };
    const merged = afterImport(file, edited, 'merge');
    expect(merged.triggers.map(({ name, enabled }) => [name, enabled])).to.deep.equal([
      ['first', true],
      ['second', true],
      ['third', true],
    ]);
    expect(merged.actions).to.deep.equal(file.actions);
    const { triggers: changes } = difference(file, merged);
    expect([changes.added, changes.removed, changes.unchanged]).to.deep.equal([['third'], [], 1]);
  });

  it('TR-36 does not mind the order in which fields were written', () => {
    const turned = Object.fromEntries(
      Object.entries(first.condition).toReversed(),
    ) as unknown as typeof first.condition;
    const other = { ...file, triggers: [{ ...first, condition: turned }, second] };
    expect(changesNothing(difference(file, other))).to.equal(true);
  });
});
