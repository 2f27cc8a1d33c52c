import { GatewayDispatchEvents } from 'discord-api-types/v10';
import { projectGuildChannel } from './project-channel.js';
import { isoTime } from './project-member.js';
import type { ChannelRecord } from './records.js';
import { seesMessages } from './text-places.js';
import type { World } from './world.js';

type ThreadEvent =
  | GatewayDispatchEvents.ThreadCreate
  | GatewayDispatchEvents.ThreadUpdate
  | GatewayDispatchEvents.ThreadDelete;

/** Tells the bot that a thread came, changed, or went, if it sees the channel that the thread belongs to. */
export function announceThread(world: World, channel: ChannelRecord, event: ThreadEvent): void {
  const { guildId } = channel;
  if (guildId === null || !seesMessages(world, channel, world.application.botId)) return;
  world.dispatch(event, dataOf(world, channel, event), { guildId });
}

function dataOf(world: World, channel: ChannelRecord, event: ThreadEvent): object {
  const { id, type, guildId, parentId } = channel;
  if (event === GatewayDispatchEvents.ThreadDelete) return { id, type, guild_id: guildId, parent_id: parentId };
  const data = projectGuildChannel(channel, world.application.botId);
  return event === GatewayDispatchEvents.ThreadCreate ? { ...data, newly_created: true } : data;
}

/** Puts somebody into a thread who is not in it yet. Who is not to know of members hears of this only when it is the bot. */
export function enterThread(world: World, channel: ChannelRecord, userId: string): void {
  const { thread, guildId, id } = channel;
  if (!thread || guildId === null || thread.members.has(userId)) return;
  const now = world.clock.now();
  thread.members.set(userId, now);
  if (!seesMessages(world, channel, world.application.botId)) return;
  const data = {
    id,
    guild_id: guildId,
    member_count: Math.min(50, thread.members.size),
    added_members: [{ id, user_id: userId, join_timestamp: isoTime(now), flags: 0 }],
  };
  world.dispatch(GatewayDispatchEvents.ThreadMembersUpdate, data, { guildId });
}
