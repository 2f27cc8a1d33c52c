import type { Clock } from 'roomkeeper';
import { fullBucket, takeFrom, type CreationBucket, type CreationLimit } from '../../domain/creation-limits.js';

/** What came of asking for one more room. `tell`: whether to tell the person, which is once until they get their next room. */
export type Admission =
  | { readonly admitted: true }
  | { readonly admitted: false; readonly by: 'user' | 'guild'; readonly freeAt: number; readonly tell: boolean };

/** How often buckets that say nothing any more are looked for, in milliseconds: somebody waits while all of them are looked at. */
const SWEEP = 60_000;

/** Holds back those who make too many rooms. In memory: after a restart everybody starts afresh. */
export class Gate {
  readonly #clock: Clock;
  readonly #perUser: CreationLimit;
  readonly #perGuild: CreationLimit;
  readonly #guilds = new Map<string, CreationBucket>();
  /** By guild and user. */
  readonly #users = new Map<string, CreationBucket>();
  #swept = 0;

  public constructor(clock: Clock, limits: { readonly perUser: CreationLimit; readonly perGuild: CreationLimit }) {
    this.#clock = clock;
    this.#perUser = limits.perUser;
    this.#perGuild = limits.perGuild;
  }

  /** Takes the right to one more room from the member and from the guild, or from neither. */
  public ask(guildId: string, userId: string): Admission {
    const now = this.#clock.now();
    const member = `${guildId} ${userId}`;
    const before = this.#users.get(member) ?? fullBucket(this.#perUser, now);
    const user = takeFrom(before, this.#perUser, now);
    const guild = takeFrom(this.#guilds.get(guildId) ?? fullBucket(this.#perGuild, now), this.#perGuild, now);
    this.#forgetFull(now);
    if (user.outcome === 'refused') {
      this.#users.set(member, user.bucket);
      return { admitted: false, by: 'user', freeAt: user.freeAt, tell: user.tell };
    }
    if (guild.outcome === 'refused') {
      // Each member is told for themselves.
      this.#users.set(member, { ...before, told: true });
      this.#guilds.set(guildId, guild.bucket);
      return { admitted: false, by: 'guild', freeAt: guild.freeAt, tell: !before.told };
    }
    this.#users.set(member, user.bucket);
    this.#guilds.set(guildId, guild.bucket);
    return { admitted: true };
  }

  /** Who has been told stays known as long as there is something to wait for. */
  #forgetFull(now: number): void {
    if (Math.abs(now - this.#swept) < SWEEP) return;
    this.#swept = now;
    for (const [id, bucket] of this.#guilds) if (isFull(bucket, this.#perGuild, now)) this.#guilds.delete(id);
    for (const [key, bucket] of this.#users) {
      const [guildId = ''] = key.split(' ');
      if (isFull(bucket, this.#perUser, now) && !this.#guilds.has(guildId)) this.#users.delete(key);
    }
  }
}

function isFull({ tokens, at }: CreationBucket, { capacity, refillMs }: CreationLimit, now: number): boolean {
  return tokens + (now - at) / refillMs >= capacity;
}
