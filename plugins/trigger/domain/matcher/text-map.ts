import { fold, plain } from '../text.js';
import type { Trigger } from '../trigger.js';

/** Triggers by the text that they want to be equal, apart for those that mind its case. */
export class TextMap {
  readonly #folded = new Map<string, Trigger[]>();
  readonly #plain = new Map<string, Trigger[]>();
  /** Of the longest text in either: most messages are longer, and need no hashing then. */
  #longest = 0;

  constructor(triggers: readonly Trigger[]) {
    for (const trigger of triggers) {
      const { parameter, caseSensitive } = trigger.condition;
      const wanted = plain(parameter);
      const key = caseSensitive ? wanted : fold(wanted);
      added(caseSensitive ? this.#plain : this.#folded, key, trigger);
      this.#longest = Math.max(this.#longest, key.length);
    }
  }

  get size(): number {
    return this.#folded.size + this.#plain.size;
  }

  get mindsCase(): boolean {
    return this.#plain.size > 0;
  }

  ignoringCase(folded: string): readonly Trigger[] {
    return folded.length > this.#longest ? none : (this.#folded.get(folded) ?? none);
  }

  mindingCase(plainText: string): readonly Trigger[] {
    return plainText.length > this.#longest ? none : (this.#plain.get(plainText) ?? none);
  }
}

function added(map: Map<string, Trigger[]>, key: string, trigger: Trigger): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [trigger]);
  else known.push(trigger);
}

const none: readonly Trigger[] = [];
