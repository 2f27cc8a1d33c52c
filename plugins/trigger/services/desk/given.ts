import type { ChatInputCommandInteraction, CommandInteractionOption } from 'discord.js';

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

/** A text; null when it was left out. */
export function textIn(given: Given, name: string): string | null {
  const value = given[name];
  return value === undefined ? null : String(value);
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

/** One of the choices that an option offers; null when it was left out, or a client sent something else. */
export function choiceIn<Choice extends string>(given: Given, name: string, choices: readonly Choice[]): Choice | null {
  return choices.find((choice) => choice === given[name]) ?? null;
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
