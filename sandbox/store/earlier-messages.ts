import { composeContent, nothingSaid } from './message-content.js';
import { addMessage } from './message-log.js';
import type { ChannelRecord, MessageRecord, UserRecord } from './records.js';
import type { World } from './world.js';

/**
 * Puts a message where it would stand had it been written at a time in epoch milliseconds. Nobody hears of it.
 *
 * @throws {DiscordError} 50006, 50035
 */
export function writeEarlier(
  world: World,
  author: UserRecord,
  channel: ChannelRecord,
  text: string,
  at: number,
): MessageRecord {
  const setting = { channel, authorId: author.id, repliedTo: null, before: nothingSaid };
  return addMessage(world, channel, {
    author,
    content: composeContent(world, setting, { content: text }, 0),
    writtenAt: at,
  });
}
