import {
  ComponentType,
  type APIComponentInLabel,
  type APIFileUploadComponent,
  type APIModalInteractionResponseCallbackComponent,
  type APIModalSubmissionComponent,
  type APITextInputComponent,
} from 'discord-api-types/v10';
import type { FileInput } from './attachments.js';
import { InteractionRefusedError } from './interaction-refusal.js';
import type { Entity } from './interaction-resolved.js';
import { isFile, type OptionReading } from './option-input.js';
import { isSelect, readSelect } from './select-input.js';

/** What a person enters into one field: a text, a tick, what is chosen, or files. */
export type FieldInput = string | boolean | readonly (string | Entity | FileInput)[];

/** What a person enters into a modal, by the fields' custom ids. What is left out keeps what the modal came with. */
export type ModalInput = Readonly<Record<string, FieldInput>>;

/**
 * Turns what a person enters into a modal's submission, checked as Discord's client does.
 *
 * @throws {InteractionRefusedError}
 */
export function readModal(
  components: readonly APIModalInteractionResponseCallbackComponent[],
  input: ModalInput,
  reading: OptionReading,
): APIModalSubmissionComponent[] {
  const fields = new Set(components.flatMap(fieldsIn).map(({ custom_id }) => custom_id));
  const unknown = Object.keys(input).find((id) => !fields.has(id));
  if (unknown !== undefined) throw new InteractionRefusedError('unknownComponent', unknown);
  let lastId = 0;
  return components.map((component) => {
    const id = component.id ?? ++lastId;
    const inner = fieldsIn(component).map((field) => ({
      type: field.type,
      id: field.id ?? ++lastId,
      custom_id: field.custom_id,
      ...readField(field, input[field.custom_id], reading),
    }));
    if (component.type === ComponentType.Label) return { type: component.type, id, component: inner[0] };
    return { type: component.type, id, ...(component.type === ComponentType.ActionRow && { components: inner }) };
  }) as APIModalSubmissionComponent[];
}

function fieldsIn(component: APIModalInteractionResponseCallbackComponent): readonly APIComponentInLabel[] {
  if (component.type === ComponentType.Label) return [component.component];
  return component.type === ComponentType.ActionRow ? component.components : [];
}

type FieldValue = { value: string | boolean | null } | { values: string[] };

function readField(field: APIComponentInLabel, input: FieldInput | undefined, reading: OptionReading): FieldValue {
  if (field.type === ComponentType.TextInput) return { value: readText(field, input, reading) };
  if (field.type === ComponentType.Checkbox) return { value: input === undefined ? (field.default ?? false) : !!input };
  if (field.type === ComponentType.FileUpload) {
    return { values: readFiles(field, input, reading) };
  }
  const chosen = chosenIn(field, input);
  const skipped = chosen.length === 0 && field.required === false;
  if (isSelect(field)) return { values: skipped ? [] : readSelect(field, chosen, reading) };
  return readOptions(field, chosen, reading);
}

function readFiles(field: APIFileUploadComponent, input: FieldInput = [], reading: OptionReading): string[] {
  const files = typeof input === 'object' ? input.filter((one) => typeof one === 'object' && isFile(one)) : [];
  const given = typeof input === 'object' && files.length === input.length;
  const { min_values: least = 1, max_values: most = 1, required = true } = field;
  const fits = files.length <= most && (files.length >= least || (files.length === 0 && !required));
  if (given && (fits || reading.force)) return files.map((file) => reading.resolved.attach(file));
  throw new InteractionRefusedError('badValue', `${field.custom_id} takes ${least} to ${most} files`);
}

function readText(field: APITextInputComponent, input: FieldInput | undefined, { force }: OptionReading): string {
  const text = input ?? field.value ?? '';
  if (typeof text !== 'string') throw new InteractionRefusedError('badValue', `${field.custom_id} takes a text`);
  if (force || (text === '' && field.required === false)) return text;
  const { min_length: min = 0, max_length: max = 4000 } = field;
  if (text.length >= Math.max(min, field.required === false ? 0 : 1) && text.length <= max) return text;
  throw new InteractionRefusedError('badValue', `${field.custom_id} takes ${min} to ${max} characters`);
}

type ChoiceField = Exclude<
  APIComponentInLabel,
  { type: ComponentType.TextInput | ComponentType.Checkbox | ComponentType.FileUpload }
>;

/** What is chosen: what the person chose, or what was chosen when the modal opened. */
function chosenIn(field: ChoiceField, input: FieldInput | undefined): readonly (string | Entity)[] {
  if (typeof input === 'string') return [input];
  if (typeof input === 'boolean') {
    throw new InteractionRefusedError('badValue', `${field.custom_id} takes what is chosen`);
  }
  if (input) return input.filter((one): one is string | Entity => typeof one === 'string' || !isFile(one));
  if ('options' in field) return field.options.filter((option) => option.default).map(({ value }) => value);
  return field.default_values ?? [];
}

type OptionsField = Extract<ChoiceField, { type: ComponentType.RadioGroup | ComponentType.CheckboxGroup }>;

/** Radio buttons and groups of checkboxes follow the rules of a select menu with their options. */
function readOptions(field: OptionsField, chosen: readonly (string | Entity)[], reading: OptionReading): FieldValue {
  const single = field.type === ComponentType.RadioGroup;
  const skipped = chosen.length === 0 && field.required === false;
  const values = skipped
    ? []
    : readSelect(
        {
          type: ComponentType.StringSelect,
          custom_id: field.custom_id,
          options: field.options,
          max_values: single ? 1 : (field.max_values ?? field.options.length),
          ...(!single && field.min_values !== undefined && { min_values: field.min_values }),
        },
        chosen,
        reading,
      );
  return single ? { value: values[0] ?? null } : { values };
}
