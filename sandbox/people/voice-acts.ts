import { refuse } from '../store/errors.js';
import type { ChannelRecord, GuildRecord } from '../store/records.js';
import { changeSelfVoice, connect, joinRefusal, type JoinRefusal, type SelfVoice } from '../store/voice.js';
import { placeInVoice, removeVoiceState } from '../store/voice-states.js';
import type { World } from '../store/world.js';

/** A person's client would not let him into a voice channel. */
export class JoinRefusedError extends Error {
  override readonly name = 'JoinRefusedError';
  public readonly refusal: JoinRefusal;

  public constructor(refusal: JoinRefusal, channel: ChannelRecord) {
    super(`Cannot join ${channel.name}: ${refusal}`);
    this.refusal = refusal;
  }
}

/**
 * Somebody joins a voice channel, or changes over to it.
 *
 * @throws {JoinRefusedError} when he may not see or enter it, it is full, or it is no voice channel
 */
export function joinVoice(world: World, userId: string, channel: ChannelRecord): void {
  if (channel.guildId === null) throw new JoinRefusedError('notVoice', channel);
  const guild = world.guild(channel.guildId);
  const refusal = joinRefusal(world, guild, userId, channel);
  if (refusal) throw new JoinRefusedError(refusal, channel);
  connect(world, guild, userId, channel);
}

/** Somebody hangs up. Nothing happens when he is not in voice. */
export function leaveVoice(world: World, userId: string): void {
  for (const guild of world.guilds.values()) removeVoiceState(world, guild, userId);
}

/**
 * Somebody mutes or deafens himself, turns his camera or his stream on or off.
 *
 * @throws {DiscordError} 40032 when he is not in voice
 */
export function changeOwnVoice(world: World, userId: string, changes: SelfVoice): void {
  changeSelfVoice(world, guildInVoice(world, userId), userId, changes);
}

/**
 * Somebody has been idle for too long: Discord moves him to the guild's AFK channel, if it has one.
 *
 * @throws {DiscordError} 40032 when he is not in voice
 */
export function fallAsleep(world: World, userId: string): void {
  const guild = guildInVoice(world, userId);
  const channel = guild.afkChannelId === null ? undefined : guild.channels.get(guild.afkChannelId);
  if (channel) placeInVoice(world, guild, userId, channel);
}

function guildInVoice(world: World, userId: string): GuildRecord {
  const guild = [...world.guilds.values()].find(({ voiceStates }) => voiceStates.has(userId));
  if (!guild) throw refuse('notInVoice');
  return guild;
}
