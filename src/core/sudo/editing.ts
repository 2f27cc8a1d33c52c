import { use } from '../../plugins/registry.js';
import type { SettingsOf, SettingsSection } from '../../settings/section.js';
import { normalised, sameValue } from '../../settings/value-check.js';
import { inWords } from '../../settings/value-words.js';
import { core } from '../plugin.js';
import { sudoMessages } from '../sudo-messages.js';
import type { Field } from './catalogue.js';
import type { SudoView } from './components.js';
import type { TypedField } from './field-form.js';
import { readTyped, type Value } from './read-value.js';
import { sectionView } from './section-view.js';

/** Where a value is to hold, and who wants it so. */
export interface Editor {
  readonly guildId: string;
  readonly userId: string;
}

/** So many items of a list a notice names: with the longest entries it still is within 500 characters. */
const SHOWN_ITEMS = 1;

/** What a guild has set for a section. */
export function valuesOf(guildId: string, section: SettingsSection): SettingsOf<SettingsSection> {
  return use(core).settings.of(guildId, section);
}

/** Stores a value, undefined for the default, and shows the section with what became of it. */
export async function change({ section, name, setting }: Field, value: Value, by: Editor): Promise<SudoView> {
  const words = (of: unknown): string => inWords(setting, of, SHOWN_ITEMS);
  const until = await use(core).settings.change(by.guildId, section, { [name]: value }, { userId: by.userId });
  const before = until[name];
  // What this change made of it: by now another may have followed.
  const now = value === undefined ? setting.default : normalised(setting, value);
  const notice = sameValue(before, now)
    ? sudoMessages.unchanged(setting.label, words(now))
    : sudoMessages.changed(setting.label, words(before), words(now));
  return sectionView(section, valuesOf(by.guildId, section), notice);
}

/**
 * Stores what was typed, or says above the section what is wrong with it. The message is drawn anew in both cases: Discord's client
 * does not let somebody choose the same entry of a select menu twice, and whoever mistyped wants the same form again.
 */
export async function changeTyped(field: TypedField, text: string, by: Editor): Promise<SudoView> {
  const reading = readTyped(field, text);
  if ('value' in reading) return change(field, reading.value, by);
  return sectionView(field.section, valuesOf(by.guildId, field.section), sudoMessages.warning(reading.refusal));
}
