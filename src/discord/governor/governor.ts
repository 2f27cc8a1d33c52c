import type { Logger } from '../../logging/logger.js';
import type { Clock } from '../../scheduling/clock.js';
import { GuildRefusals, type PausedGuild } from './guild-refusals.js';
import { RequestHeldBackError } from './held-back-error.js';
import type { RequestFacts } from './request-facts.js';
import { RequestPace } from './request-pace.js';
import { allowance, BAN_LIMIT, BAN_WINDOW, isRefusal, levelOf, paceOf, verdict, type Level } from './rules.js';
import { SlidingCount } from './sliding-count.js';

export interface GovernorOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** How many requests this process makes in a second at most. `Infinity`: as many as there are. */
  readonly perSecond: number;
  /** How many refusals in ten minutes make Discord ban the address, or this process' share of them. Default 10,000. */
  readonly refusalLimit?: number;
  /** Discord does not know the bot's token (any more). Called once. */
  readonly onTokenRefused: () => void;
}

/** What Discord said to a request. */
export interface Answered {
  readonly status: number;
  /** The header `X-RateLimit-Scope`. */
  readonly scope: string | null;
  /** Whether the bot's token went with it. */
  readonly authorized: boolean;
}

/** How the requests of a bot stand. Times are epoch milliseconds. */
export interface GovernorSnapshot {
  readonly level: Level;
  /** How many requests a second are made at most at present. */
  readonly perSecond: number;
  /** Requests that wait for their second. */
  readonly waiting: number;
  /** Answers of the last ten minutes that Discord counts, in all and by status. */
  readonly refusals: number;
  readonly refusalsByStatus: Readonly<Record<'401' | '403' | '429', number>>;
  readonly refusalLimit: number;
  /** Requests since the start, answers to interactions included; and those that were not made. */
  readonly sent: number;
  readonly heldBack: number;
  /** Guilds that pause because Discord refused too much of what was asked for them. */
  readonly pausedGuilds: readonly PausedGuild[];
  readonly tokenRefused: boolean;
}

/**
 * Stands between the bot and Discord: keeps to so many requests a second, counts what Discord refuses, and holds requests back
 * long before Discord would ban the address; those of a guild that provokes refusals by themselves. Never holds an answer back.
 */
export class RequestGovernor {
  readonly #options: GovernorOptions;
  readonly #limit: number;
  readonly #refusals = {
    401: new SlidingCount(BAN_WINDOW),
    403: new SlidingCount(BAN_WINDOW),
    429: new SlidingCount(BAN_WINDOW),
  };
  readonly #all = new SlidingCount(BAN_WINDOW);
  readonly #guilds: GuildRefusals;
  readonly #pace: RequestPace;
  #level: Level = 'normal';
  #tokenRefused = false;
  #sent = 0;
  #heldBack = 0;

  public constructor(options: GovernorOptions) {
    this.#options = options;
    this.#limit = options.refusalLimit ?? BAN_LIMIT;
    this.#guilds = new GuildRefusals(options.log);
    this.#pace = new RequestPace(options.clock, () => paceOf(this.#currentLevel(), options.perSecond));
  }

  /**
   * Resolves when a request may be made.
   *
   * @throws {RequestHeldBackError} when it may not be made now; the signal's reason when that is aborted before.
   */
  public async admit(request: RequestFacts, signal: AbortSignal | null = null): Promise<void> {
    if (this.#check(request)) {
      await this.#pace.turn(request.guildId ?? '', signal);
      // Much may have been refused while it waited.
      this.#check(request);
    }
    this.#sent += 1;
  }

  /** Discord has answered a request. */
  public answered(request: RequestFacts, { status, scope, authorized }: Answered): void {
    if (!isRefusal(status, scope)) return;
    const now = this.#options.clock.now();
    this.#all.add(now);
    if (status === 401 || status === 403 || status === 429) this.#refusals[status].add(now);
    if (status === 403 && request.urgency !== 'answer') this.#guilds.refused(request.guildId, now);
    if (status === 401 && authorized) this.#refuseToken();
    this.#currentLevel();
  }

  public snapshot(): GovernorSnapshot {
    const now = this.#options.clock.now();
    const level = this.#currentLevel();
    const { 401: unauthorized, 403: forbidden, 429: limited } = this.#refusals;
    return {
      level,
      perSecond: paceOf(level, this.#options.perSecond),
      waiting: this.#pace.waiting,
      refusals: this.#all.total(now),
      refusalsByStatus: { 401: unauthorized.total(now), 403: forbidden.total(now), 429: limited.total(now) },
      refusalLimit: this.#limit,
      sent: this.#sent,
      heldBack: this.#heldBack,
      pausedGuilds: this.#guilds.paused(now),
      tokenRefused: this.#tokenRefused,
    };
  }

  /** @returns whether the request keeps to the pace. */
  #check(request: RequestFacts): boolean {
    const now = this.#options.clock.now();
    const standing = {
      level: this.#currentLevel(),
      levelEnds: this.#all.endOf(allowance(request.urgency, this.#limit), now),
      guildPausedUntil: this.#guilds.pausedUntil(request.guildId),
      tokenRefused: this.#tokenRefused,
    };
    const decided = verdict(request.urgency, standing, now);
    if (decided.kind === 'go') return decided.paced;
    this.#heldBack += 1;
    throw new RequestHeldBackError(request, decided.because, Math.max(1, decided.until - now));
  }

  #refuseToken(): void {
    if (this.#tokenRefused) return;
    this.#tokenRefused = true;
    this.#options.log.fatal({}, "Discord refuses the bot's token: no more requests are made");
    this.#options.onTokenRefused();
  }

  /** Says so in the log when the level is another one than before. */
  #currentLevel(): Level {
    const refusals = this.#all.total(this.#options.clock.now());
    const level = levelOf(refusals, this.#limit);
    if (level === this.#level) return level;
    this.#level = level;
    const fields = { pace: level, refusals, limit: this.#limit };
    if (level === 'normal') this.#options.log.info(fields, 'Discord refuses little again: requests go on as usual');
    else this.#options.log.warn(fields, words[level]);
    return level;
  }
}

const words: Readonly<Record<Exclude<Level, 'normal'>, string>> = {
  slow: 'Discord refuses many requests: they are made more slowly, before it bans this address',
  urgent: 'Discord refuses very many requests: only answers and deletions are made, before it bans this address',
  stopped: 'Discord refuses far too many requests: only answers are made, before it bans this address',
};
