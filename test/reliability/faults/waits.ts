import timersPromises from 'node:timers/promises';
import { getCallSites } from 'node:util';
import type { Clock, Timer } from 'roomkeeper/sandbox';

const REST = /[\\/]@discordjs[\\/]rest[\\/]/;
const GATEWAY = /[\\/]@discordjs[\\/]ws[\\/]/;
const REQUESTS = /[\\/]src[\\/]discord[\\/]requests\.js/;
const QUEUE = /[\\/]concurrency[\\/]keyed-queue\.js/;

/**
 * Lets go by a clock of a test's what goes by the machine's: the waits of discord.js' REST client, the bot's patience with a request, and the time
 * limits of the bot's queues. So ten minutes of a 429 cost no real time, and are ten minutes to all that the bot does meanwhile.
 * Its gateway client does not wait at all before it connects again. Everything else in the process keeps its time.
 */
export class Waits {
  readonly #clock: Clock;
  readonly #real = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    now: Date.now,
    elapsed: performance.now.bind(performance),
    sleep: timersPromises.setTimeout,
  };
  readonly #timers = new WeakMap<object, Timer>();
  readonly #requests = new Set<object>();

  private constructor(clock: Clock) {
    this.#clock = clock;
  }

  public static install(clock: Clock): Waits {
    const waits = new Waits(clock);
    const { setTimeout, clearTimeout, now, sleep } = waits.#real;
    globalThis.setTimeout = Object.assign(
      (callback: () => void, delay?: number, ...args: unknown[]) =>
        waits.#start(callback, delay ?? 0) ?? setTimeout(callback as (...all: unknown[]) => void, delay, ...args),
      setTimeout,
    ) as typeof globalThis.setTimeout;
    globalThis.clearTimeout = (timer) => {
      if (!waits.#cancel(timer)) clearTimeout(timer);
    };
    Date.now = () => (REST.test(caller()?.scriptName ?? '') ? clock.now() : now());
    performance.now = () => (REQUESTS.test(caller()?.scriptName ?? '') ? clock.now() : waits.#real.elapsed());
    timersPromises.setTimeout = ((delay?: number, ...args: [value?: never, options?: object]) =>
      sleep(GATEWAY.test(caller()?.scriptName ?? '') ? 0 : delay, ...args)) as typeof sleep;
    return waits;
  }

  /** How many requests of the bot's have been sent and not been answered. */
  public get requests(): number {
    return this.#requests.size;
  }

  public remove(): void {
    globalThis.setTimeout = this.#real.setTimeout;
    globalThis.clearTimeout = this.#real.clearTimeout;
    Date.now = this.#real.now;
    // It is the prototype's else.
    Reflect.deleteProperty(performance, 'now');
    timersPromises.setTimeout = this.#real.sleep;
  }

  #start(callback: () => void, delay: number): object | undefined {
    const site = caller();
    if (![REST, REQUESTS, QUEUE].some((file) => file.test(site?.scriptName ?? ''))) return undefined;
    const handle = { ref: () => handle, unref: () => handle };
    if (REQUESTS.test(site?.scriptName ?? '')) this.#requests.add(handle);
    const timer = this.#clock.after(delay, () => {
      this.#requests.delete(handle);
      callback();
    });
    this.#timers.set(handle, timer);
    return handle;
  }

  #cancel(handle: unknown): boolean {
    const timer = typeof handle === 'object' && handle !== null ? this.#timers.get(handle) : undefined;
    if (!timer || !handle) return false;
    this.#requests.delete(handle);
    timer.cancel();
    return true;
  }
}

/** Who has called the function that asks. */
function caller(): { readonly scriptName: string } | undefined {
  return getCallSites(4, { sourceMap: false }).find(({ scriptName }) => scriptName !== import.meta.url);
}
