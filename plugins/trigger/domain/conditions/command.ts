import { fold, plain, type ComparedText } from '../text.js';
import { accepted, everyPersistence, everyScope, matchAt, refused, type ConditionRule } from './condition.js';
import { checkedText } from './text-parameter.js';

export const COMMAND_LIMIT = 32;

/** The message begins with the guild's prefix and then, at once, this word. */
export const command: ConditionRule<'message'> = {
  id: 'command',
  event: 'message',
  scopes: everyScope,
  persistences: everyPersistence,
  check(raw) {
    const checked = checkedText(raw.trim(), COMMAND_LIMIT);
    if (!checked.ok) return checked;
    return /\s/u.test(checked.parameter) ? refused({ code: 'must-be-one-word' }) : accepted(checked.parameter);
  },
  matches({ text, prefix, parameter, caseSensitive }) {
    const word = commandWord(text, prefix, caseSensitive);
    if (word === null || word.text !== (caseSensitive ? plain(parameter) : fold(plain(parameter)))) return null;
    return matchAt(text, { start: word.start, end: word.start + word.text.length }, caseSensitive);
  },
};

export interface CommandWord {
  readonly text: string;
  /** Where it begins, on the side that is compared. */
  readonly start: number;
}

/** The word that follows the prefix, whose own case never matters. Null: the message is no command. */
export function commandWord(text: ComparedText, prefix: string, caseSensitive: boolean): CommandWord | null {
  const folded = fold(plain(prefix));
  if (folded === '' || !text.folded.startsWith(folded)) return null;
  const side = caseSensitive ? text.plain : text.folded;
  const start = caseSensitive ? plainLength(text, folded.length) : folded.length;
  const word = /^\S+/u.exec(side.slice(start))?.[0];
  return word === undefined ? null : { text: word, start };
}

/** How much of the plain text makes the first `length` units of the folded one. */
function plainLength(text: ComparedText, length: number): number {
  if (text.plain.length === text.folded.length) return length;
  let folded = 0;
  let at = 0;
  for (const letter of text.plain) {
    if (folded >= length) break;
    folded += fold(letter).length;
    at += letter.length;
  }
  return at;
}
