import { fold, isBlank, plain } from '../text.js';
import { accepted, refused, type ParameterCheck } from './condition.js';

/** The most that a text condition takes, in UTF-16 units. */
export const TEXT_LIMIT = 1_000;

/**
 * The check that all conditions on plain text share: something visible is left after normalisation, and whole
 * characters only, since half of one could not be found in lower case.
 */
export function checkedText(raw: string, limit = TEXT_LIMIT): ParameterCheck {
  if (!raw.isWellFormed()) return refused({ code: 'not-well-formed' });
  const text = plain(raw);
  if (isBlank(text) || isBlank(fold(text))) return refused({ code: 'blank' });
  return text.length > limit ? refused({ code: 'too-long', limit }) : accepted(text);
}
