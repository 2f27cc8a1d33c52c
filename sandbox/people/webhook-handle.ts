import type { MessageRecord, WebhookRecord } from '../store/records.js';
import { sendByWebhook } from '../store/webhooks.js';
import type { World } from '../store/world.js';

/** A webhook of a channel, for whoever has its address. */
export class WebhookHandle {
  public readonly record: WebhookRecord;
  readonly #world: World;

  public constructor(world: World, record: WebhookRecord) {
    this.#world = world;
    this.record = record;
  }

  /**
   * Sends a message.
   *
   * @param username - The name to speak under. Default the webhook's own.
   * @throws {DiscordError} 10015 when it is deleted, 50006, 50035
   */
  public say(content: string, username?: string): MessageRecord {
    return sendByWebhook(this.#world, this.record, { content, username });
  }
}
