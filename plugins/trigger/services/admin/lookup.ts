import { adminMessages, type Thing } from '../../admin-messages.js';
import { isExpired } from '../../domain/lifetime.js';
import { nameKey } from '../../domain/names.js';
import type { Moment, Trigger } from '../../domain/trigger.js';
import type { Ref } from './inputs.js';
import { refused } from './refusals.js';
import type { Named, Page } from './shown.js';

const NAMES_LIMIT = 25;

/** Those that are not past their time, whatever the cleaner has done. */
export function living(triggers: readonly Trigger[], now: Moment): readonly Trigger[] {
  return triggers.filter(({ persistence }) => !isExpired(persistence, now));
}

/** What is called so: by its name, else by its id. Undefined: nothing of this guild is. */
export function named<Item extends Named>(items: readonly Item[], ref: Ref): Item | undefined {
  if (typeof ref === 'number') return items.find((item) => item.id === ref);
  const key = nameKey(ref);
  const id = /^#?(\d{1,10})$/.exec(ref.trim())?.[1];
  return items.find(({ name }) => nameKey(name) === key) ?? items.find((item) => String(item.id) === id);
}

/** The same. @throws {UserError} `trigger.no-such-trigger`, `-action` or `-group`. */
export function found<Item extends Named>(thing: Thing, items: readonly Item[], ref: Ref): Item {
  const item = named(items, ref);
  if (item === undefined)
    throw refused(
      `no-such-${identifiers[thing]}`,
      adminMessages.notFound(thing, typeof ref === 'number' ? `#${ref}` : ref),
    );
  return item;
}

/** @throws {UserError} `trigger.name-taken` when something other than `id` has that name. */
export function requireFree(thing: Thing, items: readonly Named[], name: string, id: number | null = null): void {
  const other = items.find((item) => item.id !== id && nameKey(item.name) === nameKey(name));
  if (other !== undefined) throw refused('name-taken', adminMessages.nameTaken(thing, other.name));
}

/** What autocomplete offers for what was typed: names that begin with it, then those that contain it. */
export function namesFor(items: readonly Named[], typed: string): readonly Named[] {
  const key = nameKey(typed.replace(/^#/, ''));
  const keyed = items.map(({ id, name }) => ({ id, name, key: nameKey(name) }));
  const first = keyed.filter((item) => item.key.startsWith(key) || String(item.id) === key);
  const then = keyed.filter((item) => !first.includes(item) && item.key.includes(key));
  return [...first, ...then].slice(0, NAMES_LIMIT).map(({ id, name }) => ({ id, name }));
}

export function pageOf<Item>(items: readonly Item[], page: number, perPage: number): Page<Item> {
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  const shown = Math.min(Math.max(0, Math.trunc(page) || 0), pages - 1);
  return { items: items.slice(shown * perPage, (shown + 1) * perPage), page: shown, pages, total: items.length };
}

const identifiers: Record<Thing, string> = { trigger: 'trigger', action: 'action', 'role group': 'group' };
