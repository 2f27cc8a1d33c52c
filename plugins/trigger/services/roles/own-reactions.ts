import { Routes, type Guild } from 'discord.js';
import { isCustom, qualified } from '../../domain/emoji.js';
import type { MessagePlace } from '../../domain/reaction-roles.js';
import { failureOf } from '../actions/discord-answers.js';
import type { Executors } from '../parts.js';
import { bareRun } from './bare-run.js';

/** The bot's own reactions, which members click. Neither method rejects for what Discord answers: it returns why not. */
export class OwnReactions {
  readonly #executors: Executors;

  public constructor(executors: Executors) {
    this.#executors = executors;
  }

  /** Adds it; one that is there stays. @returns why it could not be, as a sentence; null when it is there. */
  public async put(guild: Guild, place: MessagePlace, emoji: string): Promise<string | null> {
    const result = await this.#executors.execute({ kind: 'react', first: emoji, second: null }, bareRun(guild, place));
    return result.ok ? null : result.error;
  }

  /** Takes it off. One request, also where the message is not known. @returns the same; null when it is not there. */
  public async take(guild: Guild, { channelId, messageId }: MessagePlace, emoji: string): Promise<string | null> {
    // The name of a custom emoji does not count, but there must be one.
    const named = isCustom(emoji) ? `emoji:${emoji}` : qualified(emoji);
    try {
      await guild.client.rest.delete(Routes.channelMessageOwnReaction(channelId, messageId, encodeURIComponent(named)));
      return null;
    } catch (error) {
      const { outcome, error: reason } = failureOf(error, {});
      return outcome === 'not-found' ? null : reason;
    }
  }
}
