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
