import { AuditLogEvent, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { audit, type Actor } from './audit-log.js';
import { checkLength } from './bounds.js';
import type { Changes } from './changes.js';
import { invalidForm, refuse } from './errors.js';
import { requireOver } from './hierarchy.js';
import { announceMember } from './member-events.js';
import { changedRoles, checkRoleChange } from './member-roles.js';
import { may, require } from './permissions.js';
import type { ChannelRecord, GuildRecord, MemberRecord } from './records.js';
import { checkMove, connectedState, moveMember } from './voice.js';
import { announceVoiceState } from './voice-states.js';
import type { World } from './world.js';

const LONGEST_TIMEOUT = 28 * 24 * 60 * 60 * 1000;

/** What an edit of a member may change. */
export interface MemberChanges extends Changes<MemberRecord, 'nick' | 'timeoutUntil' | 'mute' | 'deaf'> {
  /** The whole list of role ids, without @everyone. */
  readonly roles?: readonly string[] | undefined;
  /** The voice channel to move to, or null to disconnect. */
  readonly channel?: ChannelRecord | null | undefined;
}

/**
 * Edits a member. All is checked before anything is done.
 *
 * @throws {DiscordError} 10011, 40032, 50001, 50013, 50024, 50035
 */
export function editMember(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  member: MemberRecord,
  changes: MemberChanges,
): void {
  const nick = changes.nick === '' ? null : changes.nick;
  checkMemberChanges(world, guild, actor, member, { ...changes, nick });
  writeMemberChanges(world, guild, actor, member, { ...changes, nick });
  writeVoiceChanges(world, guild, actor, member, changes);
  if (changes.channel !== undefined) moveMember(world, guild, actor, member.user.id, changes.channel);
}

function checkMemberChanges(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  member: MemberRecord,
  changes: MemberChanges,
): void {
  if (changes.nick !== undefined) checkNick(world, guild, actor, member, changes.nick);
  if (changes.roles) checkRoleChange(world, guild, actor, member, changes.roles);
  if (changes.timeoutUntil !== undefined) checkTimeout(world, guild, actor, member, changes.timeoutUntil);
  if (changes.mute !== undefined) checkServerVoice(world, guild, actor, member, Bits.MuteMembers);
  if (changes.deaf !== undefined) checkServerVoice(world, guild, actor, member, Bits.DeafenMembers);
  if (changes.channel !== undefined) checkMove(world, guild, actor, member.user.id, changes.channel);
}

function checkNick(world: World, guild: GuildRecord, actor: Actor, member: MemberRecord, nick: string | null): void {
  const own = member.user.id === actor.userId;
  if (own && !may(world, guild, actor.userId, null, Bits.ChangeNickname)) {
    require(world, guild, actor.userId, null, Bits.ManageNicknames);
  }
  if (!own) requireOver(world, guild, actor.userId, member, Bits.ManageNicknames);
  if (nick !== null) checkLength('nick', nick, 1, 32);
}

function checkTimeout(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  member: MemberRecord,
  until: number | null,
): void {
  requireOver(world, guild, actor.userId, member, Bits.ModerateMembers);
  if (until === null) return;
  if (may(world, guild, member.user.id, null, Bits.Administrator)) throw refuse('missingPermissions');
  if (until > world.clock.now() + LONGEST_TIMEOUT) {
    const message = 'Timeout cannot be longer than 28 days.';
    throw invalidForm('communication_disabled_until', 'INVALID_COMMUNICATION_DISABLED_TIMESTAMP', message);
  }
}

function checkServerVoice(world: World, guild: GuildRecord, actor: Actor, member: MemberRecord, bit: bigint): void {
  const { channelId } = connectedState(guild, member.user.id);
  require(world, guild, actor.userId, guild.channels.get(channelId) ?? null, bit);
}

function writeMemberChanges(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  member: MemberRecord,
  changes: MemberChanges,
): void {
  const { nick = member.nick, timeoutUntil = member.timeoutUntil } = changes;
  const roles = changes.roles ? changedRoles(member, changes.roles) : [];
  const selfChanged = nick !== member.nick || timeoutUntil !== member.timeoutUntil;
  if (!selfChanged && roles.length === 0) return;
  Object.assign(member, { nick, timeoutUntil });
  for (const id of roles) if (!member.roles.delete(id)) member.roles.add(id);
  announceMember(world, guild, member);
  if (selfChanged) audit(world, guild, actor, AuditLogEvent.MemberUpdate, member.user.id);
  if (roles.length > 0) audit(world, guild, actor, AuditLogEvent.MemberRoleUpdate, member.user.id);
}

function writeVoiceChanges(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  member: MemberRecord,
  { mute = member.mute, deaf = member.deaf }: MemberChanges,
): void {
  if (mute === member.mute && deaf === member.deaf) return;
  Object.assign(member, { mute, deaf });
  announceVoiceState(world, guild, connectedState(guild, member.user.id));
  audit(world, guild, actor, AuditLogEvent.MemberUpdate, member.user.id);
}
