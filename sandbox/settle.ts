import type { Gateway } from './gateway/gateway.js';
import type { RestServer } from './rest/server.js';
import type { Timeline } from './timeline.js';

/** So many rounds in a row nothing new may have happened: what a client begins on an event takes a moment to arrive. */
const quietRounds = 3;
/** A client that does not answer a heartbeat for so many real milliseconds hangs. */
const patience = 5000;
/** Real milliseconds between looks at what makes no call and no event, such as a bot's own database. */
const lookInterval = 25;

/** A condition did not come true in time. The message holds what happened last. */
export class NotReachedError extends Error {
  override readonly name = 'NotReachedError';
}

export interface UntilOptions {
  /** Real milliseconds. Default 5000. */
  readonly timeout?: number;
  /** What is waited for, for the message. */
  readonly describe?: string;
}

/** Waits for clients. */
export class Settling {
  readonly #gateway: Gateway;
  readonly #server: RestServer;
  readonly #timeline: Timeline;

  public constructor(gateway: Gateway, server: RestServer, timeline: Timeline) {
    this.#gateway = gateway;
    this.#server = server;
    this.#timeline = timeline;
  }

  /**
   * Waits until every client has received every dispatch, no REST call is in flight, and neither brought anything new for a few
   * rounds of heartbeats. Calls that an injected fault keeps waiting, and frozen clients, are not waited for.
   *
   * @throws {NotReachedError} when a client does not answer, or there is no end of calls
   */
  public async settled(): Promise<void> {
    let changes = 0;
    const stop = this.#timeline.onChange(() => (changes += 1));
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(this.#notReached('everything settled', patience)), patience);
    try {
      for (let quiet = 0; quiet < quietRounds;) {
        const before = changes;
        await orAborted(this.#gateway.flush(), limit.signal);
        await orAborted(nextTurn(), limit.signal);
        quiet = changes === before && this.#server.inFlight === 0 ? quiet + 1 : 0;
      }
    } finally {
      clearTimeout(timer);
      stop();
    }
  }

  /**
   * Waits until `predicate` holds. It is asked at once, after each call and each dispatch, and now and then between.
   *
   * @throws {NotReachedError} after the time-out, with the last 30 rows of the timeline
   */
  public async until(predicate: () => boolean | Promise<boolean>, options: UntilOptions = {}): Promise<void> {
    const { timeout = 5000, describe = 'the condition' } = options;
    const end = performance.now() + timeout;
    while (!(await predicate())) {
      if (performance.now() >= end) throw this.#notReached(describe, timeout);
      await this.#change(lookInterval);
    }
  }

  /** Waits for the next change, `longest` real milliseconds at most. */
  async #change(longest: number): Promise<void> {
    let stop = (): void => undefined;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, longest);
      const release = this.#timeline.onChange(() => setImmediate(resolve));
      stop = () => {
        clearTimeout(timer);
        release();
      };
    });
    stop();
  }

  #notReached(what: string, timeout: number): NotReachedError {
    return new NotReachedError(`${what}: not within ${timeout} ms. What happened last:\n${this.#timeline.print(30)}`);
  }
}

async function nextTurn(): Promise<void> {
  await new Promise<void>((resolve) => void setTimeout(resolve, 1));
}

async function orAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  await Promise.race([promise, aborted]);
}
