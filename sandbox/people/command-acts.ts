import {
  ApplicationCommandType as CommandType,
  ChannelType,
  InteractionType,
  PermissionFlagsBits as Bits,
  type APIApplicationCommand,
  type APIInteraction,
  type APIMessageInteractionMetadata,
} from 'discord-api-types/v10';
import { readCommand, type CommandInput, type CommandReading } from '../store/command-input.js';
import { findCommand } from '../store/commands.js';
import { integrationOwners } from '../store/interaction-payloads.js';
import { InteractionRefusedError } from '../store/interaction-refusal.js';
import { ResolvedEntities, type Entity, type Place } from '../store/interaction-resolved.js';
import { createInteraction } from '../store/interactions.js';
import { may } from '../store/permissions.js';
import { projectMessage } from '../store/project-message.js';
import { projectUser } from '../store/project-user.js';
import type { ChannelRecord, GuildRecord, MessageRecord, UserRecord } from '../store/records.js';
import type { World } from '../store/world.js';
import { InteractionHandle } from './interaction-handle.js';

/** How a command is used. */
export interface CommandOptions {
  /** Where: in the guild or in direct messages. Default the first channel that the person sees, text channels first. */
  readonly channel?: ChannelRecord;
  /** Sends what Discord's client would not: without permission, or with values that do not fit. */
  readonly force?: boolean;
}

/** Who uses commands, and in which guild. */
export interface CommandUser {
  readonly world: World;
  readonly guild: GuildRecord;
  readonly user: UserRecord;
}

/**
 * Somebody uses a slash command.
 *
 * @param line - The command's name, its subcommand group and subcommand behind it, such as `trigger show`.
 * @throws {InteractionRefusedError} when his client would not send it
 */
export function useSlashCommand(
  who: CommandUser,
  line: string,
  input: CommandInput,
  options: CommandOptions,
): InteractionHandle {
  return sendSlash(who, InteractionType.ApplicationCommand, line, input, options);
}

/**
 * Somebody types into an option that has autocomplete.
 *
 * @param focused - The option's name. What is typed so far is its value in `input`, beside those of other options.
 * @throws {InteractionRefusedError} when his client would not ask for it
 */
export function typeIntoOption(
  who: CommandUser,
  line: string,
  focused: string,
  input: CommandInput,
  options: CommandOptions,
): InteractionHandle {
  return sendSlash(who, InteractionType.ApplicationCommandAutocomplete, line, input, options, focused);
}

function sendSlash(
  who: CommandUser,
  type: InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete,
  line: string,
  input: CommandInput,
  options: CommandOptions,
  focused?: string,
): InteractionHandle {
  const [name = '', ...path] = line.trim().replace(/^\//, '').split(/\s+/);
  const place = placeOf(who, options);
  const command = commandFor(place, CommandType.ChatInput, name, options);
  const resolved = new ResolvedEntities(place);
  const reading: CommandReading = {
    guild: place.guild,
    resolved,
    force: options.force ?? false,
    ...(focused !== undefined && { focused }),
  };
  const read = readCommand(command, path, input, reading);
  const data = {
    ...commandData(command),
    ...((read.length > 0 || focused !== undefined) && { options: read }),
    ...(resolved.data && { resolved: resolved.data }),
  } as NonNullable<APIInteraction['data']>;
  if (focused !== undefined) return new InteractionHandle(createInteraction({ ...place, type, data }));
  return new InteractionHandle(createInteraction({ ...place, type, data, metadata: commandMetadata(place) }));
}

/**
 * Somebody picks a command from a user's menu.
 *
 * @throws {InteractionRefusedError} when his client would not send it
 */
export function useUserCommand(
  who: CommandUser,
  name: string,
  target: Entity,
  options: CommandOptions,
): InteractionHandle {
  const place = placeOf(who, options);
  const command = commandFor(place, CommandType.User, name, options);
  const resolved = new ResolvedEntities(place);
  const target_id = resolved.pick('user', target);
  const targeted = who.world.users.get(target_id);
  const data = { ...commandData(command), target_id, resolved: resolved.data } as NonNullable<APIInteraction['data']>;
  const metadata = commandMetadata(place, targeted ? { target_user: projectUser(targeted) } : {});
  return new InteractionHandle(
    createInteraction({ ...place, type: InteractionType.ApplicationCommand, data, metadata }),
  );
}

/**
 * Somebody picks a command from a message's menu.
 *
 * @throws {InteractionRefusedError} when his client would not send it
 */
export function useMessageCommand(
  who: CommandUser,
  name: string,
  message: MessageRecord,
  options: Pick<CommandOptions, 'force'>,
): InteractionHandle {
  const target_id = message.api.id;
  const place = placeOf(who, { ...options, channel: who.world.channel(message.api.channel_id) });
  const command = commandFor(place, CommandType.Message, name, options);
  const data = {
    ...commandData(command),
    target_id,
    resolved: { messages: { [target_id]: projectMessage(who.world, message) } },
  };
  const metadata = commandMetadata(place, { target_message_id: target_id });
  return new InteractionHandle(
    createInteraction({
      ...place,
      type: InteractionType.ApplicationCommand,
      data: data as NonNullable<APIInteraction['data']>,
      metadata,
    }),
  );
}

function commandData({ id, name, type, guild_id }: APIApplicationCommand) {
  return { id, name, type, ...(guild_id !== undefined && { guild_id }) };
}

function commandMetadata({ user, guild }: Place, target: object = {}) {
  return (id: string): APIMessageInteractionMetadata => ({
    id,
    type: InteractionType.ApplicationCommand,
    user: projectUser(user),
    authorizing_integration_owners: integrationOwners(guild),
    ...target,
  });
}

function placeOf({ world, guild, user }: CommandUser, options: CommandOptions): Place {
  const sees = (channel: ChannelRecord) =>
    channel.guildId === null ? channel.recipientId === user.id : may(world, guild, user.id, channel, Bits.ViewChannel);
  const channel = options.channel ?? firstChannel(guild, sees);
  if (!channel || !(options.force || sees(channel))) {
    throw new InteractionRefusedError('cannotSee', channel?.name ?? 'a channel to use commands in');
  }
  return { world, user, channel, guild: channel.guildId === null ? null : guild };
}

function firstChannel(guild: GuildRecord, sees: (channel: ChannelRecord) => boolean): ChannelRecord | undefined {
  const channels = [...guild.channels.values()].filter(sees);
  return (
    channels.find(({ type }) => type === ChannelType.GuildText) ??
    channels.find(({ type }) => type !== ChannelType.GuildCategory)
  );
}

function commandFor(place: Place, type: CommandType, name: string, options: CommandOptions): APIApplicationCommand {
  const command = findCommand(place.world, place.guild, type, name);
  if (!command) throw new InteractionRefusedError('unknownCommand', name);
  if (!options.force && !isAllowed(place, command)) throw new InteractionRefusedError('notAllowed', name);
  return command;
}

/** Whether a person may use a command there. Default permissions of no bit at all leave it to administrators. */
export function isAllowed({ world, guild, channel, user }: Place, command: APIApplicationCommand): boolean {
  if (!guild) return true;
  const wanted = command.default_member_permissions;
  const needed = wanted === null ? 0n : BigInt(wanted) || Bits.Administrator;
  return may(world, guild, user.id, channel, needed | Bits.UseApplicationCommands);
}
