import {
  ApplicationIntegrationType,
  Locale,
  PermissionFlagsBits as Bits,
  type APIAuthorizingIntegrationOwnersMap,
  type APIInteraction,
} from 'discord-api-types/v10';
import { contextOf } from './commands.js';
import type { InteractionRecord } from './interaction-record.js';
import { permissionsIn } from './permissions.js';
import { projectChannel } from './project-channel.js';
import { projectMember } from './project-member.js';
import { projectMessage } from './project-message.js';
import { projectUser } from './project-user.js';
import type { GuildRecord } from './records.js';
import type { World } from './world.js';

/** What a bot may do in direct messages. */
const inDirectMessages =
  Bits.ViewChannel |
  Bits.SendMessages |
  Bits.EmbedLinks |
  Bits.AttachFiles |
  Bits.ReadMessageHistory |
  Bits.AddReactions |
  Bits.UseExternalEmojis;
const ATTACHMENT_SIZE_LIMIT = 10 * 1024 * 1024;

/** Whose installation of the application allows an interaction: the guild's, or in direct messages that of any guild. */
export function integrationOwners(guild: GuildRecord | null): APIAuthorizingIntegrationOwnersMap {
  return { [ApplicationIntegrationType.GuildInstall]: guild?.id ?? '0' };
}

/** The wire form of an interaction, as `INTERACTION_CREATE` brings it. */
export function projectInteraction(world: World, record: InteractionRecord, data: APIInteraction['data']) {
  return {
    id: record.id,
    application_id: world.application.id,
    type: record.type,
    token: record.token,
    version: 1,
    data,
    ...(record.source && { message: projectMessage(world, record.source) }),
    channel_id: record.channel.id,
    channel: partialChannel(world, record),
    ...(record.guild ? guildFields(world, record, record.guild) : directFields(record)),
    locale: Locale.EnglishUS,
    context: contextOf(record.guild),
    entitlements: [],
    authorizing_integration_owners: integrationOwners(record.guild),
    attachment_size_limit: ATTACHMENT_SIZE_LIMIT,
  };
}

/** Discord leaves the overwrites out here. */
function partialChannel(world: World, { channel }: InteractionRecord) {
  const { permission_overwrites: _overwrites, ...partial } = {
    permission_overwrites: undefined,
    ...projectChannel(world, channel),
  };
  return partial;
}

function guildFields(world: World, { user, channel }: InteractionRecord, guild: GuildRecord) {
  const now = world.clock.now();
  const member = world.member(guild, user.id);
  const bot = guild.members.get(world.application.botId);
  return {
    guild_id: guild.id,
    guild: { id: guild.id, locale: Locale.EnglishUS, features: [] },
    guild_locale: Locale.EnglishUS,
    member: { ...projectMember(member), permissions: permissionsIn(guild, member, channel, now).toString() },
    app_permissions: (bot ? permissionsIn(guild, bot, channel, now) : 0n).toString(),
  };
}

function directFields({ user }: InteractionRecord) {
  return { user: projectUser(user), app_permissions: inDirectMessages.toString() };
}
