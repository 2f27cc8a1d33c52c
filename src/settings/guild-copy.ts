import type { SettingsOf, SettingsSection } from './section.js';
import { allows } from './value-check.js';

/** The key under which a value is stored. */
export function keyOf(section: SettingsSection, field: string): string {
  return `${section.key}.${field}`;
}

/**
 * What one guild has set, as it was at one moment: never changed, only replaced as a whole. What a section looks like is worked
 * out once and kept.
 */
export class GuildCopy {
  /** By key; undefined where the guild has gone back to the default. */
  public readonly values: ReadonlyMap<string, unknown>;
  readonly #views = new Map<SettingsSection, object>();

  public constructor(values: ReadonlyMap<string, unknown> = new Map()) {
    this.values = values;
  }

  /** @param onMisfit - Told of a stored value that its setting does not allow any more; the default stands in. */
  public view<Section extends SettingsSection>(section: Section, onMisfit: (key: string) => void): SettingsOf<Section> {
    const known = this.#views.get(section);
    if (known) return known as SettingsOf<Section>;
    const entries = Object.entries(section.fields).map(([field, setting]): [string, unknown] => {
      const key = keyOf(section, field);
      const value = this.values.get(key);
      if (value === undefined) return [field, setting.default];
      if (allows(setting, value)) return [field, value];
      onMisfit(key);
      return [field, setting.default];
    });
    const view = Object.freeze(Object.fromEntries(entries));
    this.#views.set(section, view);
    return view as SettingsOf<Section>;
  }
}
