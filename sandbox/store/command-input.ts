import {
  ApplicationCommandOptionType as OptionType,
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandInteractionDataOption,
  type APIApplicationCommandOption,
} from 'discord-api-types/v10';
import { InteractionRefusedError } from './interaction-refusal.js';
import { readOptionValue, type OptionInput, type OptionReading } from './option-input.js';

/** What a person enters, by the options' names. */
export type CommandInput = Readonly<Record<string, OptionInput | undefined>>;

/** How a command's options are read. */
export interface CommandReading extends OptionReading {
  /** In an autocomplete the option that is being typed. The others may still be missing. */
  readonly focused?: string;
}

type DataOption = APIApplicationCommandInteractionDataOption;

/**
 * Turns what a person enters into an interaction's options, checked as Discord's client does.
 *
 * @param path - The names of the subcommand group and the subcommand, as far as there are such.
 * @throws {InteractionRefusedError}
 */
export function readCommand(
  command: APIApplicationCommand,
  path: readonly string[],
  input: CommandInput,
  reading: CommandReading,
): DataOption[] {
  return readLevel(command.options ?? [], path, input, reading);
}

function readLevel(
  options: readonly APIApplicationCommandOption[],
  path: readonly string[],
  input: CommandInput,
  reading: CommandReading,
): DataOption[] {
  const [name, ...rest] = path;
  const container = options.find((option) => isContainer(option) && option.name === name);
  if (container) {
    const inner = 'options' in container ? (container.options ?? []) : [];
    const { type } = container;
    return [{ name: container.name, type, options: readLevel(inner, rest, input, reading) } as DataOption];
  }
  if (name !== undefined) throw new InteractionRefusedError('unknownCommand', `there is no subcommand "${name}"`);
  if (options.some(isContainer)) throw new InteractionRefusedError('unknownCommand', 'a subcommand must be chosen');
  return readBasics(options as readonly APIApplicationCommandBasicOption[], input, reading);
}

function isContainer({ type }: APIApplicationCommandOption): boolean {
  return type === OptionType.Subcommand || type === OptionType.SubcommandGroup;
}

function readBasics(
  options: readonly APIApplicationCommandBasicOption[],
  input: CommandInput,
  reading: CommandReading,
): DataOption[] {
  const unknown = Object.keys(input).find((name) => !options.some((option) => option.name === name));
  if (unknown !== undefined) throw new InteractionRefusedError('unknownOption', unknown);
  // The client sends options in the order in which the person filled them in.
  const given = Object.keys(input).flatMap((name) => {
    const option = options.find((candidate) => candidate.name === name);
    const value = input[name];
    return option && value !== undefined ? [readBasic(option, value, reading)] : [];
  });
  if (reading.focused === undefined && !reading.force) checkRequired(options, input);
  return given;
}

function readBasic(option: APIApplicationCommandBasicOption, value: OptionInput, reading: CommandReading): DataOption {
  const { name, type } = option;
  if (name !== reading.focused) return { name, type, value: readOptionValue(option, value, reading) } as DataOption;
  if (!('autocomplete' in option) || !option.autocomplete) {
    throw new InteractionRefusedError('unknownOption', `${name} has no autocomplete`);
  }
  if (typeof value === 'object') throw new InteractionRefusedError('badValue', `${name} takes what is typed so far`);
  return { name, type, value: String(value), focused: true } as DataOption;
}

function checkRequired(options: readonly APIApplicationCommandBasicOption[], input: CommandInput): void {
  const missing = options.find(({ name, required }) => required && input[name] === undefined);
  if (missing) throw new InteractionRefusedError('missingOption', missing.name);
}
