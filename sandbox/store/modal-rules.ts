import { ComponentType as Type, type APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { checkLength } from './bounds.js';
import { checkCustomIds, checkIds } from './component-rules.js';
import { checkCustomId, checkSlot, checkText, checkType, selectTypes } from './component-structure.js';
import { everyComponent, type AnyComponent, type PlacedComponent } from './component-tree.js';
import { invalidForm } from './errors.js';
import { checkChoices, checkOptionTexts } from './select-rules.js';

const topLevel = { types: [Type.ActionRow, Type.TextDisplay, Type.Label], min: 1, max: 5 };
const inRow = { types: [Type.TextInput], min: 1, max: 1 };
const inputs: ReadonlySet<Type> = new Set([
  Type.TextInput,
  ...selectTypes,
  Type.FileUpload,
  Type.RadioGroup,
  Type.CheckboxGroup,
  Type.Checkbox,
]);
const groups: ReadonlySet<Type> = new Set([Type.RadioGroup, Type.CheckboxGroup]);

/**
 * Checks a modal: the title, up to five labels with one input each, texts, or rows of the old form with one text input,
 * each input with a custom id of its own.
 *
 * @throws {DiscordError} 50035
 */
export function checkModal(modal: APIModalInteractionResponseCallbackData): void {
  checkLength('data.title', modal.title ?? '', 1, 45);
  checkLength('data.custom_id', modal.custom_id ?? '', 1, 100);
  const path = 'data.components';
  const components = (modal.components ?? []) as readonly AnyComponent[];
  checkSlot(components, topLevel, path);
  const all = everyComponent(components, path);
  checkIds(all);
  for (const placed of all) checkOne(placed);
  checkCustomIds(all);
}

function checkOne(placed: PlacedComponent): void {
  const { component, path } = placed;
  if (component.type === Type.ActionRow) checkSlot(component.components ?? [], inRow, `${path}.components`);
  if (component.type === Type.TextDisplay) checkText(component, path);
  if (component.type === Type.Label) checkLabel(component, path);
  if (inputs.has(component.type)) checkInput(placed);
}

function checkLabel(component: AnyComponent, path: string): void {
  const { label = '', description } = component as { label?: string; description?: string | null };
  checkLength(`${path}.label`, label, 1, 45);
  if (typeof description === 'string') checkLength(`${path}.description`, description, 0, 100);
  if (!component.component) throw required(`${path}.component`);
  checkType(component.component.type, [...inputs], `${path}.component`);
}

function required(path: string) {
  return invalidForm(path, 'BASE_TYPE_REQUIRED', 'This field is required');
}

function checkInput(placed: PlacedComponent): void {
  const { component, path } = placed;
  if (!component.custom_id) throw required(`${path}.custom_id`);
  checkCustomId(placed);
  if (component.type === Type.TextInput) checkTextInput(component, path);
  else checkChoosing(placed);
}

interface TextInput extends AnyComponent {
  readonly label?: string | null;
  readonly value?: string | null;
  readonly placeholder?: string | null;
  readonly min_length?: number | null;
  readonly max_length?: number | null;
}

function checkTextInput({ label, value, placeholder, ...input }: TextInput, path: string): void {
  const inLabel = path.endsWith('.component');
  if (!inLabel) checkLength(`${path}.label`, label ?? '', 1, 45);
  if (inLabel && label) throw invalidForm(`${path}.label`, 'TEXT_INPUT_LABEL_FORBIDDEN', 'The label names this input');
  const min = input.min_length ?? 0;
  const max = input.max_length ?? 4000;
  if (min > max) {
    throw invalidForm(`${path}.max_length`, 'BASE_TYPE_MIN', `max_length must not be less than min_length (${min}).`);
  }
  if (placeholder) checkLength(`${path}.placeholder`, placeholder, 0, 100);
  if (value) checkLength(`${path}.value`, value, min, max);
}

/** What must be answered cannot be answered with nothing. */
function checkChoosing(placed: PlacedComponent): void {
  const { component, path } = placed;
  if (component.type === Type.Checkbox) return;
  checkChoices(placed);
  if (component.type === Type.StringSelect || groups.has(component.type)) checkOptionTexts(placed);
  const { required: isRequired, min_values: min } = component as { required?: boolean; min_values?: number | null };
  if (min === 0 && isRequired !== false && component.type !== Type.RadioGroup) {
    const message = 'min_values can be 0 only when required is false';
    throw invalidForm(`${path}.min_values`, 'COMPONENT_REQUIRED_MIN_VALUES', message);
  }
}
