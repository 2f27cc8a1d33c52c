import type { Logger } from './logging/logger.js';

/** How long one step of stopping may take, in milliseconds. */
const STEP_LIMIT = 20_000;

/**
 * Does one step of stopping. One that fails, or takes longer than 20 s, is logged, and the next ones are done all the same:
 * so it never rejects.
 */
export async function stopStep(log: Logger, what: string, work: () => unknown): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    log.warn({ timeLimit: STEP_LIMIT }, `Stopping ${what} takes too long; going on without it`);
    late.resolve();
  }, STEP_LIMIT);
  try {
    await Promise.race([work(), late.promise]);
  } catch (error) {
    log.error({ error }, `Stopping ${what} failed`);
  } finally {
    clearTimeout(timer);
  }
}
