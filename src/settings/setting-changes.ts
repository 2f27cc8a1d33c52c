import { keyOf } from './guild-copy.js';
import type { SettingsSection } from './section.js';
import type { Setting } from './setting.js';
import { allows, normalised, range, sameValue } from './value-check.js';
import { inWords } from './value-words.js';

/** What is to be stored, by the field's name; undefined goes back to the default. All allowed. */
export type Wishes = ReadonlyMap<string, unknown>;

/** One value to be stored. */
export interface Change {
  /** `<section>.<field>`. */
  readonly key: string;
  /** Undefined for the default. */
  readonly value: unknown;
  /** The line for the log; null where what holds stays the same. */
  readonly text: string | null;
}

/** @throws {RangeError} that names the first field whose value its setting does not allow. */
export function checkWishes(section: SettingsSection, values: Readonly<Record<string, unknown>>): Wishes {
  return new Map(
    Object.entries(values).map(([field, value]) => {
      const setting = Object.hasOwn(section.fields, field) ? section.fields[field] : undefined;
      if (!setting) throw new RangeError(`${section.title} has no setting "${field}".`);
      if (value === undefined) return [field, undefined];
      if (allows(setting, value)) return [field, stored(setting, value)];
      throw new RangeError(`${nameOf(field, setting)} takes ${range(setting)}.`);
    }),
  );
}

/** What the wishes change, by what holds now. */
export function changesOf(
  section: SettingsSection,
  wishes: Wishes,
  before: Readonly<Record<string, unknown>>,
): Change[] {
  return [...wishes].flatMap(([field, value]) => {
    const setting = section.fields[field];
    if (!setting) return [];
    const [old, now] = [before[field], value ?? setting.default];
    const words = `${section.title} › ${nameOf(field, setting)}: ${inWords(setting, old)} → ${inWords(setting, now)}`;
    return [{ key: keyOf(section, field), value, text: sameValue(old, now) ? null : words }];
  });
}

/** What admins call a setting; of one that they do not see, its name. */
export function nameOf(field: string, setting: Setting): string {
  return setting.kind === 'moment' ? field.replaceAll('_', ' ') : setting.label;
}

/** Where there can be none, none is the default. */
function stored(setting: Setting, value: unknown): unknown {
  return value === null ? undefined : normalised(setting, value);
}
