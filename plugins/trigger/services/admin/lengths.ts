import { parsedDuration } from '../../domain/duration.js';
import type { Length } from './inputs.js';

/** In milliseconds; NaN for what is no length of time, which every check refuses. */
export function milliseconds(length: Length): number {
  return typeof length === 'number' ? length : (parsedDuration(length) ?? Number.NaN);
}
