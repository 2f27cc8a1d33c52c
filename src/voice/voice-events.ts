import type { Guild, GuildMember } from 'discord.js';

/**
 * What voice state updates mean, as events of the client. A direct move from one channel to another is `Left` and then
 * `Joined`, emitted in the same turn, so that work which both queue for the guild stays in this order. Changes that leave
 * the channel as it was (mute, deafen, video, stream) emit nothing.
 */
export const VoiceEvents = {
  Left: 'voiceChannelLeft',
  Joined: 'voiceChannelJoined',
} as const;

/** Somebody left or joined a voice channel. The client's caches already show it. */
export interface VoiceChange {
  readonly guild: Guild;
  readonly channelId: string;
  readonly userId: string;
  /** Null when the member has left the guild. */
  readonly member: GuildMember | null;
  readonly bot: boolean;
}

declare module 'discord.js' {
  interface ClientEvents {
    voiceChannelLeft: [change: VoiceChange];
    voiceChannelJoined: [change: VoiceChange];
  }
}
