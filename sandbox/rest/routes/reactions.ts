import { parseEmoji, type Emoji } from '../../store/emojis.js';
import { refuse } from '../../store/errors.js';
import { projectUser } from '../../store/project-user.js';
import {
  addReaction,
  clearReactions,
  clearReactionsOf,
  reactionOn,
  reactorsOf,
  removeReaction,
  type PlacedMessage,
} from '../../store/reactions.js';
import type { RestAnswer, RestRequest, Route } from '../route.js';
import { limitOf, param } from '../scope.js';
import { placedMessageOf } from '../text-scope.js';

const reactions = '/channels/{channel_id}/messages/{message_id}/reactions';

function react(request: RestRequest): RestAnswer {
  const { world, botId } = request;
  const at = placedMessageOf(request);
  const text = param(request, 'emoji_name');
  addReaction(world, at, botId, reactionOn(at, text) ?? parseEmoji(world, text, botId));
  return {};
}

function unreact(request: RestRequest, userId: string): RestAnswer {
  const at = placedMessageOf(request);
  removeReaction(request.world, at, request.botId, emojiOf(request, at), userId);
  return {};
}

function listReactors(request: RestRequest): RestAnswer {
  const { world, botId, query } = request;
  const at = placedMessageOf(request);
  if (Number(query.get('type') ?? 0) !== 0) return { body: [] };
  const after = BigInt(query.get('after') ?? 0);
  const users = reactorsOf(world, at, botId, emojiOf(request, at))
    .filter((id) => BigInt(id) > after)
    .sort((a, b) => Number(BigInt(a) - BigInt(b)))
    .flatMap((id) => world.users.get(id) ?? []);
  return { body: users.slice(0, limitOf(request, 25, 100)).map(projectUser) };
}

function clear(request: RestRequest): RestAnswer {
  clearReactions(request.world, placedMessageOf(request), request.botId);
  return {};
}

function clearOne(request: RestRequest): RestAnswer {
  const at = placedMessageOf(request);
  clearReactionsOf(request.world, at, request.botId, emojiOf(request, at));
  return {};
}

/** The emoji of the path, as somebody has reacted with it. */
function emojiOf(request: RestRequest, at: PlacedMessage): Emoji {
  const emoji = reactionOn(at, param(request, 'emoji_name'));
  if (!emoji) throw refuse('unknownEmoji');
  return emoji;
}

/** What the bot does with reactions. */
export const reactionRoutes: readonly Route[] = [
  { method: 'DELETE', path: reactions, handle: clear },
  { method: 'GET', path: `${reactions}/{emoji_name}`, handle: listReactors },
  { method: 'DELETE', path: `${reactions}/{emoji_name}`, handle: clearOne },
  { method: 'PUT', path: `${reactions}/{emoji_name}/@me`, handle: react },
  {
    method: 'DELETE',
    path: `${reactions}/{emoji_name}/@me`,
    handle: (request) => unreact(request, request.botId),
  },
  {
    method: 'DELETE',
    path: `${reactions}/{emoji_name}/{user_id}`,
    handle: (request) => unreact(request, param(request, 'user_id')),
  },
];
