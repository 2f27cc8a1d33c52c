import { InteractionResponseType, MessageFlags, type APIInteractionResponse } from 'discord-api-types/v10';
import { answerInteraction } from '../../store/interaction-answers.js';
import type { InteractionAnswer, InteractionRecord } from '../../store/interaction-record.js';
import { interactionToAnswer } from '../../store/interactions.js';
import { projectMessage } from '../../store/project-message.js';
import type { World } from '../../store/world.js';
import { refuseUnhandled } from '../fields.js';
import { replyBody } from '../reply-body.js';
import type { RestAnswer, RestRequest, Route } from '../route.js';
import { param } from '../scope.js';

/** What the `data` of an answer holds that is no message. */
const otherDataFields = ['choices', 'custom_id', 'title'];

const withResource: ReadonlySet<InteractionResponseType> = new Set([
  InteractionResponseType.ChannelMessageWithSource,
  InteractionResponseType.UpdateMessage,
]);

function postCallback(request: RestRequest): RestAnswer {
  const { world, body, query } = request;
  const response = body as APIInteractionResponse;
  refuseUnhandled(response, ['type', 'data']);
  const said = replyBody(request, 'data' in response ? response.data : {}, otherDataFields);
  const record = interactionToAnswer(world, param(request, 'interaction_id'), param(request, 'interaction_token'));
  const answer = answerInteraction(world, record, response, said);
  return query.get('with_response') === 'true' ? { body: projectCallback(world, record, answer) } : {};
}

function projectCallback(world: World, record: InteractionRecord, { type, message }: InteractionAnswer) {
  const { id, type: interactionType, channel, guild } = record;
  const flags = message?.api.flags ?? 0;
  return {
    interaction: {
      id,
      type: interactionType,
      channel_id: channel.id,
      ...(guild && { guild_id: guild.id }),
      ...(message && {
        response_message_id: message.api.id,
        response_message_loading: (flags & MessageFlags.Loading) !== 0,
        response_message_ephemeral: (flags & MessageFlags.Ephemeral) !== 0,
      }),
    },
    // Discord's schema knows no resource of a deferred answer.
    ...(message && withResource.has(type) && { resource: { type, message: projectMessage(world, message) } }),
  };
}

/** How the bot answers what people do. */
export const interactionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/interactions/{interaction_id}/{interaction_token}/callback',
    open: true,
    handle: postCallback,
  },
];
