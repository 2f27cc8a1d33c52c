import type { Deadline, DeadlineKey } from './scheduler.js';

/**
 * The name of the one job of a task and key. A job id may hold no colon; nor does a key hold a dot here, so that no two
 * deadlines share an id.
 *
 * @throws {RangeError} when the key is empty.
 */
export function jobId({ task, key }: DeadlineKey): string {
  if (key === '') throw new RangeError(`A deadline of ${task} has an empty key.`);
  return `${task}.${encodeURIComponent(key.toWellFormed()).replaceAll('.', '%2E')}`;
}

/** @throws {RangeError} when the date of a deadline is none. */
export function checkDate({ task, at }: Deadline): void {
  if (Number.isNaN(at.getTime())) throw new RangeError(`A deadline of ${task} has no valid date.`);
}
