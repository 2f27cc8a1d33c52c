import { nameKey } from './names.js';
import type { Portable } from './portable.js';

/** What an import changes in one list, by name. */
export interface ListDifference {
  readonly added: readonly string[];
  /** With the fields that change. */
  readonly changed: readonly { readonly name: string; readonly fields: readonly string[] }[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

export interface Difference {
  readonly groups: ListDifference;
  readonly actions: ListDifference;
  readonly triggers: ListDifference;
}

/** `replace`: the guild has what the file has. `merge`: what the file does not name stays. */
export type ImportMode = 'replace' | 'merge';

/** What a guild would have after an import. Changed things keep their place in the order of creation. */
export function afterImport(current: Portable, file: Portable, mode: ImportMode): Portable {
  if (mode === 'replace') return file;
  return {
    version: file.version,
    groups: merged(current.groups, file.groups),
    actions: merged(current.actions, file.actions),
    triggers: merged(current.triggers, file.triggers),
  };
}

/** What is to be shown before anything is changed. */
export function difference(current: Portable, next: Portable): Difference {
  return {
    groups: listDifference(current.groups, next.groups),
    actions: listDifference(current.actions, next.actions),
    triggers: listDifference(current.triggers, next.triggers),
  };
}

export function changesNothing({ groups, actions, triggers }: Difference): boolean {
  return [groups, actions, triggers].every(
    ({ added, changed, removed }) => added.length + changed.length + removed.length === 0,
  );
}

interface Named {
  readonly name: string;
}

function merged<Item extends Named>(current: readonly Item[], file: readonly Item[]): readonly Item[] {
  const fromFile = byName(file);
  const known = byName(current);
  return [
    ...current.map((item) => fromFile.get(nameKey(item.name)) ?? item),
    ...file.filter(({ name }) => !known.has(nameKey(name))),
  ];
}

function listDifference(current: readonly Named[], next: readonly Named[]): ListDifference {
  const before = byName(current);
  const after = byName(next);
  const changed = next.flatMap((item) => {
    const old = before.get(nameKey(item.name));
    const fields = old === undefined ? [] : changedFields(old, item);
    return fields.length === 0 ? [] : [{ name: item.name, fields }];
  });
  const added = next.filter(({ name }) => !before.has(nameKey(name))).map(({ name }) => name);
  return {
    added,
    changed,
    removed: current.filter(({ name }) => !after.has(nameKey(name))).map(({ name }) => name),
    unchanged: next.length - added.length - changed.length,
  };
}

function changedFields(before: object, after: object): readonly string[] {
  const old = new Map(Object.entries(before));
  const fresh = new Map(Object.entries(after));
  const fields = new Set([...old.keys(), ...fresh.keys()]);
  return [...fields].filter((field) => stable(old.get(field)) !== stable(fresh.get(field)));
}

/** The same text for the same data, in whichever order its fields were written. */
function stable(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
        : part,
    ) ?? 'undefined'
  );
}

function byName<Item extends Named>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [nameKey(item.name), item]));
}
