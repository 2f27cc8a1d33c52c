import {
  ApplicationCommandType as CommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type APIApplicationCommand,
  type APIApplicationCommandOption,
} from 'discord-api-types/v10';
import { checkCommand, checkTogether, commandType, optionsOf, type CommandBody } from './command-rules.js';
import { refuse } from './errors.js';
import type { GuildRecord } from './records.js';
import type { World } from './world.js';

/** Where commands are registered: in one guild, or with `null` globally. */
export type CommandScope = GuildRecord | null;

/** The commands of a scope by id. */
export function commandsOf(world: World, scope: CommandScope): Map<string, APIApplicationCommand> {
  return scope?.commands ?? world.application.commands;
}

/** @throws {DiscordError} 10063 */
export function commandOf(world: World, scope: CommandScope, id: string): APIApplicationCommand {
  const command = commandsOf(world, scope).get(id);
  if (!command) throw refuse('unknownCommand');
  return command;
}

/** The command that people reach by its name in a guild (its own before a global one), or in direct messages with the bot. */
export function findCommand(
  world: World,
  guild: GuildRecord | null,
  type: CommandType,
  name: string,
): APIApplicationCommand | undefined {
  return commandsIn(world, guild).find((command) => command.type === type && command.name === name);
}

/** The commands that people can reach in a guild (its own before global ones of the same name), or in direct messages. */
export function commandsIn(world: World, guild: GuildRecord | null): APIApplicationCommand[] {
  const own = [...(guild?.commands.values() ?? [])];
  const isShadowed = ({ type, name }: APIApplicationCommand) =>
    own.some((command) => command.type === type && command.name === name);
  const global = [...world.application.commands.values()];
  return [...own, ...global.filter((command) => isOfferedIn(command, guild) && !isShadowed(command))];
}

function isOfferedIn(command: APIApplicationCommand, guild: GuildRecord | null): boolean {
  return !command.contexts || command.contexts.includes(contextOf(guild));
}

/** Where a person talks to the bot. */
export function contextOf(guild: GuildRecord | null): InteractionContextType {
  return guild ? InteractionContextType.Guild : InteractionContextType.BotDM;
}

/**
 * Replaces all commands of a scope. A command whose type and name were there keeps its id, and its version unless it changed.
 *
 * @throws {DiscordError} 30032, 50035
 */
export function overwriteCommands(
  world: World,
  scope: CommandScope,
  bodies: readonly CommandBody[],
): APIApplicationCommand[] {
  bodies.forEach((body, index) => checkCommand(body, String(index)));
  checkTogether(bodies);
  const commands = commandsOf(world, scope);
  const next = bodies.map((body) => withStableId(world, scope, body));
  commands.clear();
  for (const command of next) commands.set(command.id, command);
  return next;
}

/**
 * Registers one command, in place of one with its type and name.
 *
 * @throws {DiscordError} 30032, 50035
 */
export function upsertCommand(
  world: World,
  scope: CommandScope,
  body: CommandBody,
): { command: APIApplicationCommand; created: boolean } {
  checkCommand(body);
  const commands = commandsOf(world, scope);
  const command = withStableId(world, scope, body);
  const created = !commands.has(command.id);
  if (created) checkTogether([...([...commands.values()] as CommandBody[]), body]);
  commands.set(command.id, command);
  return { command, created };
}

/**
 * Changes some fields of a command. Its type stays.
 *
 * @throws {DiscordError} 50035 also when another command has the new name
 */
export function editCommand(
  world: World,
  scope: CommandScope,
  command: APIApplicationCommand,
  changes: Partial<CommandBody>,
): APIApplicationCommand {
  const body = { ...command, ...changes, type: command.type } as CommandBody;
  checkCommand(body);
  const commands = commandsOf(world, scope);
  const others = [...commands.values()].filter(({ id }) => id !== command.id);
  checkTogether([...(others as CommandBody[]), body], () => 'name');
  const edited = { ...definition(world, scope, body), id: command.id, version: world.snowflake() };
  commands.set(command.id, edited);
  return edited;
}

/** A command's whole definition, with the id of the one that it replaces. */
function withStableId(world: World, scope: CommandScope, body: CommandBody): APIApplicationCommand {
  const type = commandType(body);
  const present = [...commandsOf(world, scope).values()].find(
    (command) => command.type === type && command.name === body.name,
  );
  const wanted = definition(world, scope, body);
  if (!present) return { ...wanted, id: world.snowflake(), version: world.snowflake() };
  const { id, version, ...before } = present;
  const same = JSON.stringify(before) === JSON.stringify(wanted);
  return { ...wanted, id, version: same ? version : world.snowflake() };
}

type Definition = Omit<APIApplicationCommand, 'id' | 'version'>;

function definition(world: World, scope: CommandScope, body: CommandBody): Definition {
  const type = commandType(body);
  const { description, contexts, integration_types, ...localized } = body as Partial<APIApplicationCommand>;
  const options = optionsOf(body);
  return {
    type,
    application_id: world.application.id,
    name: body.name,
    name_localizations: localized.name_localizations ?? null,
    description: type === CommandType.ChatInput ? (description ?? '') : '',
    description_localizations: localized.description_localizations ?? null,
    default_member_permissions: bits(body.default_member_permissions),
    nsfw: body.nsfw ?? false,
    ...(options.length > 0 && { options: withoutNulls(options) }),
    ...(scope
      ? { guild_id: scope.id }
      : {
          dm_permission: body.dm_permission ?? contexts?.includes(InteractionContextType.BotDM) ?? true,
          contexts: contexts ?? (body.dm_permission === false ? [InteractionContextType.Guild] : null),
          integration_types: integration_types ?? [ApplicationIntegrationType.GuildInstall],
        }),
  };
}

/** Bits arrive as a string of digits or as a number. */
function bits(value: string | number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** Discord answers options without the fields that were sent as null. */
function withoutNulls(options: readonly APIApplicationCommandOption[]): APIApplicationCommandOption[] {
  const withoutNull = (_key: string, inner: unknown) => (inner === null ? undefined : inner);
  return JSON.parse(JSON.stringify(options, withoutNull)) as APIApplicationCommandOption[];
}
