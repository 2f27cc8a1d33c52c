import {
  ApplicationCommandOptionType as OptionType,
  ApplicationCommandType as CommandType,
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
} from 'discord-api-types/v10';
import { isAllowed } from '../../people/command-acts.js';
import { commandsIn } from '../../store/commands.js';
import type { CommandView, OptionView } from '../protocol/seat-view.js';
import type { Looker } from './looker.js';

/** The commands that the looker may use in the open channel, by name. */
export function viewCommands({ world, user, channel }: Looker): CommandView[] {
  if (!channel) return [];
  const guild = channel.guildId === null ? null : world.guild(channel.guildId);
  const allowed = commandsIn(world, guild).filter((command) => isAllowed({ world, guild, channel, user }, command));
  return allowed.flatMap(viewCommand).toSorted((one, other) => one.line.localeCompare(other.line));
}

function viewCommand({ type, name, description, options = [] }: APIApplicationCommand): CommandView[] {
  if (type === CommandType.User) return [{ kind: 'user', line: name, description, options: [] }];
  if (type === CommandType.Message) return [{ kind: 'message', line: name, description, options: [] }];
  return leaves(name, description, options);
}

/** A command with subcommands stands for each of these. */
function leaves(line: string, description: string, options: readonly APIApplicationCommandOption[]): CommandView[] {
  const containers = options.filter(isContainer);
  if (containers.length > 0) {
    return containers.flatMap((one) => leaves(`${line} ${one.name}`, one.description, one.options ?? []));
  }
  const basics = options as readonly APIApplicationCommandBasicOption[];
  return [{ kind: 'slash', line, description, options: basics.map(viewOption) }];
}

function isContainer(option: APIApplicationCommandOption) {
  return option.type === OptionType.Subcommand || option.type === OptionType.SubcommandGroup;
}

/** The fields that options have, whatever they are. */
interface AnyOption {
  readonly autocomplete?: boolean;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
  readonly min_value?: number;
  readonly max_value?: number;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly channel_types?: OptionView['channelTypes'];
}

function viewOption(option: APIApplicationCommandBasicOption): OptionView {
  const { name, description, type, required = false } = option;
  const any = option as AnyOption;
  return {
    name,
    description,
    type,
    required,
    autocomplete: any.autocomplete ?? false,
    choices: (any.choices ?? []).map((choice) => ({ name: choice.name, value: choice.value })),
    min: any.min_value ?? any.min_length ?? null,
    max: any.max_value ?? any.max_length ?? null,
    channelTypes: any.channel_types ?? [],
  };
}
