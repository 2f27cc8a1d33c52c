import type { VoiceChannel } from 'discord.js';
import { missingPermissions, restFailure, type PluginContext } from 'roomkeeper';
import type { Messenger } from './parts.js';

/** Tells people in the chat of the voice channel that they are in, where the bot may write there, else directly. */
export class ChatMessenger implements Messenger {
  readonly #context: PluginContext;

  public constructor(context: PluginContext) {
    this.#context = context;
  }

  public async tell(channel: VoiceChannel, userId: string, text: string): Promise<void> {
    try {
      if (missingPermissions(channel, ['ViewChannel', 'Connect', 'SendMessages']).length === 0) {
        await channel.send({ content: `<@${userId}> ${text}`, allowedMentions: { users: [userId] } });
      } else {
        await this.#context.client.users.send(userId, { content: text, allowedMentions: { parse: [] } });
      }
    } catch (error) {
      const where = { guild: channel.guildId, channel: channel.id, user: userId };
      this.#context.log.info({ ...where, error, failure: restFailure(error) }, 'A member could not be told');
    }
  }
}
