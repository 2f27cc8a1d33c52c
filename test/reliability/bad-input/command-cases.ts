import {
  ApplicationCommandOptionType as OptionType,
  ApplicationCommandType,
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
} from 'discord-api-types/v10';
import type { CommandInput } from '../../../sandbox/store/command-input.js';
import type { OptionInput } from '../../../sandbox/store/option-input.js';
import type { FuzzGuild } from './fuzz-scene.js';
import { filled, ids, longTexts, numbers, shortly, texts } from './values.js';

/** A command without its options: its line, and what it takes. */
export interface Leaf {
  readonly line: string;
  readonly options: readonly APIApplicationCommandBasicOption[];
}

/** One use of a command, with one value that does not belong there. */
export interface CommandCase {
  readonly name: string;
  readonly line: string;
  readonly input: CommandInput;
  /** Discord itself would not take this value: whatever the bot makes of it, it must not store it. */
  readonly impossible: boolean;
  /** The option, where it offers suggestions while it is typed. */
  readonly suggests: string | null;
}

/** All slash commands that were registered, down to their subcommands. */
export function leavesOf(commands: Iterable<APIApplicationCommand>): Leaf[] {
  const slash = [...commands].filter(({ type }) => type === ApplicationCommandType.ChatInput);
  return slash.flatMap(({ name, options }) => below(name, options ?? []));
}

function below(line: string, options: readonly APIApplicationCommandOption[]): Leaf[] {
  const inner = options.flatMap((option) =>
    option.type === OptionType.Subcommand || option.type === OptionType.SubcommandGroup
      ? below(`${line} ${option.name}`, option.options ?? [])
      : [],
  );
  return inner.length > 0 ? inner : [{ line, options: options as readonly APIApplicationCommandBasicOption[] }];
}

/** What somebody sensible fills in: what has to be; and with `yes`, whatever can be answered so. */
export function usualInput({ options }: Leaf, guild: FuzzGuild, { yes = false } = {}): Record<string, OptionInput> {
  const filledIn = options.filter(({ required, type }) => required || (yes && type === OptionType.Boolean));
  return Object.fromEntries(filledIn.map((option) => [option.name, usual(option, guild)]));
}

/** Each option of a command with each value that may be trouble, the other required ones as they should be. */
export function casesOf(leaf: Leaf, guild: FuzzGuild, foreign: FuzzGuild): CommandCase[] {
  const { line, options } = leaf;
  const required = usualInput(leaf, guild);
  return options.flatMap((option) =>
    valuesFor(option, guild, foreign).map((value) => ({
      name: `/${line} ${option.name}: ${shortly(typeof value === 'object' ? JSON.stringify(idOf(value)) : value)}`,
      line,
      input: { ...required, [option.name]: value },
      impossible: isImpossible(option, value),
      suggests: 'autocomplete' in option && option.autocomplete ? option.name : null,
    })),
  );
}

/** What somebody sensible enters. */
function usual(option: APIApplicationCommandBasicOption, guild: FuzzGuild): OptionInput {
  switch (option.type) {
    case OptionType.String:
      return usualText(option, guild);
    case OptionType.Integer:
    case OptionType.Number:
      return option.min_value ?? 1;
    case OptionType.Boolean:
      return true;
    case OptionType.Channel:
      return option.channel_types?.includes(2) ? guild.source : guild.talk;
    case OptionType.Role:
      return guild.role;
    case OptionType.Attachment:
      return file('version: 1\n');
    case OptionType.User:
    case OptionType.Mentionable:
      return guild.stranger.user;
  }
}

function usualText(option: APIApplicationCommandBasicOption, guild: FuzzGuild): string {
  if ('choices' in option && option.choices?.[0]) return String(option.choices[0].value);
  const known: Readonly<Record<string, string>> = {
    action: 'hello',
    trigger: 'greet',
    group: 'colours',
    menu: '1',
    message: guild.message.api.id,
    emoji: '🎈',
    roles: `<@&${guild.role.id}>`,
  };
  return known[option.name] ?? 'something';
}

function valuesFor(option: APIApplicationCommandBasicOption, guild: FuzzGuild, foreign: FuzzGuild): OptionInput[] {
  switch (option.type) {
    case OptionType.String: {
      const names = guild.names(foreign);
      return [...texts.map((text) => filled(text, names)), ...longTexts(option.max_length ?? 100)];
    }
    case OptionType.Integer:
    case OptionType.Number:
      return [
        ...numbers,
        ...[option.min_value, option.max_value].flatMap((edge) =>
          edge === undefined ? [] : [edge - 1, edge, edge + 1],
        ),
      ];
    case OptionType.Boolean:
      return [true, false];
    case OptionType.Channel:
      return [...ids, foreign.talk, foreign.source, guild.talk, guild.hub, ...guild.handle.record.channels.values()];
    case OptionType.Role:
      return [...ids, foreign.role, guild.handle.botRole, guild.handle.id, foreign.handle.id];
    case OptionType.User:
    case OptionType.Mentionable:
      return [...ids, foreign.owner.user, guild.handle.bot.user, guild.admin.user];
    case OptionType.Attachment:
      return [...texts.slice(0, 30), 'a: &a [*a]', '- '.repeat(5000), 'x'.repeat(600_000)].map(file);
  }
}

function isImpossible(option: APIApplicationCommandBasicOption, value: OptionInput): boolean {
  if (option.type === OptionType.String && typeof value === 'string') {
    const isOffered = !option.choices?.length || option.choices.some((choice) => choice.value === value);
    return !isOffered || value.length > (option.max_length ?? 6000);
  }
  if (option.type === OptionType.Integer && typeof value === 'number') {
    const { min_value: min = -(2 ** 53), max_value: max = 2 ** 53 } = option;
    // What is no finite number arrives as null, which is nothing.
    return Number.isFinite(value) && (!Number.isInteger(value) || value < min || value > max);
  }
  return false;
}

function file(content: string): OptionInput {
  return { filename: 'triggers.yaml', data: Buffer.from(content) };
}

function idOf(value: object): unknown {
  if ('filename' in value) return 'a file';
  return 'id' in value ? value.id : 'somebody';
}
