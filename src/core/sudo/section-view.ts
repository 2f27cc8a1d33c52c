import { StringSelectMenuBuilder } from 'discord.js';
import type { SettingsOf, SettingsSection } from '../../settings/section.js';
import { sameValue } from '../../settings/value-check.js';
import { inWords } from '../../settings/value-words.js';
import { sudoMessages } from '../sudo-messages.js';
import { fieldsOf, type Field } from './catalogue.js';
import { buttons, row, view, wayTo, type Row, type SudoView } from './components.js';
import { field as fieldId, reset } from './custom-ids.js';
import { nameOf } from './destination.js';

const messages = sudoMessages.section;

/** Discord's limit for the text of a message, less what a notice above it may take. */
const TEXT_LIMIT = 2000 - 500;
/** So many items of a list are named, or fewer where the text would be too long. */
const SHOWN_ITEMS = [25, 8, 3, 1] as const;

/**
 * A section with the values that hold.
 *
 * @param notice - What has just happened, in at most 500 characters, above it.
 */
export function sectionView(section: SettingsSection, values: SettingsOf<SettingsSection>, notice = ''): SudoView {
  const fields = fieldsOf(section);
  const heading = messages.text(section.title, section.description);
  const lines = fittingLines(fields, values, TEXT_LIMIT - heading.length);
  return view(
    notice + heading + lines.join('\n'),
    changeMenu(section, fields),
    resetMenu(section, fields, values),
    buttons(wayTo(nameOf.settings(), sudoMessages.backToSettings)),
  );
}

/** A value in words that say when it is the default. */
export function valueLine({ name, setting }: Field, values: SettingsOf<SettingsSection>, shown?: number): string {
  const words = inWords(setting, values[name], shown);
  const isDefault = sameValue(values[name], setting.default);
  return isDefault && words !== 'none' ? messages.byDefault(words) : words;
}

function fittingLines(fields: readonly Field[], values: SettingsOf<SettingsSection>, limit: number): string[] {
  const linesWith = (shown: number): string[] =>
    fields.map((field) => messages.line(field.setting.label, valueLine(field, values, shown)));
  const length = (lines: readonly string[]): number => lines.join('\n').length;
  const tries = SHOWN_ITEMS.map(linesWith);
  const fitting = tries.find((lines) => length(lines) <= limit);
  if (fitting) return fitting;
  const shortest = tries.at(-1) ?? [];
  let count = shortest.length;
  const cut = (): string[] => [...shortest.slice(0, count), messages.more(shortest.length - count)];
  while (count > 0 && length(cut()) > limit) count -= 1;
  return cut();
}

function changeMenu(section: SettingsSection, fields: readonly Field[]): Row {
  const options = fields.map(({ name, setting: { label, description } }) => ({ label, description, value: name }));
  const menu = new StringSelectMenuBuilder().setCustomId(fieldId.build(section.key)).setPlaceholder(messages.change);
  return row(menu.addOptions(...options));
}

/** Offers what differs from its default; nothing where nothing does. */
function resetMenu(
  section: SettingsSection,
  fields: readonly Field[],
  values: SettingsOf<SettingsSection>,
): Row | null {
  const changed = fields.filter(({ name, setting }) => !sameValue(values[name], setting.default));
  if (changed.length === 0) return null;
  const options = changed.map(({ name, setting }) => ({
    label: setting.label,
    description: messages.resetTo(inWords(setting, setting.default)).slice(0, 100),
    value: name,
  }));
  const menu = new StringSelectMenuBuilder().setCustomId(reset.build(section.key)).setPlaceholder(messages.reset);
  return row(menu.addOptions(...options));
}
