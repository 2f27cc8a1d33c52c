import type { Actor } from '../store/audit-log.js';
import { invalidForm, refuse } from '../store/errors.js';
import type { ChannelRecord, GuildRecord, MemberRecord, RoleRecord, UserRecord } from '../store/records.js';
import type { RestRequest } from './route.js';

/** The bot as the one who acts, with the request's reason for the audit log. */
export function actorOf(request: RestRequest): Actor {
  return { userId: request.botId, reason: request.reason };
}

/** A parameter of the path. A route that asks for one that its template lacks is wrong itself. */
export function param(request: RestRequest, name: string): string {
  const value = request.params[name];
  if (value === undefined) throw new Error(`The route's template has no parameter {${name}}`);
  return value;
}

/**
 * The guild that the path names.
 *
 * @throws {DiscordError} 10004 also when the bot is not in it
 */
export function guildOf(request: RestRequest): GuildRecord {
  const guild = request.world.guild(param(request, 'guild_id'));
  if (!guild.members.has(request.botId)) throw refuse('unknownGuild');
  return guild;
}

/**
 * The channel that the path names, and its guild.
 *
 * @throws {DiscordError} 10003, 50001 when the bot is not in its guild, 50003 for a direct message channel
 */
export function guildChannelOf(request: RestRequest): { guild: GuildRecord; channel: ChannelRecord } {
  const channel = request.world.channel(param(request, 'channel_id'));
  if (channel.guildId === null) throw refuse('cannotActOnDirectMessage');
  const guild = request.world.guild(channel.guildId);
  if (!guild.members.has(request.botId)) throw refuse('missingAccess');
  return { guild, channel };
}

/** @throws {DiscordError} 10013 */
export function userOf(request: RestRequest): UserRecord {
  const user = request.world.users.get(param(request, 'user_id'));
  if (!user) throw refuse('unknownUser');
  return user;
}

/** @throws {DiscordError} 10013 for an id that is nobody's, 10007 for who is not in the guild */
export function memberOf(request: RestRequest, guild: GuildRecord): MemberRecord {
  return request.world.member(guild, userOf(request).id);
}

/** @throws {DiscordError} 10011 */
export function roleOf(guild: GuildRecord, roleId: string): RoleRecord {
  const role = guild.roles.get(roleId);
  if (!role) throw refuse('unknownRole');
  return role;
}

/**
 * A whole number of the query, such as `limit`.
 *
 * @throws {DiscordError} 50035 unless it is from 1 to `max`
 */
export function limitOf(request: RestRequest, fallback: number, max: number): number {
  const text = request.query.get('limit');
  if (text === null) return fallback;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= max) return limit;
  throw invalidForm('limit', 'NUMBER_TYPE_MAX', `int value should be between 1 and ${max}.`);
}
