import { UserError } from '@sapphire/framework';
import { ChannelType, type Guild } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import type { HubEnvironment } from '../../options.js';
import { voiceSettings } from '../../settings.js';
import { seedNotice } from '../../sudo-messages.js';
import type { Registration } from '../parts.js';

export interface SeedParts {
  readonly registration: Pick<Registration, 'add'>;
  readonly environment: HubEnvironment;
}

/**
 * Takes over what the environment names, once for each guild: from then on `/sudo` alone says which channels are hubs. Ids that
 * belong to no channel of a guild are none of its business.
 */
export class Seeds {
  readonly #context: PluginContext;
  readonly #parts: SeedParts;

  public constructor(context: PluginContext, parts: SeedParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** A guild that is there, or has come later. Never rejects for what is wrong with one channel. */
  public async guild(guild: Guild): Promise<void> {
    const { AUTO_VOICE_CATEGORY_ID: category, VOICE_CLEANUP_DELAY_MS: delay } = this.#parts.environment;
    // In a queue of its own: a guild may be announced twice in one breath.
    await this.#context.queue.run(`hub.seeds:${guild.id}`, async () => {
      if (delay !== undefined) await this.#context.settings.seed(guild.id, voiceSettings, { cleanup_delay: delay });
      if (category !== undefined) await this.#seedCategory(guild, category);
      await this.#seedHubs(guild);
    });
  }

  async #seedCategory(guild: Guild, id: string): Promise<void> {
    const channel = guild.channels.cache.get(id);
    if (!channel) return;
    if (channel.type === ChannelType.GuildCategory) {
      await this.#context.settings.seed(guild.id, voiceSettings, { category: id });
    } else if (this.#seededAt(guild) === null) {
      this.#context.log.warn({ guild: guild.id, channel: id }, 'AUTO_VOICE_CATEGORY_ID names no category');
      await this.#context.notices.send(guild.id, `hub.seed:${id}`, seedNotice.notCategory(id));
    }
  }

  /** The marker goes last: what a crash cuts off is done again, and a channel that is a hub already is no harm. */
  async #seedHubs(guild: Guild): Promise<void> {
    const own = (this.#parts.environment.HUB_CHANNEL_IDS ?? []).filter((id) => guild.channels.cache.has(id));
    if (own.length === 0 || this.#seededAt(guild) !== null) return;
    for (const id of new Set(own)) await this.#seedHub(guild, id);
    await this.#context.settings.set(guild.id, voiceSettings, { hubs_seeded_at: this.#context.clock.now() }, null);
  }

  async #seedHub(guild: Guild, id: string): Promise<void> {
    const channel = guild.channels.cache.get(id);
    // One of ours already: a hub by now, or a room that was one.
    if (!channel || channel.isThread() || this.#context.channels.get(id)?.plugin === 'hub') return;
    try {
      await this.#parts.registration.add(guild, channel, null);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#context.log.warn({ guild: guild.id, channel: id, reason: error.message }, 'A seeded hub cannot be one');
      await this.#context.notices.send(guild.id, `hub.seed:${id}`, seedNotice.hub(id, error.message));
    }
  }

  #seededAt(guild: Guild): number | null {
    return this.#context.settings.of(guild.id, voiceSettings).hubs_seeded_at;
  }
}
