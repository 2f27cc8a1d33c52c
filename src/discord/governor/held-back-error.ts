import { RateLimitError } from 'discord.js';
import type { RequestFacts } from './request-facts.js';
import type { Verdict } from './rules.js';

type Because = Extract<Verdict, { readonly kind: 'hold' }>['because'];

const reasons: Readonly<Record<Because, string>> = {
  level: 'Discord has refused so many requests that the bot holds back',
  guild: 'Discord has refused so many requests for this server that it pauses',
  token: "Discord has refused the bot's token",
};

/**
 * The bot has not made a request: not now. It says nothing about what the request was for, so whoever gets it leaves everything
 * as it is and comes back after `retryAfter` milliseconds, as after a rate limit of Discord's, which this is a kind of.
 */
export class RequestHeldBackError extends RateLimitError {
  public readonly because: Because;

  public constructor({ method, path }: RequestFacts, because: Because, retryAfter: number) {
    super({
      timeToReset: retryAfter,
      limit: 0,
      method,
      hash: 'held-back',
      url: path,
      route: path,
      majorParameter: '',
      global: because !== 'guild',
      retryAfter,
      sublimitTimeout: 0,
      scope: 'user',
    });
    this.because = because;
    this.message = `${reasons[because]}; ${method} ${path} was not made`;
  }

  public override get name(): string {
    return 'RequestHeldBackError';
  }
}
