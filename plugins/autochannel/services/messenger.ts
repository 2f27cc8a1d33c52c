import type { VoiceChannel } from 'discord.js';
import { missingPermissions, restFailure, type PluginContext } from 'roomkeeper';

/** Tells members what no interaction can tell them. */
export class Messenger {
  readonly #context: PluginContext;

  public constructor(context: PluginContext) {
    this.#context = context;
  }

  /** Tells a member in the chat of the voice channel that they are in, else in a direct message. Never rejects. */
  public async tell(channel: VoiceChannel, userId: string, text: string): Promise<void> {
    const where = { guild: channel.guildId, channel: channel.id, user: userId };
    try {
      if (missingPermissions(channel, ['ViewChannel', 'Connect', 'SendMessages']).length === 0) {
        await channel.send({ content: `<@${userId}> ${text}`, allowedMentions: { users: [userId] } });
      } else {
        await this.#context.client.users.send(userId, { content: text, allowedMentions: { parse: [] } });
      }
    } catch (error) {
      this.#context.log.info({ ...where, error, failure: restFailure(error) }, 'A member could not be told');
    }
  }
}
