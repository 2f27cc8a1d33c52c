import { expect } from 'chai';
import { ChannelType, OverwriteType, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import type { ChannelRecord, GuildRecord, MemberRecord, OverwriteRecord } from '../../../sandbox/store/records.js';
import { allPermissions, permissionsIn } from '../../../sandbox/store/permissions.js';

const NOW = 1_000_000;
const EVERYONE = '1';
const ADA = '10';

interface Case {
  readonly title: string;
  readonly everyone?: bigint;
  readonly roles?: Record<string, bigint>;
  readonly owner?: boolean;
  readonly timeoutUntil?: number;
  readonly type?: ChannelType;
  readonly overwrites?: OverwriteRecord[];
  readonly has?: bigint;
  readonly hasNot?: bigint;
}

const forRole = (id: string, allow: bigint, deny: bigint) => ({ id, type: OverwriteType.Role, allow, deny });
const forAda = (allow: bigint, deny: bigint) => ({ id: ADA, type: OverwriteType.Member, allow, deny });
const usual = Bits.ViewChannel | Bits.Connect | Bits.SendMessages | Bits.Speak;

const cases: Case[] = [
  {
    title: 'roles add to what @everyone has',
    everyone: usual,
    roles: { 2: Bits.MoveMembers },
    has: usual | Bits.MoveMembers,
  },
  {
    title: 'the owner may everything, whatever is denied',
    owner: true,
    everyone: 0n,
    overwrites: [forAda(0n, usual)],
    has: allPermissions,
  },
  {
    title: 'an administrator may everything, whatever is denied',
    roles: { 2: Bits.Administrator },
    overwrites: [forAda(0n, usual)],
    has: allPermissions,
  },
  {
    title: 'an overwrite for @everyone denies',
    everyone: usual,
    overwrites: [forRole(EVERYONE, 0n, Bits.Speak)],
    hasNot: Bits.Speak,
  },
  {
    title: "a role's allowance beats the denial for @everyone",
    everyone: usual,
    roles: { 2: 0n },
    overwrites: [forRole('2', Bits.Speak, 0n), forRole(EVERYONE, 0n, Bits.Speak)],
    has: Bits.Speak,
  },
  {
    title: "one role's allowance beats another role's denial",
    everyone: usual,
    roles: { 2: 0n, 3: 0n },
    overwrites: [forRole('2', Bits.Speak, 0n), forRole('3', 0n, Bits.Speak)],
    has: Bits.Speak,
  },
  {
    title: "the member's denial beats every role's allowance",
    everyone: usual,
    roles: { 2: 0n },
    overwrites: [forAda(0n, Bits.Speak), forRole('2', Bits.Speak, 0n)],
    hasNot: Bits.Speak,
  },
  {
    title: "the member's allowance beats every denial",
    everyone: usual,
    roles: { 2: 0n },
    overwrites: [forAda(Bits.Speak, 0n), forRole('2', 0n, Bits.Speak), forRole(EVERYONE, 0n, Bits.Speak)],
    has: Bits.Speak,
  },
  {
    title: 'overwrites of roles that the member lacks mean nothing',
    everyone: usual,
    overwrites: [forRole('2', Bits.MoveMembers, Bits.Speak)],
    has: Bits.Speak,
    hasNot: Bits.MoveMembers,
  },
  {
    title: 'an administrator bit in an overwrite means nothing',
    everyone: usual,
    overwrites: [forAda(Bits.Administrator, 0n)],
    hasNot: Bits.BanMembers,
  },
  {
    title: 'without View nothing is left',
    everyone: usual | Bits.ManageChannels,
    overwrites: [forAda(0n, Bits.ViewChannel)],
    hasNot: allPermissions,
  },
  {
    title: 'on voice, without Connect only View is left',
    everyone: usual | Bits.ManageChannels,
    overwrites: [forAda(0n, Bits.Connect)],
    has: Bits.ViewChannel,
    hasNot: allPermissions & ~Bits.ViewChannel,
  },
  {
    title: 'on text, Connect does not matter',
    type: ChannelType.GuildText,
    everyone: usual | Bits.ManageChannels,
    overwrites: [forAda(0n, Bits.Connect)],
    has: Bits.ManageChannels | Bits.SendMessages,
  },
  {
    title: 'without Send Messages neither files nor embeds can be sent',
    type: ChannelType.GuildText,
    everyone: Bits.ViewChannel | Bits.AttachFiles | Bits.EmbedLinks,
    hasNot: Bits.AttachFiles | Bits.EmbedLinks,
  },
  {
    title: 'a timeout leaves View and Read History',
    type: ChannelType.GuildText,
    everyone: usual | Bits.ReadMessageHistory,
    timeoutUntil: NOW + 1,
    has: Bits.ViewChannel | Bits.ReadMessageHistory,
    hasNot: Bits.SendMessages,
  },
  { title: 'a timeout that is over takes nothing', everyone: usual, timeoutUntil: NOW, has: usual },
  {
    title: 'a timeout does not bind an administrator',
    roles: { 2: Bits.Administrator },
    timeoutUntil: NOW + 1,
    has: allPermissions,
  },
];

describe('permissionsIn', () => {
  for (const given of cases) {
    it(`SB-03 ${given.title}`, () => {
      const permissions = permissionsIn(guildOf(given), adaOf(given), channelOf(given), NOW);
      expect(permissions & (given.has ?? 0n)).to.equal(given.has ?? 0n);
      expect(permissions & (given.hasNot ?? 0n)).to.equal(0n);
    });
  }

  it('SB-03 without a channel the roles alone decide', () => {
    const given = { title: '', everyone: Bits.Speak, roles: { 2: Bits.ManageRoles } };
    expect(permissionsIn(guildOf(given), adaOf(given), null, NOW)).to.equal(Bits.Speak | Bits.ManageRoles);
  });
});

function guildOf({ everyone = 0n, roles = {}, owner = false }: Case): GuildRecord {
  const records = Object.entries({ [EVERYONE]: everyone, ...roles }).map(
    ([id, permissions]) => [id, { id, permissions }] as const,
  );
  return { id: EVERYONE, ownerId: owner ? ADA : '99', roles: new Map(records) } as unknown as GuildRecord;
}

function adaOf({
  roles = {},
  timeoutUntil = null,
}: {
  roles?: Record<string, bigint>;
  timeoutUntil?: number | null;
}): MemberRecord {
  return { user: { id: ADA }, roles: new Set(Object.keys(roles)), timeoutUntil } as unknown as MemberRecord;
}

function channelOf({ type = ChannelType.GuildVoice, overwrites = [] }: Case): ChannelRecord {
  return { id: '5', type, overwrites } as unknown as ChannelRecord;
}
