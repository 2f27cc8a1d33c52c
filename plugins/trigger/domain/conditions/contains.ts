import { sides } from '../text.js';
import { everyPersistence, everyScope, matchAt, type ConditionRule } from './condition.js';
import { checkedText } from './text-parameter.js';

/** The message contains this text, anywhere. */
export const contains: ConditionRule<'message'> = {
  id: 'contains',
  event: 'message',
  scopes: everyScope,
  persistences: everyPersistence,
  check: (raw) => checkedText(raw),
  matches({ text, parameter, caseSensitive }) {
    const [side, wanted] = sides(text, parameter, caseSensitive);
    const start = side.indexOf(wanted);
    return start < 0 ? null : matchAt(text, { start, end: start + wanted.length }, caseSensitive);
  },
};
