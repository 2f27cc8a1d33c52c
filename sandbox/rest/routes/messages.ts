import { editOwnMessage, removeMessage, sendMessage } from '../../store/message-acts.js';
import { bulkDelete, readHistory, readMessage } from '../../store/message-history.js';
import { projectMessage } from '../../store/project-message.js';
import { startTyping } from '../../store/typing.js';
import { refuseUnhandled } from '../fields.js';
import { messageChange, messageToSend } from '../message-body.js';
import type { RestAnswer, RestRequest, Route } from '../route.js';
import { actorOf, limitOf, param } from '../scope.js';
import { placedMessageOf, textChannelOf } from '../text-scope.js';

function listMessages(request: RestRequest): RestAnswer {
  const { world, botId, query } = request;
  const anchor = (name: string) => query.get(name) ?? undefined;
  const page = { before: anchor('before'), after: anchor('after'), around: anchor('around') };
  const limit = limitOf(request, 50, 100);
  const records = readHistory(world, textChannelOf(request), botId, { ...page, limit });
  return { body: records.map((record) => projectMessage(world, record)) };
}

function getMessage(request: RestRequest): RestAnswer {
  const record = readMessage(request.world, textChannelOf(request), request.botId, param(request, 'message_id'));
  return { body: projectMessage(request.world, record) };
}

function postMessage(request: RestRequest): RestAnswer {
  const record = sendMessage(request.world, textChannelOf(request), request.botId, messageToSend(request));
  return { body: projectMessage(request.world, record) };
}

function patchMessage(request: RestRequest): RestAnswer {
  const { record } = placedMessageOf(request);
  editOwnMessage(request.world, record, request.botId, messageChange(request));
  return { body: projectMessage(request.world, record) };
}

function removeOne(request: RestRequest): RestAnswer {
  removeMessage(request.world, placedMessageOf(request).record, actorOf(request));
  return {};
}

function removeMany(request: RestRequest): RestAnswer {
  refuseUnhandled(request.body, ['messages']);
  const { messages } = request.body as { messages: string[] };
  bulkDelete(request.world, textChannelOf(request), actorOf(request), messages);
  return {};
}

function type(request: RestRequest): RestAnswer {
  startTyping(request.world, textChannelOf(request), request.botId);
  return {};
}

/** What the bot reads and writes in channels. */
export const messageRoutes: readonly Route[] = [
  { method: 'GET', path: '/channels/{channel_id}/messages', handle: listMessages },
  { method: 'POST', path: '/channels/{channel_id}/messages', handle: postMessage },
  { method: 'POST', path: '/channels/{channel_id}/messages/bulk-delete', handle: removeMany },
  { method: 'GET', path: '/channels/{channel_id}/messages/{message_id}', handle: getMessage },
  { method: 'PATCH', path: '/channels/{channel_id}/messages/{message_id}', handle: patchMessage },
  { method: 'DELETE', path: '/channels/{channel_id}/messages/{message_id}', handle: removeOne },
  { method: 'POST', path: '/channels/{channel_id}/typing', handle: type },
];
