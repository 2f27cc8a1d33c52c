import { editReply, followUp, replyOf } from '../../store/interaction-messages.js';
import type { InteractionRecord } from '../../store/interaction-record.js';
import { interactionOfWebhook } from '../../store/interactions.js';
import { deleteMessage } from '../../store/messages.js';
import { projectMessage } from '../../store/project-message.js';
import type { MessageRecord } from '../../store/records.js';
import { replyBody } from '../reply-body.js';
import type { RestAnswer, RestRequest, Route } from '../route.js';
import { param } from '../scope.js';

function interactionOf(request: RestRequest): InteractionRecord {
  return interactionOfWebhook(request.world, param(request, 'webhook_id'), param(request, 'webhook_token'));
}

/** The message that the path names: without an id in it the first answer. */
function replyIn(request: RestRequest): MessageRecord {
  return replyOf(interactionOf(request), request.params['message_id'] ?? '@original');
}

function postFollowUp(request: RestRequest): RestAnswer {
  const message = followUp(request.world, interactionOf(request), replyBody(request, request.body));
  return { body: projectMessage(request.world, message) };
}

function getMessage(request: RestRequest): RestAnswer {
  return { body: projectMessage(request.world, replyIn(request)) };
}

function patchMessage(request: RestRequest): RestAnswer {
  const message = editReply(request.world, replyIn(request), replyBody(request, request.body));
  return { body: projectMessage(request.world, message) };
}

function removeMessage(request: RestRequest): RestAnswer {
  deleteMessage(request.world, replyIn(request));
  return {};
}

const webhook = '/webhooks/{webhook_id}/{webhook_token}';

function messageRoutesAt(path: string): Route[] {
  return [
    { method: 'GET', path, open: true, handle: getMessage },
    { method: 'PATCH', path, open: true, handle: patchMessage },
    { method: 'DELETE', path, open: true, handle: removeMessage },
  ];
}

/** The webhook that an interaction's token opens. Webhooks of channels are not emulated. */
export const webhookRoutes: readonly Route[] = [
  { method: 'POST', path: webhook, open: true, handle: postFollowUp },
  ...messageRoutesAt(`${webhook}/messages/@original`),
  ...messageRoutesAt(`${webhook}/messages/{message_id}`),
];
