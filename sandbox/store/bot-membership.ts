import { GatewayDispatchEvents, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { everyonePermissions } from './guilds.js';
import { newMember } from './new-member.js';
import { projectGuildCreate } from './project-guild.js';
import type { GuildRecord, RoleRecord } from './records.js';
import { removeVoiceState } from './voice-states.js';
import type { World } from './world.js';

/** What a bot of this kind usually asks for: enough to run voice rooms, without Administrator. */
export const usualBotPermissions =
  everyonePermissions |
  Bits.DeafenMembers |
  Bits.ManageChannels |
  Bits.ManageMessages |
  Bits.ManageNicknames |
  Bits.ManageRoles |
  Bits.ModerateMembers |
  Bits.MoveMembers |
  Bits.MuteMembers |
  Bits.PinMessages |
  Bits.SetVoiceChannelStatus |
  Bits.ViewAuditLog;

/** Stands for "every intent": what a dispatch holds before the gateway narrows it to what a session asked for. */
const ALL_INTENTS = ~0;

/**
 * Brings the bot into a guild, with a role of its own that holds `permissions`. The bot hears `GUILD_CREATE`. Nothing happens when it is there already.
 */
export function inviteBot(world: World, guild: GuildRecord, permissions = usualBotPermissions): void {
  const bot = world.users.get(world.application.botId);
  if (!bot || guild.members.has(bot.id)) return;
  const member = newMember(world, bot);
  const role = newBotRole(world, bot.username, permissions);
  guild.roles.set(role.id, role);
  member.roles.add(role.id);
  guild.members.set(bot.id, member);
  announceWhole(world, guild);
}

function newBotRole(world: World, name: string, permissions: bigint): RoleRecord {
  return {
    id: world.snowflake(),
    name,
    permissions,
    position: 1,
    color: 0,
    hoist: false,
    managed: true,
    mentionable: false,
    botId: world.application.botId,
  };
}

/** Takes the bot out of a guild: its role, its voice and the guild's commands go. The bot hears `GUILD_DELETE`. */
export function removeBot(world: World, guild: GuildRecord): void {
  const { botId } = world.application;
  const member = guild.members.get(botId);
  if (!member) return;
  world.dispatch(GatewayDispatchEvents.GuildDelete, { id: guild.id }, { guildId: guild.id });
  guild.members.delete(botId);
  guild.commands.clear();
  removeVoiceState(world, guild, botId);
  const role = botRole(world, guild);
  if (role) guild.roles.delete(role.id);
}

/** The bot's own role in a guild: what its invitation gave it. The owner may edit it. */
export function botRole(world: World, guild: GuildRecord): RoleRecord | undefined {
  return [...guild.roles.values()].find((role) => role.botId === world.application.botId);
}

/** Begins or ends an outage. While it lasts the bot hears nothing of the guild. */
export function setOutage(world: World, guild: GuildRecord, down: boolean): void {
  if (guild.available !== down) return;
  if (down) {
    const data = { id: guild.id, unavailable: true };
    world.dispatch(GatewayDispatchEvents.GuildDelete, data, { guildId: guild.id });
    guild.available = false;
  } else {
    guild.available = true;
    announceWhole(world, guild);
  }
}

function announceWhole(world: World, guild: GuildRecord): void {
  if (!guild.members.has(world.application.botId)) return;
  const data = projectGuildCreate(world, guild, ALL_INTENTS);
  world.dispatch(GatewayDispatchEvents.GuildCreate, data, { guildId: guild.id });
}
