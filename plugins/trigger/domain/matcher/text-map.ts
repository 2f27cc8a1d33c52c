import { fold, plain } from '../text.js';
import type { Trigger } from '../trigger.js';

/** Triggers by the text that they want to be equal, apart for those that mind its case. */
export class TextMap {
  readonly #folded = new Map<string, Trigger[]>();
  readonly #plain = new Map<string, Trigger[]>();

  constructor(triggers: readonly Trigger[]) {
    for (const trigger of triggers) {
      const { parameter, caseSensitive } = trigger.condition;
      const wanted = plain(parameter);
      if (caseSensitive) added(this.#plain, wanted, trigger);
      else added(this.#folded, fold(wanted), trigger);
    }
  }

  get size(): number {
    return this.#folded.size + this.#plain.size;
  }

  get mindsCase(): boolean {
    return this.#plain.size > 0;
  }

  ignoringCase(folded: string): readonly Trigger[] {
    return this.#folded.get(folded) ?? [];
  }

  mindingCase(plainText: string): readonly Trigger[] {
    return this.#plain.get(plainText) ?? [];
  }
}

function added(map: Map<string, Trigger[]>, key: string, trigger: Trigger): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [trigger]);
  else known.push(trigger);
}
