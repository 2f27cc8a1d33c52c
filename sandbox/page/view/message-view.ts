import {
  ComponentType,
  MessageFlags,
  MessageType,
  PermissionFlagsBits as Bits,
  type APIMessage,
} from 'discord-api-types/v10';
import { seesMessage } from '../../people/component-acts.js';
import { everyComponent } from '../../store/component-tree.js';
import { emojiOfKey } from '../../store/emojis.js';
import { mayReadHistory } from '../../store/message-acts.js';
import { projectMessage } from '../../store/project-message.js';
import type { ChannelRecord, GuildRecord, MessageRecord } from '../../store/records.js';
import { mayInText } from '../../store/text-places.js';
import type { MessageView, OpenChannelView, ReactionView, ReplyView } from '../protocol/seat-view.js';
import { memberOf, nameOf, type Looker } from './looker.js';
import { nameColor } from './member-view.js';

/** The open channel, its messages aside. */
export function viewOpen(looker: Looker): OpenChannelView | null {
  const { world, channel, user } = looker;
  if (!channel) return null;
  const may = (bits: bigint) => channel.guildId === null || mayInText(world, channel, user.id, bits);
  return {
    channel: channel.id,
    name: channel.guildId === null ? nameOf(world, null, world.application.botId) : channel.name,
    more: seenIn(looker, channel).length > looker.messages,
    canSend: may(Bits.SendMessages),
    canReact: may(Bits.AddReactions | Bits.ReadMessageHistory),
    canManage: channel.guildId !== null && may(Bits.ManageMessages),
  };
}

/** The messages of the open channel that the looker sees: so many of the last ones. */
export function viewMessages(looker: Looker): MessageView[] {
  const { channel } = looker;
  if (!channel) return [];
  return seenIn(looker, channel)
    .slice(-looker.messages)
    .map((record) => viewMessage(looker, channel, record));
}

/** Who may not read the history sees only what comes while he looks. */
function seenIn({ world, user, since, dismissed }: Looker, channel: ChannelRecord): MessageRecord[] {
  const readsHistory = mayReadHistory(world, channel, user.id);
  return [...channel.messages.values()].filter(
    (record) =>
      !dismissed.has(record.api.id) &&
      (readsHistory || Date.parse(record.api.timestamp) >= since) &&
      seesMessage(world, user, record),
  );
}

function viewMessage(looker: Looker, channel: ChannelRecord, record: MessageRecord): MessageView {
  const { world, user } = looker;
  const guild = channel.guildId === null ? null : world.guild(channel.guildId);
  const api = projectMessage(world, record);
  const own = api.author.id === user.id;
  const flags = api.flags ?? 0;
  const name = authorName(looker, guild, api);
  const system = systemText(api, name);
  // What is forwarded says nothing itself.
  const forwarded = api.message_snapshots?.[0]?.message;
  const said = forwarded ?? api;
  return {
    id: api.id,
    author: {
      id: api.author.id,
      name,
      bot: api.author.bot ?? false,
      color: nameColor(guild, api.author.id),
    },
    at: Date.parse(api.timestamp),
    editedAt: api.edited_timestamp === null ? null : Date.parse(api.edited_timestamp),
    content: system === null ? said.content : '',
    components: said.components ?? [],
    embeds: (flags & MessageFlags.SuppressEmbeds) === 0 ? said.embeds : [],
    attachments: said.attachments,
    reactions: [...record.reactions].map(([key, users]) => viewReaction(looker, guild, key, users)),
    reply: viewReply(looker, guild, api),
    command: viewCommand(looker, guild, api),
    ephemeral: record.ephemeralFor !== null,
    forwarded: forwarded !== undefined,
    loading: (flags & MessageFlags.Loading) !== 0,
    pinned: record.pinnedAt !== null,
    mentionsMe: mentions(looker, api),
    silent: (flags & MessageFlags.SuppressNotifications) !== 0,
    system,
    canEdit: own && system === null,
    canDelete: record.ephemeralFor === null && (own || mayInText(world, channel, user.id, Bits.ManageMessages)),
  };
}

function viewReaction(
  { world, user }: Looker,
  guild: GuildRecord | null,
  key: string,
  users: ReadonlySet<string>,
): ReactionView {
  return {
    emoji: key,
    name: emojiOfKey(key).name ?? '',
    count: users.size,
    me: users.has(user.id),
    names: [...users].map((id) => nameOf(world, guild, id)),
  };
}

function viewReply({ world }: Looker, guild: GuildRecord | null, api: APIMessage): ReplyView | null {
  const id = api.message_reference?.message_id;
  // What answers a component refers to its message, which stands right there.
  if (id === undefined || api.type !== MessageType.Reply || api.interaction_metadata) return null;
  const target = api.referenced_message;
  if (!target) return { id, gone: true, authorName: '', excerpt: '' };
  return { id, gone: false, authorName: nameOf(world, guild, target.author.id), excerpt: excerptOf(target) };
}

const EXCERPT = 100;

/** The first line of what a message says, be it content or components. */
function excerptOf({ content, components = [] }: APIMessage): string {
  const text = everyComponent(components).find(({ component }) => component.type === ComponentType.TextDisplay);
  const said = content === '' ? (text?.component as { content?: string } | undefined)?.content : content;
  const [line = ''] = (said ?? '').split('\n');
  return line.length > EXCERPT ? `${line.slice(0, EXCERPT - 1)}…` : line;
}

function viewCommand(
  { world, notes }: Looker,
  guild: GuildRecord | null,
  { interaction_metadata: metadata }: APIMessage,
): MessageView['command'] {
  if (!metadata) return null;
  const note = notes.get(metadata.id);
  if (note && note.kind !== 'command') return null;
  const { id } = metadata.user;
  return { user: id, userName: nameOf(world, guild, id), name: note?.label ?? null };
}

function mentions(looker: Looker, api: APIMessage): boolean {
  const member = memberOf(looker);
  return (
    api.mention_everyone ||
    api.mentions.some(({ id }) => id === looker.user.id) ||
    api.mention_roles.some((id) => member?.roles.has(id) ?? false)
  );
}

/** A webhook speaks under a name of its own, and is nobody in the world. */
function authorName({ world }: Looker, guild: GuildRecord | null, { author }: APIMessage): string {
  return world.users.has(author.id) ? nameOf(world, guild, author.id) : author.username;
}

function systemText({ type, content }: APIMessage, name: string): string | null {
  switch (type) {
    case MessageType.ChannelPinnedMessage:
      return `${name} pinned a message to this channel.`;
    case MessageType.UserJoin:
      return `${name} joined the server.`;
    case MessageType.GuildBoost:
      return `${name} boosted the server.`;
    case MessageType.ThreadCreated:
      return `${name} started a thread: ${content}`;
    case MessageType.ThreadStarterMessage:
      return `${name} started this thread.`;
    default:
      return null;
  }
}
