import type { Fault } from './fault.js';
import { fold, isBlank, plain } from './text.js';

export const NAME_LIMIT = 32;

/** What is wrong with the name of a trigger, an action or a group. */
export function nameFaults(name: string): readonly Fault[] {
  if (!name.isWellFormed()) return [{ path: 'name', code: 'not-well-formed' }];
  if (isBlank(name)) return [{ path: 'name', code: 'blank' }];
  return name.length > NAME_LIMIT ? [{ path: 'name', code: 'too-long', limit: NAME_LIMIT }] : [];
}

/** What two names must differ in: they are unique in a guild, whatever their case. */
export function nameKey(name: string): string {
  return fold(plain(name)).trim();
}

/** A name like `wish` that nothing in `taken` has: with the lowest free number after it, if need be. */
export function freeName(wish: string, taken: readonly { readonly name: string }[]): string {
  const keys = new Set(taken.map(({ name }) => nameKey(name)));
  const base = wish.trim();
  if (!keys.has(nameKey(base)) && base.length <= NAME_LIMIT) return base;
  for (let number = 2; ; number += 1) {
    const end = ` ${number}`;
    const name = `${whole(base.slice(0, NAME_LIMIT - end.length)).trimEnd()}${end}`;
    if (!keys.has(nameKey(name))) return name;
  }
}

/** Without a half of a character at its end. */
function whole(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, '');
}
