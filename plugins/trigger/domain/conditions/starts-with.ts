import { sides } from '../text.js';
import { everyPersistence, everyScope, matchAt, type ConditionRule } from './condition.js';
import { checkedText } from './text-parameter.js';

/** The message begins with this text. */
export const startsWith: ConditionRule<'message'> = {
  id: 'starts-with',
  event: 'message',
  scopes: everyScope,
  persistences: everyPersistence,
  check: (raw) => checkedText(raw.trimStart()),
  matches({ text, parameter, caseSensitive }) {
    const [side, wanted] = sides(text, parameter, caseSensitive);
    return side.startsWith(wanted) ? matchAt(text, { start: 0, end: wanted.length }, caseSensitive) : null;
  },
};
