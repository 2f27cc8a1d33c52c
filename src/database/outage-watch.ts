import type { Pool, PoolClient } from 'pg';
import type { Logger } from '../logging/logger.js';
import type { Clock } from '../scheduling/clock.js';

export interface OutageOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** Asks the database something; rejects while it is away. */
  readonly probe: () => Promise<unknown>;
}

/** How long after a try the next one is made, in milliseconds. */
const PAUSE = 2000;

/**
 * Notices when the database has been away: a connection broke while somebody used it, or none could be made. What was to be stored
 * meanwhile is lost, so whoever listens is told when the database answers again. An idle connection that broke is nobody's loss.
 */
export class OutageWatch {
  readonly #options: OutageOptions;
  readonly #used = new WeakSet<PoolClient>();
  readonly #listeners: (() => void)[] = [];
  #lost = false;
  #probing = false;
  #stopped = false;

  public constructor(options: OutageOptions) {
    this.#options = options;
  }

  /** Calls `listener` each time that the database is back. */
  public onReturn(listener: () => void): void {
    this.#listeners.push(listener);
  }

  public watch(pool: Pool): void {
    pool.on('acquire', (client) => this.#used.add(client));
    pool.on('release', (_error, client) => this.#used.delete(client));
    pool.on('connect', (client) => client.on('error', () => this.#broke(this.#used.has(client))));
  }

  public stop(): void {
    this.#stopped = true;
  }

  #broke(inUse: boolean): void {
    this.#lost ||= inUse;
    if (this.#probing || this.#stopped) return;
    this.#probing = true;
    void this.#untilBack().finally(() => (this.#probing = false));
  }

  async #untilBack(): Promise<void> {
    const { clock, log, probe } = this.#options;
    for (let tries = 1; !this.#stopped; tries += 1) {
      try {
        await probe();
        break;
      } catch (error) {
        this.#lost = true;
        if (tries === 1) log.error({ error }, 'The database is away');
      }
      await new Promise<void>((resolve) => void clock.after(PAUSE, resolve));
    }
    if (!this.#lost || this.#stopped) return;
    this.#lost = false;
    log.info({}, 'The database is back: bringing state and Discord together');
    for (const listener of this.#listeners) listener();
  }
}
