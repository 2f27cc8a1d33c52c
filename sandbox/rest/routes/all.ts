import type { Route } from '../route.js';
import { applicationRoutes } from './applications.js';
import { channelRoutes } from './channels.js';
import { commandRoutes } from './commands.js';
import { directMessageRoutes } from './direct-messages.js';
import { guildRoutes } from './guilds.js';
import { interactionRoutes } from './interactions.js';
import { memberRoutes } from './members.js';
import { messageRoutes } from './messages.js';
import { pinRoutes } from './pins.js';
import { reactionRoutes } from './reactions.js';
import { roleRoutes } from './roles.js';
import { userRoutes } from './users.js';
import { voiceRoutes } from './voice.js';
import { webhookRoutes } from './webhooks.js';

/** Every operation that the sandbox knows, but for those about the gateway. */
export const allRoutes: readonly Route[] = [
  ...applicationRoutes,
  ...channelRoutes,
  ...commandRoutes,
  ...directMessageRoutes,
  ...guildRoutes,
  ...interactionRoutes,
  ...memberRoutes,
  ...messageRoutes,
  ...pinRoutes,
  ...reactionRoutes,
  ...roleRoutes,
  ...userRoutes,
  ...voiceRoutes,
  ...webhookRoutes,
];
