import { createHash } from 'node:crypto';
import type { Clock } from '../clock.js';

/** So many calls in a window that begins with the first. */
export interface Limit {
  readonly limit: number;
  /** Milliseconds. */
  readonly window: number;
}

/** Discord's rate limits. Each can be set, or switched off with `false`; what is left out has its default. */
export interface RateLimitOptions {
  /** Calls a second over all routes. Default 50, Discord's documented limit. Interactions are outside of it. */
  readonly global?: number | false;
  /**
   * Limits by operation, for each channel, guild or webhook by itself; `*` is every operation not named. Discord documents the
   * headers, not the numbers: the defaults are what clients have observed.
   */
  readonly routes?: Readonly<Record<string, Limit>> | false;
  /** Changes of a channel's name, and apart from them of its topic. Default 2 in 10 minutes. No header tells before it bites. */
  readonly names?: Limit | false;
  /** Adding and removing reactions, for each channel. Default 1 in 250 ms. */
  readonly reactions?: Limit | false;
}

/** What the limits look at. */
export interface LimitedCall {
  readonly operation: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The token of the path is the authorisation. */
  readonly open: boolean;
}

export interface RateLimitRefusal {
  /** Seconds. */
  readonly retryAfter: number;
  readonly scope: 'user' | 'global';
}

export interface RateLimitVerdict {
  readonly headers: Readonly<Record<string, string>>;
  readonly refusal: RateLimitRefusal | null;
}

const defaultRoutes: Readonly<Record<string, Limit>> = {
  '*': { limit: 10, window: 10_000 },
  'PATCH /channels/{channel_id}': { limit: 10, window: 15_000 },
  'POST /channels/{channel_id}/messages': { limit: 5, window: 5000 },
  'PATCH /channels/{channel_id}/messages/{message_id}': { limit: 5, window: 5000 },
  'DELETE /channels/{channel_id}/messages/{message_id}': { limit: 5, window: 1000 },
  'GET /channels/{channel_id}/messages': { limit: 5, window: 5000 },
  'POST /webhooks/{webhook_id}/{webhook_token}': { limit: 5, window: 2000 },
};
const defaultNames: Limit = { limit: 2, window: 600_000 };
const defaultReactions: Limit = { limit: 1, window: 250 };
const callback = 'POST /interactions/{interaction_id}/{interaction_token}/callback';
const editChannel = 'PATCH /channels/{channel_id}';
const majorParameters = ['guild_id', 'channel_id', 'webhook_id', 'webhook_token'];

interface Window {
  used: number;
  /** Epoch milliseconds. */
  ends: number;
}

/** Discord's rate limits, on the sandbox's clock. */
export class RateLimits {
  readonly #clock: Clock;
  readonly #options: RateLimitOptions;
  readonly #windows = new Map<string, Window>();
  #sweepAt = 1024;

  public constructor(clock: Clock, options: RateLimitOptions) {
    this.#clock = clock;
    this.#options = options;
  }

  /** Counts a call, and says whether it may go on. A call that is refused for one limit does not use up the others. */
  public check(call: LimitedCall): RateLimitVerdict {
    const { global = 50 } = this.#options;
    const outside = call.open || call.operation === callback;
    if (global !== false && !outside) {
      const wait = this.#take('global', { limit: global, window: 1000 });
      if (wait > 0) return { headers: {}, refusal: { retryAfter: wait / 1000, scope: 'global' } };
    }
    return call.operation === callback ? { headers: {}, refusal: null } : this.#checkRoute(call);
  }

  #checkRoute(call: LimitedCall): RateLimitVerdict {
    const bucket = this.#bucketOf(call);
    if (!bucket) return { headers: {}, refusal: this.#checkNames(call) };
    const wait = this.#take(bucket.key, bucket.limit);
    const headers = this.#headers(bucket);
    if (wait > 0) return { headers, refusal: { retryAfter: wait / 1000, scope: 'user' } };
    return { headers, refusal: this.#checkNames(call) };
  }

  #bucketOf({ operation, params }: LimitedCall): { key: string; name: string; limit: Limit } | null {
    const { routes = {}, reactions = defaultReactions } = this.#options;
    const major = majorParameters.map((name) => params[name] ?? '').join(':');
    if (/^(PUT|DELETE) .*\/reactions/.test(operation)) {
      return reactions ? { key: `reactions ${major}`, name: 'reactions', limit: reactions } : null;
    }
    if (routes === false) return null;
    const table = { ...defaultRoutes, ...routes };
    const limit = table[operation] ?? table['*'];
    return limit ? { key: `${operation} ${major}`, name: operation, limit } : null;
  }

  #checkNames({ operation, params, body }: LimitedCall): RateLimitRefusal | null {
    const { names = defaultNames } = this.#options;
    if (names === false || operation !== editChannel || typeof body !== 'object' || body === null) return null;
    const touched = ['name', 'topic'].filter((field) => (body as Record<string, unknown>)[field] !== undefined);
    const keys = touched.map((field) => `${field} ${params['channel_id']}`);
    const wait = Math.max(0, ...keys.map((key) => this.#wait(key, names)));
    if (wait > 0) return { retryAfter: wait / 1000, scope: 'user' };
    for (const key of keys) this.#take(key, names);
    return null;
  }

  #headers({ key, name, limit }: { key: string; name: string; limit: Limit }): Record<string, string> {
    const now = this.#clock.now();
    const { used, ends } = this.#windows.get(key) ?? { used: 0, ends: now };
    return {
      'x-ratelimit-bucket': createHash('sha1').update(name).digest('hex').slice(0, 32),
      'x-ratelimit-limit': String(limit.limit),
      'x-ratelimit-remaining': String(Math.max(0, limit.limit - used)),
      'x-ratelimit-reset': (ends / 1000).toFixed(3),
      'x-ratelimit-reset-after': (Math.max(0, ends - now) / 1000).toFixed(3),
    };
  }

  /** Uses one up. The answer is 0, or the milliseconds to wait when there is none left. */
  #take(key: string, limit: Limit): number {
    const wait = this.#wait(key, limit);
    if (wait > 0) return wait;
    const now = this.#clock.now();
    const window = this.#windows.get(key);
    if (window && window.ends > now) window.used += 1;
    else this.#windows.set(key, { used: 1, ends: now + limit.window });
    this.#sweep(now);
    return 0;
  }

  #wait(key: string, { limit }: Limit): number {
    const window = this.#windows.get(key);
    return window && window.used >= limit ? Math.max(0, window.ends - this.#clock.now()) : 0;
  }

  /** Windows that are over are only weight. */
  #sweep(now: number): void {
    if (this.#windows.size < this.#sweepAt) return;
    for (const [key, { ends }] of this.#windows) if (ends <= now) this.#windows.delete(key);
    this.#sweepAt = Math.max(1024, this.#windows.size * 2);
  }
}
