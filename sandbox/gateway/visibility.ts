import { GatewayDispatchEvents as Events, PermissionFlagsBits } from 'discord-api-types/v10';
import { isThread } from '../store/channel-rules.js';
import { may } from '../store/permissions.js';
import type { ChannelRecord } from '../store/records.js';
import type { Dispatch, World } from '../store/world.js';

/** What is said in a channel reaches only those who see it. Channels, roles and voice states reach every bot. */
const spoken: ReadonlySet<Events> = new Set([
  Events.MessageCreate,
  Events.MessageUpdate,
  Events.MessageDelete,
  Events.MessageDeleteBulk,
  Events.MessageReactionAdd,
  Events.MessageReactionRemove,
  Events.MessageReactionRemoveAll,
  Events.MessageReactionRemoveEmoji,
  Events.MessagePollVoteAdd,
  Events.MessagePollVoteRemove,
  Events.ChannelPinsUpdate,
  Events.TypingStart,
]);

/** Whether the bot may see what a dispatch is about. */
export function isVisible(world: World, { event, data, to }: Dispatch): boolean {
  if (to.guildId === null || !spoken.has(event)) return true;
  const channel = world.channels.get((data as { readonly channel_id?: string }).channel_id ?? '');
  const guild = world.guilds.get(to.guildId);
  if (!channel || !guild) return true;
  return may(world, guild, world.application.botId, deciding(world, channel), PermissionFlagsBits.ViewChannel);
}

/** A thread has no permissions of its own: those of the channel that it belongs to decide. */
function deciding(world: World, channel: ChannelRecord): ChannelRecord {
  return (isThread(channel) && world.channels.get(channel.parentId ?? '')) || channel;
}
