import type { Guild } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import type { Blueprints } from './blueprints.js';
import type { Seeds } from './seeds.js';

/** What guilds need of the admins' services when they come: at boot, after an outage, and when the bot is invited. */
export class Arrivals {
  readonly #context: PluginContext;
  readonly #parts: { readonly seeds: Seeds; readonly blueprints: Blueprints };
  #isReady = false;

  public constructor(context: PluginContext, parts: { readonly seeds: Seeds; readonly blueprints: Blueprints }) {
    this.#context = context;
    this.#parts = parts;
  }

  /** At ready, once the hubs are loaded. */
  public async all(): Promise<void> {
    this.#isReady = true;
    for (const guild of this.#context.client.guilds.cache.values()) await this.guild(guild);
  }

  /** Nothing before ready: guilds come in one by one then, and which channels are hubs is not known yet. */
  public async guild(guild: Guild): Promise<void> {
    if (!this.#isReady || !guild.available) return;
    await this.#parts.seeds.guild(guild);
    await this.#parts.blueprints.followAll(guild);
  }
}
