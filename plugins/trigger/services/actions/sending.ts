import type { GuildTextBasedChannel, Message, MessageCreateOptions } from 'discord.js';
import { restFailure } from 'roomkeeper';

/**
 * Sends a message. Once more when there was no answer: Discord knows by the nonce whether it has this message already, and answers
 * with that one.
 *
 * @param nonce - of this message alone; 25 characters at most.
 */
export async function sendOnce(
  channel: GuildTextBasedChannel,
  message: MessageCreateOptions,
  nonce: string,
): Promise<Message> {
  const once = { ...message, nonce, enforceNonce: true };
  try {
    return await channel.send(once);
  } catch (error) {
    if (restFailure(error) !== 'unanswered') throw error;
    return channel.send(once);
  }
}
