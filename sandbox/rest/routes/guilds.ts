import {
  ChannelType,
  PermissionFlagsBits as Bits,
  type RESTPatchAPIChannelJSONBody,
  type RESTPatchAPIGuildChannelPositionsJSONBody,
  type RESTPostAPIGuildChannelJSONBody,
} from 'discord-api-types/v10';
import { projectAuditLogEntry } from '../../store/audit-log.js';
import { isThread } from '../../store/channel-rules.js';
import { createChannel, moveChannels, type ChannelPlace } from '../../store/channels.js';
import { refuse } from '../../store/errors.js';
import { require } from '../../store/permissions.js';
import { projectGuildChannel } from '../../store/project-channel.js';
import { projectEmojis, projectGuildAnswer } from '../../store/project-guild.js';
import { projectUser } from '../../store/project-user.js';
import type { AuditLogRecord, GuildRecord } from '../../store/records.js';
import { channelChanges, channelFields } from '../channel-body.js';
import { refuseUnhandled, UnhandledFieldError } from '../fields.js';
import type { RestAnswer, RestRequest, Route } from '../route.js';
import { banRoutes } from './bans.js';
import { actorOf, guildOf, limitOf, param } from '../scope.js';

function getGuild(request: RestRequest): RestAnswer {
  const guild = guildOf(request);
  const withCounts = request.query.get('with_counts') === 'true';
  return { body: { ...projectGuildAnswer(guild), ...(withCounts && counts(guild)) } };
}

function counts(guild: GuildRecord) {
  return { approximate_member_count: guild.members.size, approximate_presence_count: guild.presences.size };
}

function listChannels(request: RestRequest): RestAnswer {
  const channels = [...guildOf(request).channels.values()].filter((channel) => !isThread(channel));
  return { body: channels.map((channel) => projectGuildChannel(channel)) };
}

const supportedTypes: ReadonlySet<ChannelType> = new Set([
  ChannelType.GuildText,
  ChannelType.GuildVoice,
  ChannelType.GuildCategory,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildStageVoice,
]);

function postChannel(request: RestRequest): RestAnswer {
  const guild = guildOf(request);
  refuseUnhandled(request.body, [...channelFields, 'type']);
  const body = request.body as RESTPostAPIGuildChannelJSONBody;
  const type = body.type ?? ChannelType.GuildText;
  if (!supportedTypes.has(type)) throw new UnhandledFieldError(`type: ${type}`);
  const settings = channelChanges(guild, body as RESTPatchAPIChannelJSONBody);
  const channel = createChannel(request.world, guild, actorOf(request), { ...settings, name: body.name, type });
  return { status: 201, body: projectGuildChannel(channel) };
}

function patchPositions(request: RestRequest): RestAnswer {
  const guild = guildOf(request);
  const rows = request.body as RESTPatchAPIGuildChannelPositionsJSONBody;
  for (const row of rows) refuseUnhandled(row, ['id', 'position', 'parent_id', 'lock_permissions']);
  const places = rows.map((row): ChannelPlace => {
    const channel = guild.channels.get(row.id);
    if (!channel) throw refuse('unknownChannel');
    return {
      channel,
      position: row.position ?? undefined,
      parentId: row.parent_id,
      lockPermissions: row.lock_permissions ?? false,
    };
  });
  moveChannels(request.world, guild, actorOf(request), places);
  return {};
}

function listEmojis(request: RestRequest): RestAnswer {
  return { body: projectEmojis(guildOf(request)) };
}

function getEmoji(request: RestRequest): RestAnswer {
  const emoji = projectEmojis(guildOf(request)).find(({ id }) => id === param(request, 'emoji_id'));
  if (!emoji) throw refuse('unknownEmoji');
  return { body: emoji };
}

function listAuditLog(request: RestRequest): RestAnswer {
  const guild = guildOf(request);
  require(request.world, guild, request.botId, null, Bits.ViewAuditLog);
  const limit = limitOf(request, 50, 100);
  const entries = guild.auditLog.toReversed().filter((entry) => matches(entry, request.query));
  const page = entries.slice(0, limit);
  const ids = new Set(page.flatMap(({ userId, targetId }) => [userId, targetId]));
  const users = [...request.world.users.values()].filter(({ id }) => ids.has(id));
  return {
    body: {
      audit_log_entries: page.map(projectAuditLogEntry),
      users: users.map(projectUser),
      application_commands: [],
      auto_moderation_rules: [],
      guild_scheduled_events: [],
      integrations: [],
      threads: [],
      webhooks: [],
    },
  };
}

function matches(entry: AuditLogRecord, query: URLSearchParams): boolean {
  const is = (name: string, value: string | null) => !query.has(name) || query.get(name) === value;
  const before = query.get('before');
  const after = query.get('after');
  return (
    is('user_id', entry.userId) &&
    is('target_id', entry.targetId) &&
    is('action_type', String(entry.actionType)) &&
    (before === null || BigInt(entry.id) < BigInt(before)) &&
    (after === null || BigInt(entry.id) > BigInt(after))
  );
}

/** What the bot does with a guild as a whole. */
export const guildRoutes: readonly Route[] = [
  { method: 'GET', path: '/guilds/{guild_id}', handle: getGuild },
  { method: 'GET', path: '/guilds/{guild_id}/channels', handle: listChannels },
  { method: 'POST', path: '/guilds/{guild_id}/channels', handle: postChannel },
  { method: 'PATCH', path: '/guilds/{guild_id}/channels', handle: patchPositions },
  { method: 'GET', path: '/guilds/{guild_id}/emojis', handle: listEmojis },
  { method: 'GET', path: '/guilds/{guild_id}/emojis/{emoji_id}', handle: getEmoji },
  { method: 'GET', path: '/guilds/{guild_id}/audit-logs', handle: listAuditLog },
  ...banRoutes,
];
