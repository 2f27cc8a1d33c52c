import { commandWord } from '../conditions/command.js';
import { fold, plain } from '../text.js';
import { COMPLEX, foldedUnit } from '../text-letters.js';
import type { Trigger } from '../trigger.js';
import type { EventText } from './event-text.js';
import { TextMap } from './text-map.js';

/** Command triggers by their words. Most messages are none, which their first letter tells. */
export class CommandIndex {
  readonly #words: TextMap;
  #prefix = '';
  /** The first unit of the folded prefix; not a number when there is none. */
  #first = Number.NaN;

  constructor(commands: readonly Trigger[]) {
    this.#words = new TextMap(commands);
  }

  get size(): number {
    return this.#words.size;
  }

  /** Whether a text may be a command. */
  mayBegin(written: string, prefix: string): boolean {
    if (this.#words.size === 0) return false;
    if (prefix !== this.#prefix) {
      this.#prefix = prefix;
      this.#first = fold(plain(prefix)).charCodeAt(0);
    }
    const first = foldedUnit(written.charCodeAt(0));
    // No letter of ASCII comes of others, so that one that is not here is not in the plain text either.
    return first === this.#first || first === COMPLEX || this.#first >= 0x80;
  }

  /** Adds the triggers that a text meets to `found`. */
  collect(text: EventText, prefix: string, found: Trigger[]): void {
    const word = commandWord(text, prefix, false);
    if (word === null) return;
    for (const trigger of this.#words.ignoringCase(word.text)) found.push(trigger);
    if (!this.#words.mindsCase) return;
    const exact = commandWord(text, prefix, true);
    if (exact !== null) for (const trigger of this.#words.mindingCase(exact.text)) found.push(trigger);
  }
}
