/** Work took longer than its time limit; the queue has gone on without it. */
export class QueueTimeoutError extends Error {
  override readonly name = 'QueueTimeoutError';
  public constructor(key: string, timeLimit: number) {
    super(`Work on "${key}" took longer than ${timeLimit} ms; what waited behind it goes on.`);
  }
}

/**
 * One thing at a time per key, in the order of arrival; different keys never wait for each other. Work that takes longer
 * than the time limit is given up, so that one hanging request cannot lock a guild for ever.
 */
export class KeyedQueue {
  readonly #tails = new Map<string, Promise<void>>();
  readonly #timeLimit: number;
  #pending = 0;

  /** @param timeLimit - How long one piece of work may take, in milliseconds, unless `run` is told otherwise. */
  public constructor(timeLimit = 60_000) {
    this.#timeLimit = timeLimit;
  }

  /** How many pieces of work are under way or waiting, over all keys. */
  public get pending(): number {
    return this.#pending;
  }

  /** How many keys have work under way or waiting. */
  public get size(): number {
    return this.#tails.size;
  }

  /**
   * Runs `work` after everything that was queued for `key` before.
   *
   * @returns what `work` returns; rejects with what it rejects with, or with {@link QueueTimeoutError}.
   */
  public run<Result>(key: string, work: () => Promise<Result>, timeLimit = this.#timeLimit): Promise<Result> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const result = before.then(() => limited(key, work, timeLimit));
    const tail = result.then(
      () => undefined,
      () => undefined,
    );
    this.#tails.set(key, tail);
    this.#pending += 1;
    void tail.then(() => {
      this.#pending -= 1;
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    });
    return result;
  }

  /** Resolves once nothing is under way or waiting, counting what is added meanwhile. */
  public async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values());
  }
}

async function limited<Result>(key: string, work: () => Promise<Result>, timeLimit: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new QueueTimeoutError(key, timeLimit)), timeLimit);
  });
  try {
    return await Promise.race([work(), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
