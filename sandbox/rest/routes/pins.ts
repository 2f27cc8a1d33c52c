import { pinMessage, pinsOf, unpinMessage } from '../../store/pins.js';
import { isoTime } from '../../store/project-member.js';
import { projectMessage } from '../../store/project-message.js';
import { invalidForm } from '../../store/errors.js';
import type { RestAnswer, RestRequest, Route } from '../route.js';
import { actorOf, limitOf } from '../scope.js';
import { placedMessageOf, textChannelOf } from '../text-scope.js';

function listPins(request: RestRequest): RestAnswer {
  const { world, botId } = request;
  const limit = limitOf(request, 50, 50);
  const before = beforeOf(request);
  const found = pinsOf(world, textChannelOf(request), botId).filter(({ pinnedAt }) => (pinnedAt ?? 0) < before);
  const items = found.slice(0, limit).map((record) => ({
    pinned_at: isoTime(record.pinnedAt ?? 0),
    message: projectMessage(world, record),
  }));
  return { body: { items, has_more: found.length > limit } };
}

function beforeOf({ query }: RestRequest): number {
  const text = query.get('before');
  if (text === null) return Infinity;
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw invalidForm('before', 'DATE_TIME_TYPE_PARSE', `Could not parse ${text}. Should be ISO8601.`);
}

/** The older way: at most fifty, without the times. */
function listOldPins(request: RestRequest): RestAnswer {
  const records = pinsOf(request.world, textChannelOf(request), request.botId).slice(0, 50);
  return { body: records.map((record) => projectMessage(request.world, record)) };
}

function pin(request: RestRequest): RestAnswer {
  pinMessage(request.world, placedMessageOf(request), actorOf(request));
  return {};
}

function unpin(request: RestRequest): RestAnswer {
  unpinMessage(request.world, placedMessageOf(request), actorOf(request));
  return {};
}

/** What the bot does with pinned messages, in the new way and in the old one. */
export const pinRoutes: readonly Route[] = [
  { method: 'GET', path: '/channels/{channel_id}/messages/pins', handle: listPins },
  { method: 'PUT', path: '/channels/{channel_id}/messages/pins/{message_id}', handle: pin },
  { method: 'DELETE', path: '/channels/{channel_id}/messages/pins/{message_id}', handle: unpin },
  { method: 'GET', path: '/channels/{channel_id}/pins', handle: listOldPins },
  { method: 'PUT', path: '/channels/{channel_id}/pins/{message_id}', handle: pin },
  { method: 'DELETE', path: '/channels/{channel_id}/pins/{message_id}', handle: unpin },
];
