import { fold, plain } from '../text.js';
import { foldedUnit } from '../text-letters.js';
import type { Trigger } from '../trigger.js';
import type { EventText } from './event-text.js';

/** So many first letters make a key. */
const KEY_LENGTH = 6;

interface Sought {
  readonly trigger: Trigger;
  /** In the form that is compared. */
  readonly wanted: string;
  /** Whether the text must end there too. */
  readonly whole: boolean;
}

/** What messages begin with, or are as a whole, by its first letters: a look-up or two, however many there are. */
export class StartIndex {
  readonly size: number;
  /** By how many letters a key is made of, less one; null where no key has so many. */
  readonly #byKey: (Map<number, Sought[]> | null)[] = Array.from({ length: KEY_LENGTH }, () => null);

  constructor(startsWith: readonly Trigger[], whole: readonly Trigger[]) {
    this.size = startsWith.length + whole.length;
    for (const trigger of startsWith) this.#add(trigger, false);
    for (const trigger of whole) this.#add(trigger, true);
  }

  /** Adds the triggers that a text meets to `found`. */
  collect(text: EventText, found: Trigger[]): void {
    const { written } = text;
    const first = written.charCodeAt(0);
    if (!text.simple || first <= 0x20 || (first > 0x7f && written.trimStart() !== written)) {
      return this.#collectAny(text, found);
    }
    let key = 0;
    for (let at = 0; at < KEY_LENGTH && at < written.length; at++) {
      key = keyWith(key, foldedUnit(written.charCodeAt(at)));
      const candidates = this.#byKey[at]?.get(key);
      if (candidates === undefined) continue;
      for (const sought of candidates) if (isMetBySimple(sought, written)) found.push(sought.trigger);
    }
  }

  #collectAny(text: EventText, found: Trigger[]): void {
    for (const { trigger, wanted, whole } of this.#candidates(text.folded)) {
      const side = trigger.condition.caseSensitive ? text.plain : text.folded;
      if (!whole && side.startsWith(wanted)) found.push(trigger);
    }
    for (const { trigger, wanted, whole } of this.#candidates(text.folded.trimStart())) {
      const side = trigger.condition.caseSensitive ? text.plain : text.folded;
      if (whole && side.trim() === wanted) found.push(trigger);
    }
  }

  #candidates(folded: string): readonly Sought[] {
    const all: Sought[] = [];
    let key = 0;
    for (let at = 0; at < KEY_LENGTH && at < folded.length; at++) {
      key = keyWith(key, folded.charCodeAt(at));
      for (const sought of this.#byKey[at]?.get(key) ?? []) all.push(sought);
    }
    return all;
  }

  #add(trigger: Trigger, whole: boolean): void {
    const { parameter, caseSensitive } = trigger.condition;
    const folded = fold(plain(parameter));
    const wanted = caseSensitive ? plain(parameter) : folded;
    // No text is that once its spaces are dropped.
    if (folded === '' || (whole && wanted.trim() !== wanted)) return;
    const length = Math.min(KEY_LENGTH, folded.length);
    let key = 0;
    for (let at = 0; at < length; at++) key = keyWith(key, folded.charCodeAt(at));
    const sought = { trigger, wanted, whole };
    const map = (this.#byKey[length - 1] ??= new Map<number, Sought[]>());
    const known = map.get(key);
    if (known === undefined) map.set(key, [sought]);
    else known.push(sought);
  }
}

/** Of ASCII letters all are told apart; a key that is shared by chance costs one comparison. */
function keyWith(key: number, unit: number): number {
  return (Math.imul(key, 0x85) ^ unit) & 0x3fff_ffff;
}

function isMetBySimple({ trigger, wanted, whole }: Sought, written: string): boolean {
  if (written.length < wanted.length) return false;
  if (trigger.condition.caseSensitive) {
    if (!written.startsWith(wanted)) return false;
  } else {
    for (let at = 0; at < wanted.length; at++) {
      if (foldedUnit(written.charCodeAt(at)) !== wanted.charCodeAt(at)) return false;
    }
  }
  return !whole || written.length === wanted.length || written.trimEnd().length === wanted.length;
}
