import { AuditLogEvent, GatewayDispatchEvents, MessageType, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { audit, type Actor } from './audit-log.js';
import { removeBot } from './bot-membership.js';
import { refuse } from './errors.js';
import { requireOver } from './hierarchy.js';
import { purgeMessages } from './message-purge.js';
import { require } from './permissions.js';
import { projectMember } from './project-member.js';
import { projectUser } from './project-user.js';
import type { GuildRecord, MemberRecord, UserRecord } from './records.js';
import { newMember } from './new-member.js';
import { tellInSystemChannel } from './system-messages.js';
import { removeVoiceState } from './voice-states.js';
import type { World } from './world.js';

/**
 * A person, or another bot, joins the guild. Who is in it already stays as he is.
 *
 * @throws {DiscordError} 40007 for who is banned
 */
export function addMember(
  world: World,
  guild: GuildRecord,
  user: UserRecord,
  start: { readonly nick?: string | null; readonly roles?: Iterable<string> } = {},
): MemberRecord {
  const present = guild.members.get(user.id);
  if (present) return present;
  if (guild.bans.has(user.id)) throw refuse('banned');
  const member = { ...newMember(world, user), nick: start.nick ?? null, roles: new Set(start.roles) };
  guild.members.set(user.id, member);
  const data = { ...projectMember(member), guild_id: guild.id };
  world.dispatch(GatewayDispatchEvents.GuildMemberAdd, data, { guildId: guild.id });
  tellInSystemChannel(world, guild, user, MessageType.UserJoin);
  return member;
}

/**
 * A member leaves, by himself or not: his presence and his voice state go with him. When it is the bot under test, the
 * whole guild goes from its view.
 */
export function removeMember(world: World, guild: GuildRecord, member: MemberRecord): void {
  if (member.user.id === world.application.botId) {
    removeBot(world, guild);
    return;
  }
  const data = { guild_id: guild.id, user: projectUser(member.user) };
  guild.members.delete(member.user.id);
  guild.presences.delete(member.user.id);
  world.dispatch(GatewayDispatchEvents.GuildMemberRemove, data, { guildId: guild.id });
  removeVoiceState(world, guild, member.user.id);
}

/** @throws {DiscordError} 50013 without Kick Members, or when the member is not below the actor */
export function kickMember(world: World, guild: GuildRecord, actor: Actor, member: MemberRecord): void {
  requireOver(world, guild, actor.userId, member, Bits.KickMembers);
  removeMember(world, guild, member);
  audit(world, guild, actor, AuditLogEvent.MemberKick, member.user.id);
}

/**
 * Bans a user, also one who is not in the guild, and deletes what he wrote in the last `purge` milliseconds.
 *
 * @throws {DiscordError} 50013 without Ban Members, or when he is a member who is not below the actor
 */
export function banUser(world: World, guild: GuildRecord, actor: Actor, user: UserRecord, purge = 0): void {
  const member = guild.members.get(user.id);
  if (member) requireOver(world, guild, actor.userId, member, Bits.BanMembers);
  else requireBan(world, guild, actor);
  if (guild.bans.has(user.id)) return;
  guild.bans.set(user.id, actor.reason);
  const data = { guild_id: guild.id, user: projectUser(user) };
  world.dispatch(GatewayDispatchEvents.GuildBanAdd, data, { guildId: guild.id });
  if (member) removeMember(world, guild, member);
  if (purge > 0) purgeMessages(world, guild, user.id, world.clock.now() - purge);
  audit(world, guild, actor, AuditLogEvent.MemberBanAdd, user.id);
}

/** @throws {DiscordError} 10026 for who is not banned, 50013 without Ban Members */
export function unbanUser(world: World, guild: GuildRecord, actor: Actor, user: UserRecord): void {
  requireBan(world, guild, actor);
  if (!guild.bans.delete(user.id)) throw refuse('unknownBan');
  const data = { guild_id: guild.id, user: projectUser(user) };
  world.dispatch(GatewayDispatchEvents.GuildBanRemove, data, { guildId: guild.id });
  audit(world, guild, actor, AuditLogEvent.MemberBanRemove, user.id);
}

function requireBan(world: World, guild: GuildRecord, actor: Actor): void {
  require(world, guild, actor.userId, null, Bits.BanMembers);
}
