import { expect } from 'chai';
import type { Action, RoleMode } from '../../../../plugins/trigger/domain/action.js';
import {
  menuActionName,
  reactionModes,
  reactionRoleActions,
  reactionRoleKey,
  reactionRoleName,
  reactionRoles,
  reactionWays,
  type ReactionWay,
} from '../../../../plugins/trigger/domain/reaction-roles.js';
import { mostChosen, selection } from '../../../../plugins/trigger/domain/role-menu.js';
import { noRequirements, type Trigger } from '../../../../plugins/trigger/domain/trigger.js';

const ROLE = '100000000000000001';
const MESSAGE = '200000000000000001';

function roleAction(id: number, mode: RoleMode, roleId = ROLE): Action {
  const spec = { kind: 'role', first: roleId, second: { mode, groupId: null } } as const;
  return { id, guildId: '1', name: `a${id}`, spec, chain: null };
}

function reactionTrigger(id: number, on: ReactionWay['on'], actionId: number, given: Partial<Trigger> = {}): Trigger {
  return {
    id,
    guildId: '1',
    name: `t${id}`,
    scope: { kind: 'message', channelId: '3', messageId: MESSAGE },
    condition: { id: on, parameter: '🎮', caseSensitive: false },
    persistence: { kind: 'persistent' },
    requirements: noRequirements,
    cooldowns: { member: 0, channel: 0, guild: 0 },
    actionId,
    enabled: true,
    ownerId: '4',
    madeBy: null,
    createdAt: 0,
    failures: 0,
    ...given,
  };
}

function mapped(triggers: readonly Trigger[], actions: readonly Action[]) {
  return reactionRoles(triggers, new Map(actions.map((action) => [action.id, action])));
}

describe('trigger: reaction roles, the rules', () => {
  for (const mode of reactionModes) {
    it(`TR-33 the triggers of the mode ${mode} are read back as it`, () => {
      const actions = reactionWays[mode].map(({ does }, at) => roleAction(at + 1, does));
      const triggers = reactionWays[mode].map(({ on }, at) => reactionTrigger(at + 1, on, at + 1));
      const [mapping, ...more] = mapped(triggers, actions);
      expect(more).to.deep.equal([]);
      expect(mapping).to.deep.include({ mode, emoji: '🎮', roleId: ROLE, messageId: MESSAGE });
      expect(mapping?.triggers).to.deep.equal(triggers);
    });
  }

  for (const [title, action, trigger, own] of [
    ['its own', {}, {}, true],
    ['renamed', { name: 'mine' }, {}, false],
    ['chained', { chain: 2 }, {}, false],
    ['of another kind', { spec: { kind: 'react', first: '🎮', second: null } }, {}, false],
    [
      'of a trigger that waits for any emoji',
      {},
      { condition: { id: 'reaction-add', parameter: '', caseSensitive: false } },
      false,
    ],
    ['of a trigger of the whole server', {}, { scope: { kind: 'server' } }, false],
  ] satisfies readonly (readonly [string, Partial<Action>, Partial<Trigger>, boolean])[]) {
    it(`TR-35 the action of a reaction role, ${title}: ${own ? 'goes' : 'stays'}`, () => {
      const known = new Map([[1, { ...roleAction(1, 'add'), name: 'one', ...action }]]);
      const ids = reactionRoleActions([reactionTrigger(1, 'reaction-add', 1, { name: 'one', ...trigger })], known);
      expect(ids).to.deep.equal(own ? [1] : []);
    });
  }

  it('TR-33 triggers that make none of the modes have none, and count all the same', () => {
    const actions = [roleAction(1, 'add'), roleAction(2, 'toggle')];
    const [mapping] = mapped(
      [reactionTrigger(1, 'reaction-add', 1), reactionTrigger(2, 'reaction-remove', 2)],
      actions,
    );
    expect(mapping).to.deep.include({ mode: null });
    expect(mapping?.triggers).to.have.length(2);
  });

  it('TR-33 what is no role, no reaction, on no message or on any emoji is no reaction role', () => {
    const other: Action = { ...roleAction(2, 'add'), spec: { kind: 'delete-message', first: null, second: null } };
    const actions = [roleAction(1, 'add'), other];
    const none = [
      reactionTrigger(1, 'reaction-add', 2),
      reactionTrigger(2, 'reaction-add', 9),
      reactionTrigger(3, 'reaction-add', 1, { scope: { kind: 'channel', channelId: '3' } }),
      reactionTrigger(4, 'reaction-add', 1, { condition: { id: 'reaction-add', parameter: '', caseSensitive: false } }),
      reactionTrigger(5, 'reaction-add', 1, { condition: { id: 'contains', parameter: '🎮', caseSensitive: false } }),
    ];
    expect(mapped(none, actions)).to.deep.equal([]);
  });

  it('TR-33 another emoji, role or message is another reaction role', () => {
    const actions = [roleAction(1, 'add'), roleAction(2, 'add', '100000000000000002')];
    const all = mapped(
      [
        reactionTrigger(1, 'reaction-add', 1),
        reactionTrigger(2, 'reaction-add', 2),
        reactionTrigger(3, 'reaction-add', 1, { scope: { kind: 'message', channelId: '3', messageId: '5' } }),
        reactionTrigger(4, 'reaction-add', 1, {
          condition: { id: 'reaction-add', parameter: '❤', caseSensitive: false },
        }),
      ],
      actions,
    );
    expect(new Set(all.map(reactionRoleKey)).size).to.equal(4);
  });

  const names: readonly (readonly [string, string, string, string])[] = [
    ['🎮', 'Gamer', 'rules', '🎮 Gamer on #rules'],
    [':party:', 'Gamer', 'rules', ':party: Gamer on #rules'],
    ['🎮', 'A very long name of a role', 'rules', '🎮 A very long name o… on #rules'],
    ['🎮', 'Gamer', 'a-very-long-name-of-a-channel', '🎮 Gamer on #a-very-long-name-o…'],
    ['🎮', '  Two\nlines ', 'x', '🎮 Two lines on #x'],
  ];
  for (const [emoji, role, channel, name] of names) {
    it(`TR-33 a trigger is called ${name}`, () => {
      expect(reactionRoleName({ emoji, role, channel }, 'reaction-add')).to.equal(name);
    });
  }

  it('TR-33 no name is longer than 32 characters, ends in half a character, or is malformed', () => {
    const texts = ['', '👨‍👩‍👧‍👦', '😀'.repeat(50), 'x'.repeat(100), '\uD800', ':a_name_of_thirty_two_characters:'];
    for (const emoji of texts)
      for (const role of texts)
        for (const channel of texts) {
          const made = [
            reactionRoleName({ emoji, role, channel }, 'reaction-add'),
            reactionRoleName({ emoji, role, channel }, 'reaction-remove'),
            menuActionName(role, channel),
          ];
          for (const name of made) {
            expect(name.length, name).to.be.at.most(32);
            expect(name.isWellFormed(), name).to.equal(true);
          }
        }
  });
});

describe('trigger: role menus, the rules', () => {
  const entries = [
    { actionId: 1, roleId: 'a' },
    { actionId: 2, roleId: 'b' },
    { actionId: 3, roleId: 'c' },
  ];
  const cases: readonly (readonly [string, readonly number[], readonly string[], string, string])[] = [
    ['nothing chosen, nothing held', [], [], '', ''],
    ['chosen and not held', [1, 3], ['x'], 'ac', ''],
    ['held and not chosen', [], ['b', 'x'], '', 'b'],
    ['a change', [1, 2], ['b', 'c'], 'a', 'c'],
    ['what is not in the menu', [9], ['a'], '', 'a'],
  ];
  for (const [what, chosen, held, give, take] of cases) {
    it(`TR-33 a choice: ${what}`, () => {
      const result = selection(entries, new Set(chosen), new Set(held));
      expect(result.give.map(({ roleId }) => roleId).join('')).to.equal(give);
      expect(result.take.map(({ roleId }) => roleId).join('')).to.equal(take);
    });
  }

  it('TR-33 a role that two entries give is not taken while one of them is chosen', () => {
    const twice = [...entries, { actionId: 4, roleId: 'a' }];
    expect(selection(twice, new Set([4]), new Set(['a']))).to.deep.equal({ give: [], take: [] });
  });

  it('TR-33 as many can be chosen as the one group of all entries allows', () => {
    const groups = [
      { id: 1, maximum: 2 },
      { id: 2, maximum: 0 },
    ];
    const table: readonly (readonly [number, readonly (number | null)[], number])[] = [
      [3, [1, 1, 1], 2],
      [1, [1], 1],
      [3, [2, 2, 2], 3],
      [3, [1, 1, null], 3],
      [3, [1, 2, 1], 3],
      [2, [7, 7], 2],
      [0, [], 1],
    ];
    for (const [amount, ids, most] of table) expect(mostChosen(amount, groups, ids), String(ids)).to.equal(most);
  });
});
