import { AuditLogEvent, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { audit, type Actor } from './audit-log.js';
import { differing, type Changes } from './changes.js';
import { refuse } from './errors.js';
import { isVoice, may, require } from './permissions.js';
import type { ChannelRecord, GuildRecord, VoiceStateRecord } from './records.js';
import { announceVoiceState, occupantsOf, placeInVoice, removeVoiceState } from './voice-states.js';
import type { World } from './world.js';

/** Why somebody cannot connect to a channel by himself. */
export type JoinRefusal = 'notVoice' | 'cannotView' | 'cannotConnect' | 'full';

/** Why a member cannot connect to a channel by himself, or null when he can. Move Members lets him into a full one. */
export function joinRefusal(
  world: World,
  guild: GuildRecord,
  userId: string,
  channel: ChannelRecord,
): JoinRefusal | null {
  const holds = (bits: bigint) => may(world, guild, userId, channel, bits);
  if (!isVoice(channel.type)) return 'notVoice';
  if (!holds(Bits.ViewChannel)) return 'cannotView';
  if (!holds(Bits.Connect)) return 'cannotConnect';
  const alreadyIn = guild.voiceStates.get(userId)?.channelId === channel.id;
  const full = channel.userLimit > 0 && occupantsOf(guild, channel.id).length >= channel.userLimit;
  return full && !alreadyIn && !holds(Bits.MoveMembers) ? 'full' : null;
}

/** Connects a member to a voice channel that he may join. People, unlike bots, are in one voice channel of all guilds. */
export function connect(world: World, guild: GuildRecord, userId: string, channel: ChannelRecord): void {
  if (!world.users.get(userId)?.bot) {
    for (const other of world.guilds.values()) if (other !== guild) removeVoiceState(world, other, userId);
  }
  placeInVoice(world, guild, userId, channel);
}

/**
 * Moves a connected member, or with null disconnects him. A user limit does not stop a mover, nor does it matter whether
 * the moved member could join the channel himself.
 *
 * @throws {DiscordError} 40032, 50001, 50013, 50024 when the target is not a voice channel
 */
export function moveMember(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  userId: string,
  target: ChannelRecord | null,
): void {
  checkMove(world, guild, actor, userId, target);
  if (target) {
    placeInVoice(world, guild, userId, target);
    audit(world, guild, actor, AuditLogEvent.MemberMove, null, { channel_id: target.id, count: '1' });
  } else {
    removeVoiceState(world, guild, userId);
    audit(world, guild, actor, AuditLogEvent.MemberDisconnect, null, { count: '1' });
  }
}

/** The checks of {@link moveMember}, for an edit of several things that must be checked before the first is done. */
export function checkMove(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  userId: string,
  target: ChannelRecord | null,
): void {
  if (target && !isVoice(target.type)) throw refuse('cannotActOnChannelType');
  if (target) require(world, guild, actor.userId, target, Bits.Connect | Bits.MoveMembers);
  const source = guild.channels.get(connectedState(guild, userId).channelId) ?? null;
  require(world, guild, actor.userId, source, Bits.MoveMembers);
}

/**
 * The voice state of a connected member.
 *
 * @throws {DiscordError} 40032
 */
export function connectedState(guild: GuildRecord, userId: string): VoiceStateRecord {
  const state = guild.voiceStates.get(userId);
  if (!state) throw refuse('notInVoice');
  return state;
}

/** What somebody does to his own connection. */
export type SelfVoice = Changes<VoiceStateRecord, 'selfMute' | 'selfDeaf' | 'selfVideo' | 'selfStream'>;

/**
 * Changes what a member does in voice: mutes or deafens himself, turns his camera or stream on.
 *
 * @throws {DiscordError} 40032
 */
export function changeSelfVoice(world: World, guild: GuildRecord, userId: string, changes: SelfVoice): void {
  const state = connectedState(guild, userId);
  const changed = differing(state, changes);
  if (Object.keys(changed).length === 0) return;
  Object.assign(state, changed);
  announceVoiceState(world, guild, state);
}
