import { ApplicationCommandOptionType as OptionType, type APIApplicationCommandOption } from 'discord-api-types/v10';
import { checkLength } from './bounds.js';
import { invalidForm } from './errors.js';

const MAX_OPTIONS = 25;
const MAX_CHOICES = 25;
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** An option as far as the rules look at it: any of the union's members, without asking which. */
interface OptionShape {
  readonly type: OptionType;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
  readonly options?: readonly OptionShape[];
  readonly min_value?: number;
  readonly max_value?: number;
  readonly min_length?: number;
  readonly max_length?: number;
}

/**
 * The rules for the name of a slash command and of its options.
 *
 * @throws {DiscordError} 50035 unless it has 1 to 32 letters, digits, `-`, `_` or `'`, and no upper case
 */
export function checkCommandName(path: string, name: string): void {
  if (!NAME.test(name) || name !== name.toLowerCase()) {
    throw invalidForm(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
}

/**
 * The rules for the options of a slash command.
 *
 * @throws {DiscordError} 50035
 */
export function checkOptions(path: string, options: readonly APIApplicationCommandOption[]): void {
  checkLevel(path, options, [OptionType.SubcommandGroup, OptionType.Subcommand]);
}

/** One level of options. `containers` are the kinds of subcommand that may stand here. */
function checkLevel(path: string, options: readonly OptionShape[], containers: readonly OptionType[]): void {
  if (options.length > MAX_OPTIONS) {
    throw invalidForm(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${MAX_OPTIONS} or fewer in length.`);
  }
  checkKinds(path, options, containers);
  checkOrder(path, options);
  const names = new Set<string>();
  for (const [index, option] of options.entries()) {
    const at = `${path}.${index}`;
    if (names.has(option.name)) {
      const message = `Option with name ${option.name} already exists`;
      throw invalidForm(`${at}.name`, 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', message);
    }
    names.add(option.name);
    checkOption(at, option);
  }
}

function isContainer({ type }: OptionShape): boolean {
  return type === OptionType.Subcommand || type === OptionType.SubcommandGroup;
}

function checkKinds(path: string, options: readonly OptionShape[], containers: readonly OptionType[]): void {
  const mixed = options.some(isContainer) && !options.every(isContainer);
  const misplaced = options.findIndex((option) => isContainer(option) && !containers.includes(option.type));
  if (!mixed && misplaced === -1) return;
  const message = 'Sub-command and sub-command group option types are mutually exclusive to all other types';
  throw invalidForm(`${path}.${Math.max(misplaced, 0)}`, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
}

function checkOrder(path: string, options: readonly OptionShape[]): void {
  const firstOptional = options.findIndex(({ required }) => !required);
  const late = options.findIndex(({ required }, index) => required && firstOptional !== -1 && index > firstOptional);
  if (late === -1) return;
  const message = 'Required options must be placed before non-required options';
  throw invalidForm(`${path}.${late}`, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message);
}

function checkOption(path: string, option: OptionShape): void {
  checkCommandName(`${path}.name`, option.name);
  checkLength(`${path}.description`, option.description, 1, 100);
  if (option.type === OptionType.SubcommandGroup) {
    checkLevel(`${path}.options`, option.options ?? [], [OptionType.Subcommand]);
    if (option.options?.some(({ type }) => type !== OptionType.Subcommand)) {
      throw invalidForm(`${path}.options`, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Only sub-commands go here');
    }
  } else if (option.type === OptionType.Subcommand) {
    checkLevel(`${path}.options`, option.options ?? [], []);
  } else {
    checkBasicOption(path, option);
  }
}

function checkBasicOption(path: string, option: OptionShape): void {
  const choices = option.choices ?? [];
  if (option.autocomplete && choices.length > 0) {
    const message = 'An option cannot have both choices and autocomplete';
    throw invalidForm(`${path}.autocomplete`, 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES', message);
  }
  if (choices.length > MAX_CHOICES) {
    throw invalidForm(`${path}.choices`, 'BASE_TYPE_MAX_LENGTH', `Must be ${MAX_CHOICES} or fewer in length.`);
  }
  checkChoices(`${path}.choices`, choices);
  checkRange(`${path}.max_value`, option.min_value, option.max_value);
  checkRange(`${path}.max_length`, option.min_length, option.max_length);
}

/**
 * The rules for choices, in a command's definition and in the answer to an autocomplete alike, their number aside.
 *
 * @throws {DiscordError} 50035
 */
export function checkChoices(path: string, choices: NonNullable<OptionShape['choices']>): void {
  for (const [index, { name, value }] of choices.entries()) {
    checkLength(`${path}.${index}.name`, name, 1, 100);
    if (typeof value === 'string') checkLength(`${path}.${index}.value`, value, 0, 100);
    if (choices.findIndex((choice) => choice.name === name) < index) {
      const message = 'Application command option choice names must be unique';
      throw invalidForm(`${path}.${index}.name`, 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS', message);
    }
  }
}

function checkRange(path: string, min: number | undefined, max: number | undefined): void {
  if (min === undefined || max === undefined || min <= max) return;
  throw invalidForm(path, 'NUMBER_TYPE_MIN', `value should be greater than or equal to ${min}.`);
}
