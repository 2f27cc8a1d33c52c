import {
  MessageFlags,
  MessageType,
  type APIGuildMember,
  type APIMessage,
  type APIReaction,
  type GatewayMessageCreateDispatchData,
} from 'discord-api-types/v10';
import { emojiOfKey } from './emojis.js';
import { noFlags } from './flags.js';
import { projectGuildChannel } from './project-channel.js';
import { projectMember } from './project-member.js';
import type { GuildRecord, MessageRecord } from './records.js';
import type { World } from './world.js';

/** The wire form of a message, with its reactions and the message that it replies to as they are now. */
export function projectMessage(world: World, record: MessageRecord): APIMessage {
  const reactions = [...record.reactions].map(([key, users]) => projectReaction(world, key, users));
  return {
    ...record.api,
    ...(reactions.length > 0 && { reactions }),
    ...(pointing.has(record.api.type) && { referenced_message: referenced(world, record.api) }),
    ...threadField(world, record.api),
  };
}

const pointing: ReadonlySet<MessageType> = new Set([MessageType.Reply, MessageType.ThreadStarterMessage]);

/** The thread that was started from a message has its id. */
function threadField(
  world: World,
  { id, flags = noFlags() }: APIMessage,
): { thread?: NonNullable<APIMessage['thread']> } {
  const thread = (flags & MessageFlags.HasThread) === 0 ? undefined : world.channels.get(id);
  if (!thread?.thread) return {};
  return { thread: projectGuildChannel(thread, world.application.botId) as NonNullable<APIMessage['thread']> };
}

function referenced(world: World, { message_reference: reference }: APIMessage): APIMessage | null {
  const channel = world.channels.get(reference?.channel_id ?? '');
  const target = channel?.messages.get(reference?.message_id ?? '');
  return target?.api ?? null;
}

function projectReaction(world: World, key: string, users: ReadonlySet<string>): APIReaction {
  return {
    emoji: emojiOfKey(key),
    count: users.size,
    count_details: { burst: 0, normal: users.size },
    burst_colors: [],
    me: users.has(world.application.botId),
    me_burst: false,
  };
}

/** A message as events bring it: of a guild with the members behind the author and the mentioned users. */
export function projectMessageEvent(world: World, record: MessageRecord): GatewayMessageCreateDispatchData {
  const message = projectMessage(world, record);
  const channel = world.channels.get(message.channel_id);
  const guild = channel?.guildId ? world.guilds.get(channel.guildId) : undefined;
  const data = { ...message, ...(channel && { channel_type: channel.type as never }) };
  // Discord sends ephemeral messages as if they were direct ones.
  if (!guild || record.ephemeralFor !== null) return data;
  const author = guild.members.get(message.author.id);
  return {
    ...data,
    mentions: message.mentions.map((user) => ({ ...user, ...memberField(guild, user.id) })),
    ...(author && { member: withoutUser(projectMember(author)) }),
  };
}

function memberField(guild: GuildRecord, userId: string): { member?: Omit<APIGuildMember, 'user'> } {
  const member = guild.members.get(userId);
  return member ? { member: withoutUser(projectMember(member)) } : {};
}

/** A member where the payload has the user beside it. */
export function withoutUser<Member extends { user?: unknown }>(member: Member): Omit<Member, 'user'> {
  const { user: _user, ...others } = member;
  return others;
}
