import { GatewayDispatchEvents as Events, GatewayIntentBits, type APIMessage } from 'discord-api-types/v10';
import type { Dispatch } from '../store/world.js';

/** Whether a dispatch must be blanked for a session that asked for `intents`. */
export function hidesContent({ event, to }: Dispatch, intents: number): boolean {
  const isMessage = event === Events.MessageCreate || event === Events.MessageUpdate;
  return isMessage && to.guildId !== null && (intents & GatewayIntentBits.MessageContent) === 0;
}

/**
 * A message as a bot without the message content intent gets it: without what people wrote, unless the bot wrote it or is
 * mentioned in it. The message that it replies to is judged by itself.
 */
export function withoutContent(message: APIMessage, botId: string): APIMessage {
  const { referenced_message: referenced } = message;
  const visible = isOwn(message, botId) ? message : { ...message, ...blank(message) };
  return referenced ? { ...visible, referenced_message: withoutContent(referenced, botId) } : visible;
}

function isOwn({ author, mentions }: APIMessage, botId: string): boolean {
  return author.id === botId || mentions.some(({ id }) => id === botId);
}

function blankSnapshots({ message_snapshots: snapshots }: APIMessage): Partial<APIMessage> {
  if (!snapshots) return {};
  const blanked = { content: '', embeds: [], attachments: [], components: [] };
  return { message_snapshots: snapshots.map(({ message }) => ({ message: { ...message, ...blanked } })) };
}

function blank(message: APIMessage): Partial<APIMessage> {
  return {
    content: '',
    embeds: [],
    attachments: [],
    ...(message.components && { components: [] }),
    ...blankSnapshots(message),
  };
}
