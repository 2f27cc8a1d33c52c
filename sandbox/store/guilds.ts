import {
  AuditLogEvent,
  GatewayDispatchEvents,
  GuildSystemChannelFlags,
  PermissionFlagsBits as Bits,
} from 'discord-api-types/v10';
import { audit, type Actor } from './audit-log.js';
import { differing, type Changes } from './changes.js';
import { refuse } from './errors.js';
import { require } from './permissions.js';
import { projectEmojis, projectGuild } from './project-guild.js';
import type { GuildRecord, RoleRecord, UserRecord } from './records.js';
import { newMember } from './new-member.js';
import type { World } from './world.js';

/** What @everyone may do in a guild that has just been made. */
export const everyonePermissions =
  Bits.AddReactions |
  Bits.AttachFiles |
  Bits.ChangeNickname |
  Bits.Connect |
  Bits.CreateInstantInvite |
  Bits.CreatePublicThreads |
  Bits.EmbedLinks |
  Bits.MentionEveryone |
  Bits.ReadMessageHistory |
  Bits.RequestToSpeak |
  Bits.SendMessages |
  Bits.SendMessagesInThreads |
  Bits.Speak |
  Bits.Stream |
  Bits.UseApplicationCommands |
  Bits.UseExternalEmojis |
  Bits.UseVAD |
  Bits.ViewChannel;

/** Discord announces who joins and who boosts. Few tests are about that, so here a guild asks for it: `systemChannelFlags: 0`. */
const quiet = GuildSystemChannelFlags.SuppressJoinNotifications | GuildSystemChannelFlags.SuppressPremiumSubscriptions;

/** A guild to make. The bot is not in it before it is invited. */
export interface GuildDraft {
  readonly name: string;
  readonly owner: UserRecord;
}

/** Makes a guild with its owner as the only member and no channels. */
export function createGuild(world: World, draft: GuildDraft): GuildRecord {
  const id = world.snowflake();
  const guild: GuildRecord = {
    id,
    name: draft.name,
    ownerId: draft.owner.id,
    afkChannelId: null,
    systemChannelId: null,
    systemChannelFlags: quiet,
    available: true,
    roles: new Map([[id, everyoneRole(id)]]),
    members: new Map([[draft.owner.id, newMember(world, draft.owner)]]),
    channels: new Map(),
    voiceStates: new Map(),
    presences: new Map(),
    emojis: new Map(),
    bans: new Map(),
    webhooks: new Map(),
    auditLog: [],
    commands: new Map(),
  };
  world.guilds.set(id, guild);
  return guild;
}

function everyoneRole(guildId: string): RoleRecord {
  return {
    id: guildId,
    name: '@everyone',
    permissions: everyonePermissions,
    position: 0,
    color: 0,
    hoist: false,
    managed: false,
    mentionable: false,
    botId: null,
  };
}

/** What an edit of a guild may change. */
export type GuildChanges = Changes<GuildRecord, 'name' | 'afkChannelId' | 'systemChannelId' | 'systemChannelFlags'>;

/** @throws {DiscordError} 50001, 50013 without Manage Server */
export function editGuild(world: World, guild: GuildRecord, actor: Actor, changes: GuildChanges): void {
  require(world, guild, actor.userId, null, Bits.ManageGuild);
  const changed = differing(guild, changes);
  if (Object.keys(changed).length === 0) return;
  Object.assign(guild, changed);
  announceGuild(world, guild);
  audit(world, guild, actor, AuditLogEvent.GuildUpdate, guild.id);
}

/** Tells the bot what the guild is now. */
export function announceGuild(world: World, guild: GuildRecord): void {
  world.dispatch(GatewayDispatchEvents.GuildUpdate, projectGuild(guild), { guildId: guild.id });
}

/**
 * Adds a custom emoji and answers its id.
 *
 * @throws {DiscordError} 50001, 50013 without Create Expressions
 */
export function addEmoji(world: World, guild: GuildRecord, actor: Actor, name: string): string {
  require(world, guild, actor.userId, null, Bits.CreateGuildExpressions);
  const id = world.snowflake();
  guild.emojis.set(id, name);
  announceEmojis(world, guild);
  audit(world, guild, actor, AuditLogEvent.EmojiCreate, id);
  return id;
}

/**
 * Deletes a custom emoji. Reactions with it stay on their messages.
 *
 * @throws {DiscordError} 10014, 50001, 50013 without Manage Expressions
 */
export function deleteEmoji(world: World, guild: GuildRecord, actor: Actor, id: string): void {
  require(world, guild, actor.userId, null, Bits.ManageGuildExpressions);
  if (!guild.emojis.delete(id)) throw refuse('unknownEmoji');
  announceEmojis(world, guild);
  audit(world, guild, actor, AuditLogEvent.EmojiDelete, id);
}

function announceEmojis(world: World, guild: GuildRecord): void {
  const data = { guild_id: guild.id, emojis: projectEmojis(guild) };
  world.dispatch(GatewayDispatchEvents.GuildEmojisUpdate, data, { guildId: guild.id });
}
