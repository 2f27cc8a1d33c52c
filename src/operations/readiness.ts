/** Why the bot cannot do its work. */
export interface Hindrance {
  /** What is missing, in a word: `database`, `gateway`, `shards`, `plugins`, `worker`, `stopping`. */
  readonly what: string;
  readonly why: string;
}

/** Looks something up at the moment when somebody asks. @returns what is wrong, or null. */
export type ReadinessCheck = () => string | null | Promise<string | null>;

/** How long a check may take if nobody says otherwise, in milliseconds. */
const CHECK_LIMIT = 2000;

/** Whether the bot can do its work: what was said of it, and what is asked each time. */
export class Readiness {
  readonly #held = new Map<string, string>();
  readonly #checks = new Map<string, ReadinessCheck>();
  readonly #limit: number;

  /** @param limit - How long a check may take, in milliseconds. */
  public constructor(limit = CHECK_LIMIT) {
    this.#limit = limit;
  }

  /** Something is missing, until {@link release}. */
  public hold(what: string, why: string): void {
    this.#held.set(what, why);
  }

  public release(what: string): void {
    this.#held.delete(what);
  }

  /** Asks this each time, and no longer what was held by that name. */
  public ask(what: string, check: ReadinessCheck): void {
    this.release(what);
    this.#checks.set(what, check);
  }

  /** What is missing now; nothing when the bot is ready. Waits no longer than the limit, and never rejects. */
  public async hindrances(): Promise<readonly Hindrance[]> {
    const held = [...this.#held].map(([what, why]) => ({ what, why }));
    const asked = await Promise.all(
      [...this.#checks].map(async ([what, check]) => ({ what, why: await answer(check, this.#limit) })),
    );
    return [...held, ...asked.flatMap(({ what, why }) => (why === null ? [] : [{ what, why }]))];
  }
}

async function answer(check: ReadinessCheck, limit: number): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('it does not answer in time'), limit);
  });
  const asked = async (): Promise<string | null> => check();
  try {
    // What exactly failed is in the log, and could hold addresses.
    return await Promise.race([asked().catch(() => 'it does not answer'), late]);
  } finally {
    clearTimeout(timer);
  }
}
