import type { ChatInputCommandInteraction, CommandInteractionOption } from 'discord.js';
import { optionFaults } from '../../option-messages.js';
import { refused } from './refusing.js';

export type GivenValue = string | number | boolean;

/**
 * What somebody filled in: values by the names of a command's options and of a form's fields. Channels, roles and members are
 * their ids. Plain data, so that it can be kept while a form is open.
 */
export type Given = Readonly<Record<string, GivenValue>>;

/** The options of a subcommand as they were filled in. */
export function givenIn({ options }: ChatInputCommandInteraction): Given {
  const filled = innermost(options.data);
  return Object.fromEntries(filled.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
}

/** A text; null when it was left out. Without the character that no database stores, and nobody can type. */
export function textIn(given: Given, name: string): string | null {
  const value = given[name];
  return value === undefined ? null : String(value).replaceAll('\0', '');
}

export function numberIn(given: Given, name: string): number | null {
  const value = given[name];
  return typeof value === 'number' ? value : null;
}

export function flagIn(given: Given, name: string): boolean | null {
  const value = given[name];
  return typeof value === 'boolean' ? value : null;
}

/** Whether an option takes away what is there. */
export function isNone(typed: string): boolean {
  return typed.trim().toLowerCase() === 'none';
}

/** One of the choices that an option offers; null when it was left out. @throws {UserError} when a client sent something else. */
export function choiceIn<Choice extends string>(given: Given, name: string, choices: readonly Choice[]): Choice | null {
  const chosen = given[name];
  if (chosen === undefined) return null;
  const found = choices.find((choice) => choice === chosen);
  if (found === undefined) throw refused(optionFaults.noChoice(name));
  return found;
}

function innermost(options: readonly CommandInteractionOption[]): readonly CommandInteractionOption[] {
  const [first] = options;
  return first?.options === undefined ? options : innermost(first.options);
}

/** An object without the fields that are undefined: what was left out stays as it is. */
export function defined<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };
}
