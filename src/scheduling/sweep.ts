import { KeyedQueue } from '../concurrency/keyed-queue.js';
import type { Logger } from '../logging/logger.js';
import type { OverdueQuery } from '../plugins/definition.js';
import type { Clock, Timer } from './clock.js';
import type { Deadline } from './scheduler.js';
import type { TaskRunner } from './task-runner.js';

/** Somebody who keeps deadlines in tables: an enabled plugin. */
export interface DeadlineKeeper {
  readonly name: string;
  overdue(query: OverdueQuery): Promise<readonly Deadline[]>;
}

export interface SweepOptions {
  readonly keepers: readonly DeadlineKeeper[];
  /** Milliseconds from one round to the next. */
  readonly interval: number;
  readonly clock: Clock;
  readonly runner: TaskRunner;
  readonly log: Logger;
}

/** How many deadlines are fetched at once, and how many of these batches one round takes from one plugin at most. */
const BATCH = 100;
const BATCHES = 20;
/** A deadline is overdue once its job had this long to run, in milliseconds. */
const PATIENCE = 5_000;

/** How many of them run at once. */
const LANES = 10;
/** How long a plugin may take to list them, in milliseconds. */
const QUERY_LIMIT = 30_000;

/** Finds the deadlines that no job woke, in the plugins' own tables, and runs their tasks. */
export class Sweep {
  readonly #options: SweepOptions;
  readonly #queries = new KeyedQueue(QUERY_LIMIT);
  #timer: Timer | undefined;
  #round: Promise<void> = Promise.resolve();
  #stopped = false;

  public constructor(options: SweepOptions) {
    this.#options = options;
  }

  /** Does a round after each interval, from now on. */
  public start(): void {
    const { clock, interval } = this.#options;
    this.#timer = clock.after(interval, () => {
      this.#round = this.round().finally(() => {
        if (!this.#stopped) this.start();
      });
    });
  }

  /** Starts no further round, and waits for the one that runs. */
  public async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    await this.#round;
  }

  /** One round over all plugins. Never rejects: one that fails does not stop the others. */
  public async round(): Promise<void> {
    for (const keeper of this.#options.keepers) {
      try {
        await this.#sweep(keeper);
      } catch (error) {
        this.#options.log.error({ plugin: keeper.name, error }, 'Overdue deadlines could not be swept');
      }
    }
  }

  async #sweep(keeper: DeadlineKeeper): Promise<void> {
    const before = new Date(this.#options.clock.now() - PATIENCE);
    const seen = new Set<string>();
    // Those that are still overdue after their run stay at the head of the list. They must not hide the ones behind them.
    let stuck = 0;
    for (let batch = 0; batch < BATCHES && !this.#stopped; batch += 1) {
      const limit = BATCH + stuck;
      const deadlines = await this.#queries.run(keeper.name, () => keeper.overdue({ before, limit }));
      const fresh = deadlines.filter((deadline) => !seen.has(nameOf(deadline)));
      for (const deadline of fresh) seen.add(nameOf(deadline));
      await this.#run(keeper, fresh);
      if (deadlines.length < limit) return;
      stuck = fresh.length === 0 ? limit : deadlines.length - fresh.length;
    }
  }

  async #run({ name }: DeadlineKeeper, deadlines: readonly Deadline[]): Promise<void> {
    if (deadlines.length === 0) return;
    const { runner, log } = this.#options;
    const rest = deadlines.values();
    const lane = async (): Promise<void> => {
      for (const { task, key, payload, at } of rest) {
        if (this.#stopped) return;
        // The runner has logged a failure; the next round tries again.
        await runner.run(task, key, payload, at.getTime()).catch(() => undefined);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    log.info({ plugin: name, count: deadlines.length }, 'Overdue deadlines were run');
  }
}

const nameOf = ({ task, key }: Deadline): string => `${task} ${key}`;
