import { expect } from 'chai';
import { PermissionFlagsBits as DiscordBits } from 'discord.js';
import * as fc from 'fast-check';
import type { ActionSpec, RoleMode } from '../../../../plugins/trigger/domain/action.js';
import { lackedRights } from '../../../../plugins/trigger/domain/creation-rights.js';
import * as Bits from '../../../../plugins/trigger/domain/permission-bits.js';
import { roleChange, type RoleChange, type RoleWish } from '../../../../plugins/trigger/domain/role-change.js';
import {
  botRefusals,
  creatorRefusals,
  isBelow,
  type Granter,
  type LiveRole,
} from '../../../../plugins/trigger/domain/role-rights.js';
import { channelId, erase, giveRole, guildId, otherChannelId, roleId, say } from './trigger-fixtures.js';

const group = (maximum: number, whenFull: 'refuse' | 'replace' = 'refuse') => ({
  roleIds: ['1', '2', '3', '4'],
  maximum,
  whenFull,
});
const change = (add: string | null, ...remove: readonly string[]): RoleChange => ({ kind: 'change', add, remove });
const none: RoleChange = { kind: 'none' };

describe('trigger role decisions', () => {
  const cases: readonly (readonly [string, RoleMode, RoleWish['group'], readonly string[], RoleChange])[] = [
    ['adds', 'add', null, [], change('1')],
    ['adds nothing twice', 'add', group(1), ['1'], none],
    ['removes', 'remove', group(1), ['1'], change(null, '1')],
    ['removes nothing that is not there', 'remove', null, ['2'], none],
    ['toggles on', 'toggle', null, [], change('1')],
    ['toggles off, full or not', 'toggle', group(1), ['1', '2'], change(null, '1')],
    ['adds below the maximum', 'add', group(2), ['2', '9'], change('1')],
    ['refuses at the maximum', 'add', group(2), ['2', '3'], { kind: 'full', maximum: 2, held: ['2', '3'] }],
    ['refuses a toggle at the maximum', 'toggle', group(1), ['2'], { kind: 'full', maximum: 1, held: ['2'] }],
    ['counts no roles of others', 'add', group(1), ['8', '9'], change('1')],
    ['knows groups without a maximum', 'add', group(0), ['2', '3', '4'], change('1')],
    ['replaces the oldest', 'add', group(2, 'replace'), ['2', '3'], change('1', '3')],
    ['replaces as many as there are too many', 'add', group(1, 'replace'), ['2', '3', '4'], change('1', '4', '3', '2')],
  ];
  for (const [title, mode, roleGroup, held, expected] of cases) {
    it(`TR-22 ${title}`, () => {
      // The bot gave 2 and 3, 3 first; nobody knows about 4.
      const grantedAt = new Map([
        ['2', 200],
        ['3', 100],
      ]);
      expect(roleChange({ roleId: '1', mode, group: roleGroup }, new Set(held), grantedAt)).to.deep.equal(expected);
    });
  }

  it('TR-22 never leaves a member with more than the maximum, and touches no role outside of the group', () => {
    const held = fc.uniqueArray(fc.constantFrom<string>('1', '2', '3', '4', '8', '9'));
    const grants = fc.dictionary(fc.constantFrom('1', '2', '3', '4'), fc.nat());
    fc.assert(
      fc.property(held, grants, fc.integer({ min: 1, max: 4 }), fc.boolean(), (roles, granted, maximum, replace) => {
        const wish = { roleId: '1', mode: 'add', group: group(maximum, replace ? 'replace' : 'refuse') } as const;
        const decided = roleChange(wish, new Set(roles), new Map(Object.entries(granted)));
        if (decided.kind !== 'change') return;
        const after = new Set([...roles, '1'].filter((id) => !decided.remove.includes(id)));
        expect(wish.group.roleIds.filter((id) => after.has(id)).length).to.be.at.most(maximum);
        expect(after.has('1')).to.equal(true);
        expect(decided.remove.every((id) => wish.group.roleIds.includes(id) && roles.includes(id))).to.equal(true);
      }),
    );
  });
});

describe('trigger role rights', () => {
  const role = (changes: Partial<LiveRole> = {}): LiveRole => ({
    id: roleId,
    position: 5,
    permissions: 0n,
    managed: false,
    ...changes,
  });
  const creator = (changes: Partial<Granter> = {}): Granter => ({
    owner: false,
    permissions: Bits.ManageRoles,
    highest: { id: '1', position: 6 },
    ...changes,
  });
  const cases: readonly (readonly [string, LiveRole, Granter, readonly string[]])[] = [
    ['a lower role', role(), creator(), []],
    ['@everyone', role({ id: guildId, position: 0 }), creator(), ['everyone']],
    ['@everyone, by the owner', role({ id: guildId, position: 0 }), creator({ owner: true }), ['everyone']],
    ['a managed role', role({ managed: true }), creator({ owner: true }), ['managed']],
    ['without Manage Roles', role(), creator({ permissions: Bits.ManageGuild }), ['no-manage-roles']],
    ['the creator’s own highest', role(), creator({ highest: { id: roleId, position: 5 } }), ['not-below-creator']],
    ['a higher role', role({ position: 7 }), creator(), ['not-below-creator']],
    ['by somebody without roles', role(), creator({ highest: null }), ['not-below-creator']],
    ['the owner, whatever the rank', role({ position: 99 }), creator({ owner: true, highest: null }), []],
    ['dangerous bits that they lack', role({ permissions: Bits.BanMembers }), creator(), ['dangerous']],
    [
      'what was a part of Manage Messages, to pin',
      role({ permissions: DiscordBits.PinMessages }),
      creator(),
      ['dangerous'],
    ],
    ['and to write without waiting', role({ permissions: DiscordBits.BypassSlowmode }), creator(), ['dangerous']],
    ['dangerous bits that they have', role({ permissions: Bits.ManageRoles }), creator(), []],
    [
      'an administrator has all',
      role({ permissions: Bits.BanMembers }),
      creator({ permissions: Bits.Administrator }),
      [],
    ],
    [
      'an administrator’s role',
      role({ permissions: Bits.Administrator }),
      creator({ permissions: ~Bits.Administrator }),
      ['dangerous'],
    ],
    ['harmless bits', role({ permissions: Bits.SendMessages | Bits.AddReactions }), creator(), []],
    [
      'everything at once',
      role({ position: 9, managed: true, permissions: Bits.BanMembers }),
      creator({ permissions: 0n }),
      ['managed', 'no-manage-roles', 'not-below-creator', 'dangerous'],
    ],
  ];
  for (const [title, given, who, expected] of cases) {
    it(`TR-27 ${title}: ${expected.join(', ') || 'fine'}`, () => {
      expect(creatorRefusals(given, who, guildId).map(({ reason }) => reason)).to.deep.equal(expected);
    });
  }

  it('TR-27 names the bits that the creator lacks, and only those', () => {
    const both = role({ permissions: Bits.BanMembers | Bits.ManageRoles | Bits.SendMessages });
    expect(creatorRefusals(both, creator(), guildId)).to.deep.equal([{ reason: 'dangerous', bits: Bits.BanMembers }]);
  });

  it('TR-27 asks the bot for its right and its rank, the owner of the guild or not', () => {
    const reasons = (bot: Granter) => botRefusals(role(), bot, guildId).map(({ reason }) => reason);
    expect(reasons(creator())).to.deep.equal([]);
    expect(reasons(creator({ permissions: 0n }))).to.deep.equal(['bot-lacks-manage-roles']);
    expect(reasons(creator({ highest: { id: '1', position: 4 } }))).to.deep.equal(['not-below-bot']);
  });

  it('TR-27 takes the older of two roles at one position as the higher one', () => {
    expect(isBelow({ id: '20', position: 1 }, { id: '3', position: 1 })).to.equal(true);
    expect(isBelow({ id: '3', position: 1 }, { id: '20', position: 1 })).to.equal(false);
    expect(isBelow({ id: '3', position: 1 }, { id: '3', position: 1 })).to.equal(false);
  });
});

describe('trigger creation rights', () => {
  const purge: ActionSpec = { kind: 'purge', first: channelId, second: null };
  const sayThere: ActionSpec = { ...say, first: channelId } as typeof say;
  const everything = Bits.ManageGuild | Bits.ManageRoles | Bits.ManageMessages | Bits.SendMessages | Bits.ViewChannel;
  const cases: readonly (readonly [
    string,
    readonly ActionSpec[],
    bigint,
    bigint | null,
    string | null,
    readonly string[],
  ])[] = [
    ['nothing but Manage Guild', [], Bits.ManageGuild, 0n, null, []],
    ['no Manage Guild', [], 0n, 0n, null, ['server 32']],
    ['a role', [giveRole], Bits.ManageGuild, 0n, null, [`server ${Bits.ManageRoles}`]],
    ['a deletion anywhere', [erase], Bits.ManageGuild, everything, null, [`server ${Bits.ManageMessages}`]],
    ['a deletion in one channel', [erase], Bits.ManageGuild, everything, channelId, []],
    ['a purge of that channel', [purge], everything, Bits.ViewChannel, null, [`channel ${Bits.ManageMessages}`]],
    ['a purge of a channel that they do not see', [purge], everything, null, null, [`channel ${Bits.ManageMessages}`]],
    [
      'a message there',
      [sayThere],
      everything,
      Bits.ViewChannel,
      null,
      [`channel ${Bits.ViewChannel | Bits.SendMessages}`],
    ],
    ['a message where they may write', [sayThere], Bits.ManageGuild, everything, null, []],
    ['an administrator', [giveRole, erase, purge, sayThere], Bits.Administrator, Bits.Administrator, null, []],
    ['one right named once', [giveRole, giveRole], Bits.ManageGuild, 0n, null, [`server ${Bits.ManageRoles}`]],
  ];
  for (const [title, specs, inGuild, there, eventChannelId, expected] of cases) {
    it(`TR-27 ${title}: ${expected.length === 0 ? 'may' : 'lacks a right'}`, () => {
      const inChannel = (id: string) => (id === channelId ? there : 0n);
      const lacked = lackedRights(specs, { inGuild, inChannel }, eventChannelId);
      expect(lacked.map(({ bits, channelId: at }) => `${at === null ? 'server' : 'channel'} ${bits}`)).to.deep.equal(
        expected,
      );
    });
  }

  it('TR-27 asks for the right in the channel that is meant, not in another', () => {
    const inChannel = (id: string) => (id === otherChannelId ? everything : 0n);
    expect(lackedRights([purge], { inGuild: everything, inChannel }, null)).to.have.length(1);
  });
});
