import { ComponentType, type APIMessageComponentEmoji } from 'discord-api-types/v10';
import { checkLength } from './bounds.js';
import { invalidForm } from './errors.js';
import type { AnyComponent, PlacedComponent } from './component-tree.js';

interface Option {
  readonly value: string;
  readonly label: string;
  readonly description?: string | null;
  readonly default?: boolean | null;
  readonly emoji?: APIMessageComponentEmoji | null;
}

/** A component that takes a number of choices. */
export interface Choosing extends AnyComponent {
  readonly options?: readonly Option[] | null;
  readonly default_values?: readonly { readonly id: string }[] | null;
  readonly min_values?: number | null;
  readonly max_values?: number | null;
}

/**
 * Checks the bounds of a select, or of a modal's group of boxes, against each other and against its options.
 *
 * @throws {DiscordError} 50035
 */
export function checkChoices({ component, path }: PlacedComponent): void {
  const { min_values: least, max_values: most, options, default_values: defaults } = component as Choosing;
  const max = most ?? (component.type === ComponentType.CheckboxGroup ? (options?.length ?? 1) : 1);
  if ((least ?? 1) > max && least !== null && least !== undefined) {
    throw invalidForm(`${path}.max_values`, 'BASE_TYPE_MIN', `max_values must not be less than min_values (${least}).`);
  }
  if (options) checkOptions(options, max, path);
  if (defaults && defaults.length > max) throw tooManyDefaults(`${path}.default_values`, max);
}

/**
 * Checks how long the texts of the options are.
 *
 * @throws {DiscordError} 50035, also for no options and for more than 25
 */
export function checkOptionTexts({ component, path }: PlacedComponent): void {
  const options = (component as Choosing).options ?? [];
  if (options.length === 0 || options.length > 25) {
    throw invalidForm(`${path}.options`, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 25 in length.');
  }
  options.forEach(({ label, value, description }, index) => {
    checkLength(`${path}.options.${index}.label`, label, 1, 100);
    checkLength(`${path}.options.${index}.value`, value, 1, 100);
    if (description) checkLength(`${path}.options.${index}.description`, description, 0, 100);
  });
}

function checkOptions(options: readonly Option[], max: number, path: string): void {
  if (options.length < max) {
    throw invalidForm(`${path}.options`, 'BASE_TYPE_BAD_LENGTH', `Must be between ${max} and 25 in length.`);
  }
  const values = options.map(({ value }) => value);
  const twice = values.findIndex((value, index) => values.indexOf(value) !== index);
  if (twice !== -1) {
    const message = 'The specified option value is already used';
    throw invalidForm(`${path}.options.${twice}.value`, 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', message);
  }
  if (options.filter((option) => option.default).length > max) throw tooManyDefaults(`${path}.options`, max);
}

function tooManyDefaults(path: string, max: number) {
  return invalidForm(path, 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', `Too many default values: at most ${max}.`);
}
