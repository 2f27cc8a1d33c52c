import type { Guild } from 'discord.js';

/** Somebody in a voice channel. */
interface Occupant {
  readonly channelId: string;
  readonly bot: boolean;
}

/** What a voice state update means for the channels: left the one, joined the other, or nothing. */
export interface VoiceMove {
  readonly left: string | null;
  readonly joined: string | null;
}

/**
 * Knows who is in which voice channel. discord.js drops the voice state of a removed member before anybody can ask which
 * channel they were in, so the last known channel is kept here.
 */
export class VoiceTracker {
  readonly #guilds = new Map<string, Map<string, Occupant>>();

  /** Takes the guild's cached voice states as the truth, without events: at ready, and when a guild becomes available. */
  public seed(guild: Guild): void {
    const occupants = new Map<string, Occupant>();
    for (const state of guild.voiceStates.cache.values()) {
      if (state.channelId)
        occupants.set(state.id, { channelId: state.channelId, bot: state.member?.user.bot ?? false });
    }
    this.#guilds.set(guild.id, occupants);
  }

  /** The same for every guild that is available. */
  public seedAll(guilds: Iterable<Guild>): void {
    for (const guild of guilds) if (guild.available) this.seed(guild);
  }

  /** Forgets a guild that the bot has left. */
  public forget(guildId: string): void {
    this.#guilds.delete(guildId);
  }

  /** Notes where somebody is now. Mute, deafen, video and stream changes move nobody and answer null. */
  public move(guildId: string, userId: string, channelId: string | null, bot: boolean): VoiceMove | null {
    const occupants = this.#guilds.get(guildId) ?? new Map<string, Occupant>();
    this.#guilds.set(guildId, occupants);
    const left = occupants.get(userId)?.channelId ?? null;
    if (left === channelId) return null;
    if (channelId) occupants.set(userId, { channelId, bot });
    else occupants.delete(userId);
    return { left, joined: channelId };
  }

  /** The voice channel that somebody is in. */
  public channelOf(guildId: string, userId: string): string | null {
    return this.#guilds.get(guildId)?.get(userId)?.channelId ?? null;
  }

  /** The user ids of the humans in a channel. Bots do not count as occupants. */
  public humansIn(guildId: string, channelId: string): string[] {
    return this.occupantsOf(guildId, channelId)
      .filter(({ bot }) => !bot)
      .map(({ id }) => id);
  }

  /** Everybody in a channel, bots too. */
  public occupantsOf(guildId: string, channelId: string): { readonly id: string; readonly bot: boolean }[] {
    const inside = [...(this.#guilds.get(guildId) ?? [])].filter(([, occupant]) => occupant.channelId === channelId);
    return inside.map(([id, { bot }]) => ({ id, bot }));
  }
}
