import { sides } from '../text.js';
import { everyPersistence, everyScope, type ConditionRule } from './condition.js';
import { checkedText } from './text-parameter.js';

/** The message is this text, but for spaces around it, which Discord drops as well. */
export const matches: ConditionRule<'message'> = {
  id: 'matches',
  event: 'message',
  scopes: everyScope,
  persistences: everyPersistence,
  check: (raw) => checkedText(raw.trim()),
  matches({ text, parameter, caseSensitive }) {
    const [side, wanted] = sides(text, parameter, caseSensitive);
    return side.trim() === wanted ? { match: text.written.trim(), args: '' } : null;
  },
};
