import { AuditLogEvent, MessageFlags, MessageType, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { audit, type Actor } from './audit-log.js';
import { refuse, invalidForm } from './errors.js';
import type { MessageBody } from './message-content.js';
import { createMessage, deleteMessage, editMessage, type MessageDraft } from './messages.js';
import type { ChannelRecord, MessageRecord } from './records.js';
import { guildOfChannel, mayInText, requireInText } from './text-places.js';
import { speakInThread } from './thread-edits.js';
import type { World } from './world.js';

/** The flags that an author can set when he sends. */
const SENDABLE = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

/** Messages of the system that nobody can edit. */
const systemTypes: ReadonlySet<MessageType> = new Set([
  MessageType.ChannelPinnedMessage,
  MessageType.GuildBoost,
  MessageType.ThreadCreated,
  MessageType.ThreadStarterMessage,
  MessageType.UserJoin,
]);

/** A message that somebody wants to send. */
export interface OwnMessage extends MessageBody, Pick<MessageDraft, 'tts' | 'nonce' | 'enforceNonce'> {
  readonly replyTo?: { readonly messageId: string; readonly failIfNotExists: boolean } | undefined;
}

/**
 * Somebody sends a message. Needs View Channel and Send Messages, on voice Connect, for embeds Embed Links, for files
 * Attach Files, to speak aloud Send TTS Messages, for a reply Read Message History.
 *
 * @throws {DiscordError} 50001, 50006, 50007, 50008, 50013, 50035, 160002, 160005
 */
export function sendMessage(world: World, channel: ChannelRecord, authorId: string, wanted: OwnMessage): MessageRecord {
  requireInText(world, channel, authorId, neededBits(wanted));
  requireReachable(world, channel, authorId);
  speakInThread(world, channel, authorId);
  const author = world.users.get(authorId);
  if (!author) throw refuse('unknownUser');
  const { replyTo, ...said } = wanted;
  return createMessage(world, {
    ...said,
    channel,
    author,
    flags: (wanted.flags ?? 0) & SENDABLE,
    replyTo: replyTo && replyTarget(world, channel, authorId, replyTo),
  });
}

function neededBits({ embeds, uploads, tts }: OwnMessage): bigint {
  const forEmbeds = embeds?.length ? Bits.EmbedLinks : 0n;
  const forFiles = uploads?.length ? Bits.AttachFiles : 0n;
  return Bits.SendMessages | forEmbeds | forFiles | (tts ? Bits.SendTTSMessages : 0n);
}

/** A direct message of the bot reaches whoever shares a guild with it and takes such messages. */
function requireReachable(world: World, { guildId, recipientId }: ChannelRecord, authorId: string): void {
  if (guildId !== null || recipientId === null || authorId !== world.application.botId) return;
  const shared = [...world.guilds.values()].some(({ members }) => members.has(recipientId) && members.has(authorId));
  if (!shared || world.unreachable.has(recipientId)) throw refuse('cannotMessageUser');
}

function replyTarget(
  world: World,
  channel: ChannelRecord,
  authorId: string,
  { messageId, failIfNotExists }: NonNullable<OwnMessage['replyTo']>,
): MessageRecord | null {
  if (!mayReadHistory(world, channel, authorId)) throw refuse('cannotReplyWithoutHistory');
  const target = channel.messages.get(messageId);
  if (target && target.ephemeralFor === null) return target;
  if (failIfNotExists) throw invalidForm('message_reference', 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
  return null;
}

/** Whether a user may read what was written before. In direct messages both people may. */
export function mayReadHistory(world: World, channel: ChannelRecord, userId: string): boolean {
  return channel.guildId === null || mayInText(world, channel, userId, Bits.ReadMessageHistory);
}

/**
 * The author edits his message. Somebody with Manage Messages may change the flag SuppressEmbeds of others' messages, and
 * nothing else.
 *
 * @throws {DiscordError} 50001, 50005 for somebody else's message, 50006, 50013, 50021, 50035
 */
export function editOwnMessage(world: World, message: MessageRecord, userId: string, change: MessageBody): void {
  const channel = world.channel(message.api.channel_id);
  requireInText(world, channel, userId);
  if (systemTypes.has(message.api.type)) throw refuse('systemMessage');
  if (message.api.author.id !== userId) {
    if (!changesOnlyFlags(change)) throw refuse('cannotEditOthersMessage');
    requireManaging(world, channel, userId);
    editMessage(world, message, { flags: (change.flags ?? 0) & MessageFlags.SuppressEmbeds });
    return;
  }
  const added = change.embeds?.length ? Bits.EmbedLinks : 0n;
  requireInText(world, channel, userId, added | (change.uploads?.length ? Bits.AttachFiles : 0n));
  editMessage(world, message, change);
}

function changesOnlyFlags({ flags, ...others }: MessageBody): boolean {
  return flags !== undefined && Object.values(others).every((value) => value === undefined);
}

/**
 * Somebody deletes a message: his own, or with Manage Messages another's.
 *
 * @throws {DiscordError} 50001, 50003 for the other's message in a direct message channel, 50013, 50021
 */
export function removeMessage(world: World, message: MessageRecord, actor: Actor): void {
  const channel = world.channel(message.api.channel_id);
  requireInText(world, channel, actor.userId);
  if (message.api.type === MessageType.ThreadStarterMessage) throw refuse('systemMessage');
  const authorId = message.api.author.id;
  if (authorId !== actor.userId) requireManaging(world, channel, actor.userId);
  deleteMessage(world, message);
  const guild = guildOfChannel(world, channel);
  // Discord does not log what an author, or a bot, deletes one by one.
  if (!guild || authorId === actor.userId || actor.userId === world.application.botId) return;
  audit(world, guild, actor, AuditLogEvent.MessageDelete, authorId, { channel_id: channel.id, count: '1' });
}

/** @throws {DiscordError} 50001, 50003 in a direct message channel, 50013 without Manage Messages */
export function requireManaging(world: World, channel: ChannelRecord, userId: string): void {
  if (channel.guildId === null) throw refuse('cannotActOnDirectMessage');
  requireInText(world, channel, userId, Bits.ManageMessages);
}
