import { checkedRegex, matchedPart } from '../regex.js';
import { isBlank, plain } from '../text.js';
import { accepted, everyPersistence, everyScope, matchAt, refused, type ConditionRule } from './condition.js';

/** The message matches this pattern, somewhere. */
export const regex: ConditionRule<'message'> = {
  id: 'regex',
  event: 'message',
  scopes: everyScope,
  persistences: everyPersistence,
  check(raw, { caseSensitive, engine }) {
    if (!raw.isWellFormed()) return refused({ code: 'not-well-formed' });
    const pattern = plain(raw);
    if (isBlank(pattern)) return refused({ code: 'blank' });
    const checked = checkedRegex(pattern, caseSensitive, engine);
    return checked.ok ? accepted(pattern) : checked;
  },
  matches({ text, regex }) {
    const found = regex?.find(matchedPart(text.plain)) ?? null;
    return found === null ? null : matchAt(text, found, true);
  },
};
