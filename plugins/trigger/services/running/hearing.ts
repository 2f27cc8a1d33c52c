import {
  MessageReferenceType,
  MessageType,
  type Message,
  type MessageReaction,
  type PartialMessageReaction,
} from 'discord.js';
import type { PartialUser, User } from 'discord.js';
import type { Clock, PluginContext, VoiceChange } from 'roomkeeper';
import { emojiKey } from '../../domain/emoji.js';
import { voiceEvents, type MessageEvent, type ReactionEvent } from '../../domain/event.js';
import { plainOrigin, unheard } from '../../domain/origin.js';
import type { Engine } from './engine.js';

type AnyReaction = MessageReaction | PartialMessageReaction;
type AnyUser = User | PartialUser;

/** Turns what Discord tells into events, and leaves out what no trigger hears. */
export class Hearing {
  readonly #engine: Pick<Engine, 'heard'>;
  /** Tells things apart that happen again and again to the same message or member. */
  #count = 0;

  readonly #clock: Clock;

  public constructor({ clock }: Pick<PluginContext, 'clock'>, engine: Pick<Engine, 'heard'>) {
    this.#clock = clock;
    this.#engine = engine;
  }

  public message(message: Message): Promise<void> | undefined {
    const { guild, author } = message;
    if (guild === null || unheard(originOf(message)) !== null) return undefined;
    const event: MessageEvent = {
      kind: 'message',
      id: message.id,
      channelId: message.channelId,
      parentId: parentOf(message),
      messageId: message.id,
      repliesTo: message.type === MessageType.Reply ? (message.reference?.messageId ?? null) : null,
      content: message.content,
    };
    return this.#engine.heard({ guild, event, userId: author.id, member: () => message.member, bot: false });
  }

  public reaction(
    kind: ReactionEvent['kind'],
    { message, emoji }: AnyReaction,
    user: AnyUser,
  ): Promise<void> | undefined {
    const { guild } = message;
    const own = user.id === user.client.user.id;
    if (guild === null || unheard({ ...plainOrigin, own, byBot: user.bot ?? false }) !== null) return undefined;
    const key = emojiKey(emoji);
    const event: ReactionEvent = {
      kind,
      id: `${message.id}:${user.id}:${key}:${kind}:${this.#next()}`,
      channelId: message.channelId,
      parentId: parentOf(message),
      messageId: message.id,
      emoji: key,
    };
    // Only the event of an added reaction describes the member; discord.js has just put that into its cache.
    const member = () => (kind === 'reaction-add' ? (guild.members.cache.get(user.id) ?? null) : null);
    return this.#engine.heard({ guild, event, userId: user.id, member, bot: user.bot ?? null });
  }

  public voice(kind: 'join' | 'leave', change: VoiceChange): Promise<void> | undefined {
    const { guild, channelId, userId, member } = change;
    const own = userId === guild.client.user.id;
    if (unheard({ ...plainOrigin, own, byBot: change.bot }) !== null) return undefined;
    const id = `${userId}:voice:${this.#next()}`;
    const [event] = kind === 'leave' ? voiceEvents(id, channelId, null) : voiceEvents(id, null, channelId);
    if (event === undefined) return undefined;
    const bot = member?.user.bot ?? guild.client.users.cache.get(userId)?.bot ?? null;
    return this.#engine.heard({ guild, event, userId, member: () => member, bot });
  }

  #next(): string {
    this.#count += 1;
    return `${this.#clock.now()}-${this.#count}`;
  }
}

function originOf(message: Message) {
  const { author, client } = message;
  return {
    inGuild: true,
    byBot: author.bot,
    byWebhook: message.webhookId !== null,
    own: author.id === client.user.id,
    system: message.system || author.system,
    edit: message.editedTimestamp !== null,
    forward: message.reference?.type === MessageReferenceType.Forward,
  };
}

/** The channel that a message's thread counts as; null when it is in none. */
function parentOf({ channel }: AnyReaction['message']): string | null {
  return channel.isThread() ? channel.parentId : null;
}
