import { LabelBuilder, ModalBuilder, TextInputBuilder, TextInputStyle } from 'discord.js';
import { durationAsTyped } from '../../settings/duration.js';
import type { SettingsOf, SettingsSection } from '../../settings/section.js';
import type { DurationSetting, IntegerSetting, TextSetting, WordsSetting } from '../../settings/setting.js';
import { range, TYPED_LIMIT } from '../../settings/value-check.js';
import { inWords } from '../../settings/value-words.js';
import { sudoMessages } from '../sudo-messages.js';
import type { Field } from './catalogue.js';
import { typed } from './custom-ids.js';

/** The custom id of the form's only input. */
export const INPUT = 'value';

/** A number or a duration is no longer; more is taken all the same, to be answered with what is wrong. */
const SHORT_LIMIT = 100;
const PLACEHOLDER_LIMIT = 100;

/** A setting that is typed, not chosen. */
export type TypedSetting = DurationSetting | IntegerSetting | TextSetting | WordsSetting;

/** A field whose value is typed into a form. */
export interface TypedField extends Field {
  readonly setting: TypedSetting;
}

export function isTyped(field: Field): field is TypedField {
  return ['duration', 'integer', 'text', 'words'].includes(field.setting.kind);
}

/** The form for one setting, with what holds at present. */
export function fieldForm({ section, name, setting }: TypedField, values: SettingsOf<SettingsSection>): ModalBuilder {
  const input = new TextInputBuilder()
    .setCustomId(INPUT)
    .setStyle(setting.kind === 'words' ? TextInputStyle.Paragraph : TextInputStyle.Short)
    .setMaxLength(lengthLimit(setting))
    .setPlaceholder(hint(setting).slice(0, PLACEHOLDER_LIMIT))
    .setRequired(false);
  const present = asTyped(setting, values[name]);
  if (present !== '') input.setValue(present);
  const label = new LabelBuilder()
    .setLabel(setting.label)
    .setDescription(setting.description)
    .setTextInputComponent(input);
  return new ModalBuilder()
    .setCustomId(typed.build(section.key, name))
    .setTitle(section.title)
    .addLabelComponents(label);
}

function lengthLimit(setting: TypedSetting): number {
  if (setting.kind === 'words') return TYPED_LIMIT;
  return setting.kind === 'text' ? Math.max(SHORT_LIMIT, setting.max) : SHORT_LIMIT;
}

function hint(setting: TypedSetting): string {
  if (setting.kind === 'words') return sudoMessages.form.wordsHint(setting.max);
  return sudoMessages.form.numberHint(range(setting), inWords(setting, setting.default));
}

function asTyped({ kind }: TypedSetting, value: unknown): string {
  if (kind === 'duration') return durationAsTyped(Number(value));
  return Array.isArray(value) ? value.join(', ') : String(value);
}
