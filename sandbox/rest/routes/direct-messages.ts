import type { RESTPostAPICurrentUserCreateDMChannelJSONBody } from 'discord-api-types/v10';
import { openDirectMessages } from '../../store/direct-messages.js';
import { projectChannel } from '../../store/project-channel.js';
import { refuseUnhandled } from '../fields.js';
import type { RestAnswer, RestRequest, Route } from '../route.js';

function openChannel({ world, body }: RestRequest): RestAnswer {
  refuseUnhandled(body, ['recipient_id']);
  const { recipient_id: userId } = body as RESTPostAPICurrentUserCreateDMChannelJSONBody;
  return { body: projectChannel(world, openDirectMessages(world, userId)) };
}

/** How the bot comes to a channel of direct messages. What is written there goes by the routes of messages. */
export const directMessageRoutes: readonly Route[] = [
  { method: 'POST', path: '/users/@me/channels', handle: openChannel },
];
