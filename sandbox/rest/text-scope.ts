import { refuse } from '../store/errors.js';
import { messageOf } from '../store/messages.js';
import type { PlacedMessage } from '../store/reactions.js';
import type { ChannelRecord } from '../store/records.js';
import { seesMessages } from '../store/text-places.js';
import type { RestRequest } from './route.js';
import { param } from './scope.js';

/**
 * The channel that the path names, a guild's or one of direct messages.
 *
 * @throws {DiscordError} 10003
 */
export function textChannelOf(request: RestRequest): ChannelRecord {
  return request.world.channel(param(request, 'channel_id'));
}

/**
 * The message that the path names.
 *
 * @throws {DiscordError} 10003, 10008, 50001 when the bot does not see the channel
 */
export function placedMessageOf(request: RestRequest): PlacedMessage {
  const channel = textChannelOf(request);
  if (!seesMessages(request.world, channel, request.botId)) throw refuse('missingAccess');
  return { channel, record: messageOf(channel, param(request, 'message_id')) };
}
