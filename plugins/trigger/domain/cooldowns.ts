import type { Fault } from './fault.js';
import { day, type Cooldowns, type Moment, type Snowflake, type TriggerId } from './trigger.js';

export const COOLDOWN_MAX_MS = day;

/** Who sets a trigger off, where. Nobody and nowhere for an interval. */
export interface CooldownPlace {
  readonly guildId: Snowflake;
  readonly channelId: Snowflake | null;
  readonly userId: Snowflake | null;
}

export interface CoolingDown {
  readonly per: keyof Cooldowns;
  readonly until: Moment;
}

/**
 * When each trigger last ran: for its guild, in each channel, for each member. Kept in memory; a restart forgets it.
 * It holds what may still matter and no more than `capacity` entries, the oldest of which go first.
 */
export class CooldownLedger {
  readonly #until = new Map<string, Moment>();
  readonly #capacity: number;

  constructor(capacity = 50_000) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#until.size;
  }

  /** The cooldown that holds a trigger back the longest; null when none does. */
  holds(triggerId: TriggerId, place: CooldownPlace, now: Moment): CoolingDown | null {
    let longest: CoolingDown | null = null;
    for (const per of kinds) {
      const key = keyOf(triggerId, per, place);
      const until = key === null ? undefined : this.#until.get(key);
      if (until === undefined || until <= now) continue;
      if (longest === null || until > longest.until) longest = { per, until };
    }
    return longest;
  }

  /** Notes a run at `now`. */
  ran(triggerId: TriggerId, cooldowns: Cooldowns, place: CooldownPlace, now: Moment): void {
    for (const per of kinds) {
      const key = keyOf(triggerId, per, place);
      if (key === null || cooldowns[per] <= 0) continue;
      this.#until.delete(key);
      this.#until.set(key, now + cooldowns[per]);
    }
    if (this.#until.size > this.#capacity) this.#makeRoom(now);
  }

  /** Forgets when triggers ran for a member. */
  forget(userId: Snowflake): void {
    for (const key of this.#until.keys()) if (key.endsWith(`:member:${userId}`)) this.#until.delete(key);
  }

  #makeRoom(now: Moment): void {
    for (const [key, until] of this.#until) if (until <= now) this.#until.delete(key);
    // A quarter at once, so that a full ledger is not walked on every run.
    let excess = this.#until.size > this.#capacity ? Math.ceil(this.#capacity / 4) : 0;
    for (const key of this.#until.keys()) {
      if (excess-- <= 0) break;
      this.#until.delete(key);
    }
  }
}

/** What is wrong with cooldowns. */
export function cooldownFaults(cooldowns: Cooldowns): readonly Fault[] {
  return kinds.flatMap((per) => {
    const length = cooldowns[per];
    const sound = Number.isSafeInteger(length) && length >= 0 && length <= COOLDOWN_MAX_MS;
    return sound ? [] : [{ path: per, code: 'out-of-range', limit: COOLDOWN_MAX_MS }];
  });
}

const kinds: readonly (keyof Cooldowns)[] = ['member', 'channel', 'guild'];

function keyOf(
  triggerId: TriggerId,
  per: keyof Cooldowns,
  { guildId, channelId, userId }: CooldownPlace,
): string | null {
  const id = { member: userId, channel: channelId, guild: guildId }[per];
  return id === null ? null : `${triggerId}:${per}:${id}`;
}
