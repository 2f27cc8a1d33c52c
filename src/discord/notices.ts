import { type Client, type Guild, type GuildTextBasedChannel } from 'discord.js';
import type { Logger } from '../logging/logger.js';
import type { Clock } from '../scheduling/clock.js';
import { missingPermissions } from './permissions.js';
import { restFailure } from './rest-errors.js';

/** Tells a guild's admins what went wrong where no interaction is at hand. */
export interface Notices {
  /**
   * Sends `text` to the guild's configured notice channel, else to its system channel. The same cause is told at most
   * once an hour and guild. Never rejects: a notice that cannot be delivered is logged.
   *
   * @param cause - What the notice is about, stable over repetitions, such as `autochannel.missing-permission:<source id>`.
   */
  send(guildId: string, cause: string, text: string): Promise<void>;
}

/** How long one cause stays silent after it was told, in milliseconds. */
const SILENCE = 3_600_000;

/** The notices of a bot. Which channel a guild has configured is asked of `configured`. */
export class NoticeBoard implements Notices {
  readonly #client: Client;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #configured: (guildId: string) => string | null;
  /** `guild cause` to when it was last told. */
  readonly #told = new Map<string, number>();

  public constructor(client: Client, clock: Clock, log: Logger, configured: (guildId: string) => string | null) {
    this.#client = client;
    this.#clock = clock;
    this.#log = log;
    this.#configured = configured;
  }

  public async send(guildId: string, cause: string, text: string): Promise<void> {
    if (this.#isSilent(`${guildId} ${cause}`)) return;
    const line = { guild: guildId, cause, text };
    try {
      const guild = this.#client.guilds.cache.get(guildId);
      const channel = guild && this.#channel(guild);
      if (!channel) return this.#log.warn(line, 'A notice had nowhere to go');
      await channel.send({ content: text, allowedMentions: { parse: [] } });
      this.#log.info({ ...line, channel: channel.id }, 'A notice was sent');
    } catch (error) {
      // Not now: whoever has cause to say it again may.
      if (restFailure(error) === 'rate-limited') this.#told.delete(`${guildId} ${cause}`);
      this.#log.warn({ ...line, error }, 'A notice could not be delivered');
    }
  }

  #isSilent(key: string): boolean {
    const now = this.#clock.now();
    for (const [told, at] of this.#told) if (now - at >= SILENCE) this.#told.delete(told);
    if (this.#told.has(key)) return true;
    this.#told.set(key, now);
    return false;
  }

  #channel(guild: Guild): GuildTextBasedChannel | null {
    const configuredId = this.#configured(guild.id);
    const candidates = [configuredId ? guild.channels.cache.get(configuredId) : null, guild.systemChannel];
    return candidates.find((channel) => channel?.isTextBased() && canWrite(channel)) as GuildTextBasedChannel | null;
  }
}

function canWrite(channel: GuildTextBasedChannel): boolean {
  return missingPermissions(channel, ['ViewChannel', 'SendMessages']).length === 0;
}
