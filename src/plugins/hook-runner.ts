import type { Logger } from '../logging/logger.js';
import type { Clock } from '../scheduling/clock.js';
import { PluginHookError, PluginTimeoutError, type HookName } from './errors.js';

/** How long each hook of one plugin may take, in milliseconds. */
export type HookLimits = Readonly<Record<HookName, number>>;

export const DEFAULT_HOOK_LIMITS: HookLimits = { setup: 30_000, ready: 120_000, stop: 10_000 };

/** What {@link HookRunner} works with. */
export interface HookRunnerOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly limits?: Partial<HookLimits>;
}

/**
 * Runs hooks of plugins, each within its time limit. Work cannot be interrupted: past the limit it is only no longer waited
 * for, and a failure that comes later still is logged.
 */
export class HookRunner {
  public readonly limits: HookLimits;
  readonly #clock: Clock;
  readonly #log: Logger;

  public constructor({ clock, log, limits }: HookRunnerOptions) {
    this.limits = { ...DEFAULT_HOOK_LIMITS, ...limits };
    this.#clock = clock;
    this.#log = log;
  }

  /**
   * @throws {PluginHookError} when the hook throws or rejects; the only other error is
   * @throws {PluginTimeoutError} when it takes too long.
   */
  public async run<Result>(plugin: string, hook: HookName, work: () => Result | Promise<Result>): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const limit = this.limits[hook];
    let waiting = true;
    const timer = this.#clock.after(limit, () => {
      waiting = false;
      reject(new PluginTimeoutError(plugin, hook, limit));
    });
    const attempt = async (): Promise<void> => {
      try {
        resolve(await work());
      } catch (error) {
        if (waiting) reject(new PluginHookError(plugin, hook, error));
        else this.#log.error({ plugin, error }, `The ${hook} of "${plugin}" failed after its time limit.`);
      }
    };
    void attempt();
    try {
      return await promise;
    } finally {
      timer.cancel();
    }
  }

  /** Waits until `work` has settled, well or badly, but no longer than the time limit of `hook`. */
  public async settled(work: Promise<unknown>, hook: HookName): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = this.#clock.after(this.limits[hook], resolve);
    const ended = (): void => resolve();
    await Promise.race([work.then(ended, ended), promise]);
    timer.cancel();
  }
}
