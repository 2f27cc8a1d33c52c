import type { APIEmbed } from 'discord-api-types/v10';
import { refuse } from './errors.js';
import { contentOf, rewriteMessage } from './message-log.js';
import type { MessageRecord } from './records.js';
import type { World } from './world.js';

/**
 * Discord adds previews of links to a message, some time after it was sent: MESSAGE_UPDATE, and yet nobody has edited it.
 *
 * @throws {DiscordError} 10003, 10008
 */
export function unfurl(world: World, message: MessageRecord, embeds: readonly APIEmbed[]): void {
  const channel = world.channel(message.api.channel_id);
  if (channel.messages.get(message.api.id) !== message) throw refuse('unknownMessage');
  rewriteMessage(world, channel, message, { ...contentOf(message), embeds: [...embeds] }, false);
}
