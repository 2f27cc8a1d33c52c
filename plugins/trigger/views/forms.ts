import {
  ComponentType,
  TextInputStyle,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APITextInputComponent,
} from 'discord.js';
import { ids } from '../custom-ids.js';
import { NAME_LIMIT } from '../domain/names.js';
import { MESSAGE_LIMIT } from '../domain/templates.js';
import { packedTexts } from '../domain/typed-texts.js';
import { conditions } from '../domain/conditions/conditions.js';
import { form } from '../form-messages.js';
import { fieldsOf, textFields, type FormField, type Line } from '../services/desk/fields.js';
import { textIn, type Given } from '../services/desk/given.js';
import { textsIn } from '../services/desk/reading-actions.js';
import { conditionIn } from '../services/desk/reading-conditions.js';

/** Discord takes so many characters in one field. */
export const FIELD_LIMIT = 4_000;

const isTexts = (field: string): boolean => textFields.some((name) => name === field);

/** A form with all that was typed in it, and room for what is still to be. */
export function formOf(line: Line, given: Given, draftId: string): APIModalInteractionResponseCallbackData {
  const filled = line === 'action create' ? withTextsInFields(given) : given;
  const fields = fieldsOf(line, given);
  return {
    custom_id: ids.draftSent.build(draftId),
    title: form.titles[line],
    components: fields.map((field) => labelled(field, line, filled)),
  };
}

/** What was typed as the command's `text` stands in the form's fields, with what was typed there. */
function withTextsInFields(given: Given): Given {
  if (given['text'] === undefined) return given;
  const packed = packedTexts(textsIn(given), FIELD_LIMIT);
  const { text: _, ...rest } = given;
  const fields = textFields.map((field, at) => [field, packed[at] ?? ''] as const);
  return { ...rest, ...Object.fromEntries(fields) };
}

function labelled(field: FormField, line: Line, given: Given): APILabelComponent {
  const { label, description } = lookOf(field, line, given);
  return {
    type: ComponentType.Label,
    label,
    ...(description !== undefined && { description }),
    component: input(field, line, textIn(given, field) ?? ''),
  };
}

function lookOf(field: FormField, line: Line, given: Given): { readonly label: string; readonly description?: string } {
  if (line === 'action replace-text') return form.oneText;
  const id = field === 'parameter' ? conditionIn(given) : null;
  if (id === null) return form.fields[field];
  if (id === 'command' || id === 'regex' || id === 'interval') return form.parameters[id];
  return conditions[id].event === 'message' ? form.parameters.text : form.parameters.reaction;
}

function input(field: FormField, line: Line, value: string): APITextInputComponent {
  const long = field === 'parameter' || field === 'add_text' || isTexts(field);
  const most = limitOf(field, line);
  return {
    type: ComponentType.TextInput,
    custom_id: field,
    style: long ? TextInputStyle.Paragraph : TextInputStyle.Short,
    // What is missing is told in words, with what was typed: Discord's own refusal would only turn red.
    required: false,
    max_length: Math.min(Math.max(most, value.length), FIELD_LIMIT),
    ...(value !== '' && { value: value.slice(0, FIELD_LIMIT) }),
  };
}

function limitOf(field: FormField, line: Line): number {
  if (line === 'action replace-text') return MESSAGE_LIMIT;
  if (isTexts(field)) return FIELD_LIMIT;
  if (field === 'name') return NAME_LIMIT;
  if (field === 'add_text') return MESSAGE_LIMIT;
  return field === 'parameter' ? 1_000 : 800;
}
