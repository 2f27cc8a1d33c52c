import {
  ApplicationCommandType as CommandType,
  type APIApplicationCommandOption,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { checkLength } from './bounds.js';
import { checkCommandName, checkOptions } from './command-option-rules.js';
import { DiscordError, invalidForm } from './errors.js';

/** What the bot registers. */
export type CommandBody = RESTPostAPIApplicationCommandsJSONBody;

const MAX_CHARACTERS = 8000;
/** How many commands an application can have of each type, globally and in each guild. */
const maxCommands = new Map([
  [CommandType.ChatInput, 100],
  [CommandType.User, 15],
  [CommandType.Message, 15],
]);

/** What a command is when its body does not say. */
export function commandType(body: Pick<CommandBody, 'type'>): CommandType {
  return body.type ?? CommandType.ChatInput;
}

/**
 * The rules for a command's definition that no schema knows.
 *
 * @param path - Where the command is in the request: its index in a bulk overwrite, else empty.
 * @throws {DiscordError} 50035
 */
export function checkCommand(body: CommandBody, path = ''): void {
  const at = (field: string) => (path === '' ? field : `${path}.${field}`);
  if (commandType(body) === CommandType.ChatInput) checkSlashCommand(body, at);
  else checkContextMenu(body, at);
}

function checkSlashCommand(body: CommandBody, at: (field: string) => string): void {
  checkCommandName(at('name'), body.name);
  const { description } = body as { description?: string | null };
  if (!description) throw invalidForm(at('description'), 'BASE_TYPE_REQUIRED', 'This field is required');
  checkLength(at('description'), description, 1, 100);
  const options = optionsOf(body);
  checkOptions(at('options'), options);
  if (countCharacters({ name: body.name, description, options }) > MAX_CHARACTERS) {
    const message = `Command exceeds maximum size (${MAX_CHARACTERS})`;
    throw invalidForm(at('options'), 'APPLICATION_COMMAND_TOO_LARGE', message);
  }
}

function checkContextMenu(body: CommandBody, at: (field: string) => string): void {
  checkLength(at('name'), body.name, 1, 32);
  if ((body as { description?: string | null }).description) {
    const message = 'Context menu commands cannot have description';
    throw invalidForm(at('description'), 'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID', message);
  }
  if (optionsOf(body).length > 0) {
    const message = 'Context menu commands cannot have options';
    throw invalidForm(at('options'), 'APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID', message);
  }
}

/** The options of a body, none for a context menu command. */
export function optionsOf(body: object): readonly APIApplicationCommandOption[] {
  return (body as { options?: APIApplicationCommandOption[] | null }).options ?? [];
}

interface Counted {
  readonly name: string;
  readonly description?: string;
  readonly value?: string | number;
  readonly choices?: readonly Counted[];
  readonly options?: readonly Counted[];
}

/** The names, descriptions and values of a command and all that is in it. */
function countCharacters({ name, description = '', value = '', choices = [], options = [] }: Counted): number {
  const own = name.length + description.length + String(value).length;
  return [...choices, ...options].reduce((sum, inner) => sum + countCharacters(inner), own);
}

/**
 * The rules for commands side by side: how many, and no two of one type with one name.
 *
 * @param pathOf - Where the name of the command at an index is in the request.
 * @throws {DiscordError} 30032, 50035
 */
export function checkTogether(
  commands: readonly Pick<CommandBody, 'type' | 'name'>[],
  pathOf = (index: number) => `${index}.name`,
): void {
  const names = new Set<string>();
  for (const [index, body] of commands.entries()) {
    const key = `${commandType(body)} ${body.name}`;
    if (names.has(key)) {
      const message = 'Application command names must be unique';
      throw invalidForm(pathOf(index), 'APPLICATION_COMMANDS_DUPLICATE_NAME', message);
    }
    names.add(key);
  }
  for (const [type, max] of maxCommands) {
    if (commands.filter((body) => commandType(body) === type).length > max) {
      throw new DiscordError(400, 30032, `Maximum number of application commands reached (${max})`);
    }
  }
}
