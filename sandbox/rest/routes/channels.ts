import { OverwriteType, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import type { RESTPatchAPIChannelJSONBody, RESTPutAPIChannelPermissionJSONBody } from 'discord-api-types/v10';
import { deleteChannel } from '../../store/channel-deletion.js';
import { editChannel } from '../../store/channels.js';
import { deleteOverwrite, setOverwrite } from '../../store/overwrites.js';
import { require } from '../../store/permissions.js';
import { projectChannel, projectGuildChannel } from '../../store/project-channel.js';
import type { ChannelRecord, GuildRecord } from '../../store/records.js';
import { editThread } from '../../store/thread-edits.js';
import { setVoiceStatus } from '../../store/voice-status.js';
import { channelChanges, channelFields } from '../channel-body.js';
import { refuseUnhandled } from '../fields.js';
import type { RestAnswer, RestRequest, Route } from '../route.js';
import { actorOf, guildChannelOf, param } from '../scope.js';

function getChannel(request: RestRequest): RestAnswer {
  const channel = request.world.channel(param(request, 'channel_id'));
  if (channel.guildId !== null) {
    const { guild } = guildChannelOf(request);
    require(request.world, guild, request.botId, channel, Bits.ViewChannel);
  }
  return { body: projectChannel(request.world, channel) };
}

function patchChannel(request: RestRequest): RestAnswer {
  const { guild, channel } = guildChannelOf(request);
  if (channel.thread) return patchThread(request, guild, channel);
  // discord.js sends lock_permissions, which only the bulk move of channels knows; Discord passes over it.
  refuseUnhandled(request.body, [...channelFields, 'lock_permissions']);
  const body = request.body as RESTPatchAPIChannelJSONBody;
  editChannel(request.world, guild, actorOf(request), channel, channelChanges(guild, body));
  return { body: projectGuildChannel(channel) };
}

function patchThread(request: RestRequest, guild: GuildRecord, channel: ChannelRecord): RestAnswer {
  refuseUnhandled(request.body, ['name', 'archived', 'locked', 'lock_permissions']);
  const { name, archived, locked } = request.body as RESTPatchAPIChannelJSONBody;
  editThread(request.world, guild, actorOf(request), channel, { name, archived, locked });
  return { body: projectGuildChannel(channel, request.botId) };
}

function removeChannel(request: RestRequest): RestAnswer {
  const directMessage = request.world.channel(param(request, 'channel_id'));
  // To close a direct message channel hides it in a list that bots do not have.
  if (directMessage.guildId === null) return { body: projectChannel(request.world, directMessage) };
  const { guild, channel } = guildChannelOf(request);
  deleteChannel(request.world, guild, actorOf(request), channel);
  return { body: projectGuildChannel(channel, request.botId) };
}

function putOverwrite(request: RestRequest): RestAnswer {
  const { guild, channel } = guildChannelOf(request);
  // discord.js repeats the id of the path in the body.
  refuseUnhandled(request.body, ['type', 'allow', 'deny', 'id']);
  const body = request.body as Partial<RESTPutAPIChannelPermissionJSONBody>;
  const overwrite = {
    id: param(request, 'overwrite_id'),
    type: body.type ?? OverwriteType.Role,
    allow: BigInt(body.allow ?? 0),
    deny: BigInt(body.deny ?? 0),
  };
  setOverwrite(request.world, guild, actorOf(request), channel, overwrite);
  return {};
}

function removeOverwrite(request: RestRequest): RestAnswer {
  const { guild, channel } = guildChannelOf(request);
  deleteOverwrite(request.world, guild, actorOf(request), channel, param(request, 'overwrite_id'));
  return {};
}

function putVoiceStatus(request: RestRequest): RestAnswer {
  const { guild, channel } = guildChannelOf(request);
  refuseUnhandled(request.body, ['status']);
  const { status } = request.body as { status?: string | null };
  setVoiceStatus(request.world, guild, actorOf(request), channel, status ?? null);
  return {};
}

/** What the bot does with one channel of a guild. */
export const channelRoutes: readonly Route[] = [
  { method: 'GET', path: '/channels/{channel_id}', handle: getChannel },
  { method: 'PATCH', path: '/channels/{channel_id}', handle: patchChannel },
  { method: 'DELETE', path: '/channels/{channel_id}', handle: removeChannel },
  { method: 'PUT', path: '/channels/{channel_id}/permissions/{overwrite_id}', handle: putOverwrite },
  { method: 'DELETE', path: '/channels/{channel_id}/permissions/{overwrite_id}', handle: removeOverwrite },
  { method: 'PUT', path: '/channels/{channel_id}/voice-status', handle: putVoiceStatus },
];
