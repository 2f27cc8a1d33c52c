import type { Clock } from 'roomkeeper';
import { admit, isFull, type AdmissionRules, type Bucket, type UserBucket } from '../domain/admission.js';

/** What came of asking to be let in. */
export type Verdict =
  | { readonly admitted: true }
  | { readonly admitted: false; readonly by: 'user' | 'guild'; readonly retryAt: number; readonly tell: boolean };

/** How often buckets that say nothing any more are looked for, in milliseconds: somebody waits while all of them are looked at. */
const SWEEP = 60_000;

/** Holds back those who make too many channels. In memory: after a restart everybody starts afresh. */
export class Gate {
  readonly #clock: Clock;
  readonly #rules: AdmissionRules;
  readonly #guilds = new Map<string, Bucket>();
  /** By guild and user. */
  readonly #users = new Map<string, UserBucket>();
  #swept = 0;

  public constructor(clock: Clock, rules: AdmissionRules) {
    this.#clock = clock;
    this.#rules = rules;
  }

  /** Takes a token of the member and one of the guild, or neither. */
  public ask(guildId: string, userId: string): Verdict {
    const now = this.#clock.now();
    const member = `${guildId} ${userId}`;
    const state = { user: this.#users.get(member), guild: this.#guilds.get(guildId) };
    const { user, guild, ...verdict } = admit(state, this.#rules, now);
    this.#forgetFull(now);
    this.#users.set(member, user);
    this.#guilds.set(guildId, guild);
    return verdict;
  }

  /** A member's bucket outlives that of the guild: it says that the member has been told, also by the guild's. */
  #forgetFull(now: number): void {
    if (Math.abs(now - this.#swept) < SWEEP) return;
    this.#swept = now;
    const { perUser, perGuild } = this.#rules;
    for (const [guildId, bucket] of this.#guilds) if (isFull(bucket, perGuild, now)) this.#guilds.delete(guildId);
    for (const [key, bucket] of this.#users) {
      const [guildId = ''] = key.split(' ');
      if (isFull(bucket, perUser, now) && !this.#guilds.has(guildId)) this.#users.delete(key);
    }
  }
}
