import { ChannelType, OverwriteType, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { refuse } from './errors.js';
import type { ChannelRecord, GuildRecord, MemberRecord, OverwriteRecord } from './records.js';
import type { World } from './world.js';

/** Every permission that Discord knows. */
export const allPermissions = Object.values(Bits).reduce((union, bit) => union | bit, 0n);

const keptInTimeout = Bits.ViewChannel | Bits.ReadMessageHistory;
const needSending = Bits.MentionEveryone | Bits.SendTTSMessages | Bits.AttachFiles | Bits.EmbedLinks;

/**
 * What a member may do in a channel, or with `null` in the guild as a whole, at the time `now` (epoch milliseconds).
 *
 * The order is Discord's: owner, roles, administrator, then the channel's overwrites for @everyone, for the roles together
 * (denials first), and for the member; then a running timeout; then what a denial implies for others.
 */
export function permissionsIn(
  guild: GuildRecord,
  member: MemberRecord,
  channel: ChannelRecord | null,
  now: number,
): bigint {
  const base = basePermissions(guild, member);
  if (base === allPermissions) return base;
  const overwritten = channel ? applyOverwrites(base, overwritesOf(guild, channel), guild, member) : base;
  const timedOut = member.timeoutUntil !== null && member.timeoutUntil > now;
  const allowed = timedOut ? overwritten & keptInTimeout : overwritten;
  return channel ? withoutImplied(allowed, channel) : allowed;
}

/** A thread has none of its own: those of its parent decide. */
function overwritesOf(guild: GuildRecord, channel: ChannelRecord): readonly OverwriteRecord[] {
  const source = channel.thread ? guild.channels.get(channel.parentId ?? '') : channel;
  return source?.overwrites ?? [];
}

/** The permission to send messages in a channel: in threads it is another one. */
export function sendingIn(channel: ChannelRecord): bigint {
  return channel.thread ? Bits.SendMessagesInThreads : Bits.SendMessages;
}

/** What a member's roles give, before any channel. All permissions for the owner and for administrators. */
function basePermissions(guild: GuildRecord, member: MemberRecord): bigint {
  if (member.user.id === guild.ownerId) return allPermissions;
  let union = guild.roles.get(guild.id)?.permissions ?? 0n;
  for (const id of member.roles) union |= guild.roles.get(id)?.permissions ?? 0n;
  return (union & Bits.Administrator) === 0n ? union : allPermissions;
}

function applyOverwrites(
  base: bigint,
  overwrites: readonly OverwriteRecord[],
  guild: GuildRecord,
  member: MemberRecord,
): bigint {
  const ofRoles = overwrites.filter(({ id, type }) => type === OverwriteType.Role && member.roles.has(id));
  const ofMember = overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === member.user.id);
  return [overwrites.filter(({ id }) => id === guild.id), ofRoles, ofMember].reduce(applyTogether, base);
}

function applyTogether(permissions: bigint, overwrites: readonly OverwriteRecord[]): bigint {
  const deny = overwrites.reduce((union, overwrite) => union | overwrite.deny, 0n);
  const allow = overwrites.reduce((union, overwrite) => union | overwrite.allow, 0n);
  return (permissions & ~deny) | allow;
}

/** Takes away what is worth nothing without another permission: all without View, on voice all but View without Connect. */
function withoutImplied(permissions: bigint, channel: ChannelRecord): bigint {
  if ((permissions & Bits.ViewChannel) === 0n) return 0n;
  if (isVoice(channel.type) && (permissions & Bits.Connect) === 0n) return Bits.ViewChannel;
  return (permissions & sendingIn(channel)) === 0n ? permissions & ~needSending : permissions;
}

/** Whether people can connect to channels of this type. */
export function isVoice(type: ChannelType): boolean {
  return type === ChannelType.GuildVoice || type === ChannelType.GuildStageVoice;
}

/** Whether a user of the guild holds all of `bits` in a channel, or with `null` in the guild as a whole. */
export function may(
  world: World,
  guild: GuildRecord,
  userId: string,
  channel: ChannelRecord | null,
  bits: bigint,
): boolean {
  const member = guild.members.get(userId);
  return member !== undefined && (permissionsIn(guild, member, channel, world.clock.now()) & bits) === bits;
}

/**
 * Makes sure that a user of the guild holds all of `bits`.
 *
 * @throws {DiscordError} 50001 when the user is not in the guild, cannot see the channel, or wants to do anything but
 *   connect to a voice channel that he cannot connect to; else 50013
 */
export function require(
  world: World,
  guild: GuildRecord,
  userId: string,
  channel: ChannelRecord | null,
  bits: bigint,
): void {
  const holds = (wanted: bigint) => may(world, guild, userId, channel, wanted);
  if (!guild.members.has(userId)) throw refuse('missingAccess');
  if (channel && !holds(Bits.ViewChannel)) throw refuse('missingAccess');
  const needsConnect = channel !== null && isVoice(channel.type) && bits !== Bits.ViewChannel;
  if (needsConnect && (bits & Bits.Connect) === 0n && !holds(Bits.Connect)) throw refuse('missingAccess');
  if (!holds(bits)) throw refuse('missingPermissions');
}
