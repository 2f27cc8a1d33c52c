import {
  DiscordAPIError,
  RESTJSONErrorCodes,
  type GuildTextBasedChannel,
  type MessageCreateOptions,
  type PermissionsString,
} from 'discord.js';
import { missingPermissions, permissionName, restFailure, type PluginContext } from 'roomkeeper';
import type { StoredRoom } from '../../hub/plugin.js';
import { notice } from '../messages.js';
import type { V2Message } from '../views/components.js';
import type { RoomFacts } from './room-facts.js';

/** So many messages of a text are looked through at most. */
const LOOKED_THROUGH = 100;

/** What is posted into the text of a room. */
export interface Post extends Pick<MessageCreateOptions, 'components' | 'flags'> {
  /** Of two posts with one nonce within a few minutes Discord takes the first only. At most 25 characters. */
  readonly nonce: string;
}

/** Messages of the bot in the texts of rooms. They ping nobody. */
export class Posting {
  readonly #context: PluginContext;
  readonly #facts: RoomFacts;
  /** The rooms whose guild has been told that nothing can be posted there. */
  readonly #told = new Set<string>();

  public constructor(context: PluginContext, facts: RoomFacts) {
    this.#context = context;
    this.#facts = facts;
  }

  /**
   * Posts a message.
   *
   * @returns its id, or null when the bot may not: then the guild has been told, once for each room. Rejects with Discord's error.
   */
  public async post(stored: StoredRoom, channelId: string, { nonce, ...post }: Post): Promise<string | null> {
    const channel = this.#channel(stored, channelId);
    if (!channel) return null;
    const missing = missingPermissions(channel, [...toSee(channel), 'SendMessages']);
    if (missing.length > 0) return this.#tell(stored, missing);
    try {
      const allowedMentions = { parse: [] };
      const message = await channel.send({ ...post, nonce, enforceNonce: true, allowedMentions });
      return message.id;
    } catch (error) {
      if (restFailure(error) === 'forbidden') return this.#tell(stored, ['SendMessages']);
      throw error;
    }
  }

  /**
   * Puts other components into a message.
   *
   * @returns `gone` for a message that somebody deleted, `unseen` when the bot does not see its channel: then the guild has been told, unless
   * the channel is not there at all, which is hub's affair. Rejects with Discord's error.
   */
  public async edit(
    stored: StoredRoom,
    channelId: string,
    messageId: string,
    components: V2Message['components'],
  ): Promise<'done' | 'gone' | 'unseen'> {
    const channel = this.#channel(stored, channelId);
    if (!channel) return 'unseen';
    const missing = missingPermissions(channel, toSee(channel));
    if (missing.length > 0) {
      await this.#tell(stored, missing);
      return 'unseen';
    }
    try {
      await channel.messages.edit(messageId, { components, allowedMentions: { parse: [] } });
      return 'done';
    } catch (error) {
      if (isUnknownMessage(error)) return 'gone';
      if (restFailure(error) !== 'forbidden') throw error;
      await this.#tell(stored, ['ViewChannel']);
      return 'unseen';
    }
  }

  /** Deletes a message, if it is still there. @returns whether it is gone. Never rejects. */
  public async delete(stored: StoredRoom, channelId: string, messageId: string): Promise<boolean> {
    const channel = this.#channel(stored, channelId);
    if (!channel) return false;
    try {
      await channel.messages.delete(messageId);
      return true;
    } catch (error) {
      if (isUnknownMessage(error) || restFailure(error) === 'unknown-channel') return true;
      const where = { guild: stored.room.guildId, channel: channelId, message: messageId };
      this.#context.log.warn({ ...where, error }, 'A message could not be deleted');
      return false;
    }
  }

  /**
   * The bot's own messages with a control, the newest first, among the last ones of a channel. None when it may not read them. Rejects
   * with Discord's error.
   */
  public async find(stored: StoredRoom, channelId: string, customId: string): Promise<string[]> {
    const channel = this.#channel(stored, channelId);
    if (!channel || missingPermissions(channel, [...toSee(channel), 'ReadMessageHistory']).length > 0) return [];
    const messages = await channel.messages.fetch({ limit: LOOKED_THROUGH, cache: false });
    const own = messages.filter(
      ({ author, components }) => author.id === channel.client.user.id && JSON.stringify(components).includes(customId),
    );
    return [...own.keys()];
  }

  /** The last message of a channel as far as the gateway has told; it may be deleted by now. */
  public lastMessageOf(stored: StoredRoom, channelId: string | null): string | null {
    return (channelId === null ? null : this.#channel(stored, channelId)?.lastMessageId) ?? null;
  }

  #channel(stored: StoredRoom, channelId: string): GuildTextBasedChannel | null {
    const channel = this.#facts.guild(stored)?.channels.cache.get(channelId);
    return channel?.isTextBased() ? channel : null;
  }

  async #tell({ room }: StoredRoom, missing: readonly PermissionsString[]): Promise<null> {
    const { guildId, voiceChannelId } = room;
    if (this.#told.has(voiceChannelId)) return null;
    this.#told.add(voiceChannelId);
    const text = notice.cannotPost(voiceChannelId, missing.map(permissionName));
    await this.#context.notices.send(guildId, 'panel.cannot-post', text);
    return null;
  }

  /** A room is no more. */
  public closed(roomId: string): void {
    this.#told.delete(roomId);
  }
}

/** What the bot needs to see and change messages. */
function toSee(channel: GuildTextBasedChannel): PermissionsString[] {
  return channel.isVoiceBased() ? ['ViewChannel', 'Connect'] : ['ViewChannel'];
}

function isUnknownMessage(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage;
}
