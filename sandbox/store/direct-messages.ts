import { ChannelType } from 'discord-api-types/v10';
import { refuse } from './errors.js';
import type { ChannelRecord } from './records.js';
import type { World } from './world.js';

/**
 * The direct message channel between the bot and a user, made when there is none yet. Bots hear nothing of its creation.
 *
 * @throws {DiscordError} 10013 for an unknown user, 50033 for the bot itself, 50007 for another bot
 */
export function openDirectMessages(world: World, userId: string): ChannelRecord {
  const user = world.users.get(userId);
  if (!user) throw refuse('unknownUser');
  if (user.id === world.application.botId) throw refuse('invalidRecipients');
  if (user.bot) throw refuse('cannotMessageUser');
  const present = [...world.channels.values()].find(({ recipientId }) => recipientId === userId);
  if (present) return present;
  const channel = directMessageChannel(world.snowflake(), userId);
  world.channels.set(channel.id, channel);
  return channel;
}

function directMessageChannel(id: string, recipientId: string): ChannelRecord {
  return {
    id,
    guildId: null,
    type: ChannelType.DM,
    name: '',
    position: 0,
    parentId: null,
    overwrites: [],
    topic: null,
    nsfw: false,
    bitrate: 0,
    userLimit: 0,
    rtcRegion: null,
    slowmode: 0,
    lastMessageId: null,
    status: null,
    recipientId,
    messages: new Map(),
  };
}
