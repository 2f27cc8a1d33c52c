import { ChannelType, GatewayDispatchEvents, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { may } from './permissions.js';
import { projectVoiceLeave, projectVoiceState } from './project-voice.js';
import type { ChannelRecord, GuildRecord, VoiceStateRecord } from './records.js';
import { clearVoiceStatus } from './voice-status.js';
import type { World } from './world.js';

/** Who is connected to a voice channel, in order of arrival in the guild's voice. */
export function occupantsOf(guild: GuildRecord, channelId: string): VoiceStateRecord[] {
  return [...guild.voiceStates.values()].filter((state) => state.channelId === channelId);
}

/** Puts a member into a voice channel, from nowhere or from another one. Being there already makes no event. */
export function placeInVoice(world: World, guild: GuildRecord, userId: string, channel: ChannelRecord): void {
  const state = guild.voiceStates.get(userId);
  if (state?.channelId === channel.id) return;
  const from = state?.channelId;
  const next: VoiceStateRecord = {
    ...(state ?? newVoiceState(world, userId)),
    channelId: channel.id,
    suppress: isSuppressed(world, guild, userId, channel),
  };
  guild.voiceStates.delete(userId);
  guild.voiceStates.set(userId, next);
  announceVoiceState(world, guild, next);
  if (from !== undefined) forgetStatusOfEmpty(world, guild, from);
}

function newVoiceState(world: World, userId: string): Omit<VoiceStateRecord, 'channelId'> {
  return {
    userId,
    sessionId: BigInt(world.snowflake()).toString(16).padStart(32, '0'),
    selfMute: false,
    selfDeaf: false,
    selfVideo: false,
    selfStream: false,
    suppress: false,
  };
}

/** Nobody speaks in the AFK channel, on a stage only who was invited to, elsewhere who has the permission. */
function isSuppressed(world: World, guild: GuildRecord, userId: string, channel: ChannelRecord): boolean {
  if (channel.id === guild.afkChannelId || channel.type === ChannelType.GuildStageVoice) return true;
  return !may(world, guild, userId, channel, Bits.Speak);
}

/** Disconnects a user from the guild's voice. Nothing happens when he is not connected. */
export function removeVoiceState(world: World, guild: GuildRecord, userId: string): void {
  const state = guild.voiceStates.get(userId);
  if (!state) return;
  guild.voiceStates.delete(userId);
  world.dispatch(GatewayDispatchEvents.VoiceStateUpdate, projectVoiceLeave(guild, state), { guildId: guild.id });
  forgetStatusOfEmpty(world, guild, state.channelId);
}

export function announceVoiceState(world: World, guild: GuildRecord, state: VoiceStateRecord): void {
  world.dispatch(GatewayDispatchEvents.VoiceStateUpdate, projectVoiceState(guild, state), { guildId: guild.id });
}

/** A voice channel's status lasts until the last one has left. */
function forgetStatusOfEmpty(world: World, guild: GuildRecord, channelId: string): void {
  const channel = guild.channels.get(channelId);
  if (channel && occupantsOf(guild, channelId).length === 0) clearVoiceStatus(world, channel);
}
