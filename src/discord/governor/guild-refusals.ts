import type { Logger } from '../../logging/logger.js';
import { afterRefusal, FORGIVEN_AFTER, GUILD_WINDOW, unblemished, type GuildStanding } from './rules.js';
import { SlidingCount } from './sliding-count.js';

/** A guild for which no requests are made for a while. */
export interface PausedGuild {
  readonly guildId: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

interface Record {
  standing: GuildStanding;
  readonly count: SlidingCount;
}

/** Records of guilds whose pauses are long over are looked for when there are so many. */
const SWEEP_AT = 256;

/** Knows which guilds provoke refusals. The others have no record. */
export class GuildRefusals {
  readonly #log: Logger;
  readonly #records = new Map<string, Record>();
  #sweepAt = SWEEP_AT;

  public constructor(log: Logger) {
    this.#log = log;
  }

  /** Discord has answered a request for the guild with 403. */
  public refused(guildId: string | null, now: number): void {
    if (guildId === null) return;
    const record = this.#records.get(guildId) ?? { standing: unblemished, count: new SlidingCount(GUILD_WINDOW) };
    this.#records.set(guildId, record);
    // What was on its way when the pause began is part of the same.
    if (record.standing.pausedUntil > now) return;
    record.count.add(now);
    const standing = afterRefusal(record.standing, record.count.total(now), now);
    if (standing !== record.standing) {
      record.standing = standing;
      record.count.clear();
      const pause = standing.pausedUntil - now;
      this.#log.warn({ guild: guildId, pause }, 'Discord refuses too much for this guild: its requests pause');
    }
    this.#sweep(now);
  }

  /** In epoch milliseconds; 0 or a past time when it does not pause. */
  public pausedUntil(guildId: string | null): number {
    return guildId === null ? 0 : (this.#records.get(guildId)?.standing.pausedUntil ?? 0);
  }

  public paused(now: number): PausedGuild[] {
    return [...this.#records].flatMap(
      ([
        guildId,
        {
          standing: { pausedUntil: until },
        },
      ]) => (until > now ? [{ guildId, until }] : []),
    );
  }

  #sweep(now: number): void {
    if (this.#records.size < this.#sweepAt) return;
    for (const [guildId, { standing, count }] of this.#records) {
      if (count.total(now) === 0 && now - standing.pausedUntil >= FORGIVEN_AFTER) this.#records.delete(guildId);
    }
    this.#sweepAt = Math.max(SWEEP_AT, this.#records.size * 2);
  }
}
