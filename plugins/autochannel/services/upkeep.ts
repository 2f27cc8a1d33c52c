import type { Guild, VoiceChannel } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import type { BreakoutRow } from './breakouts.js';
import type { Health } from './health.js';
import { queueKey, type Lifetime } from './lifetime.js';
import type { Reconciler } from './reconciler.js';
import type { Serving } from './serving.js';
import type { Sources } from './sources.js';
import type { Strays } from './strays.js';

export interface UpkeepParts {
  readonly sources: Sources;
  readonly lifetime: Lifetime;
  readonly health: Health;
  readonly serving: Serving;
  readonly reconciler: Reconciler;
  readonly strays: Strays;
}

/** Keeps up with what happens outside: deleted channels, changed permissions, channels that come late, deadlines. */
export class Upkeep {
  readonly #context: PluginContext;
  readonly #parts: UpkeepParts;

  public constructor(context: PluginContext, parts: UpkeepParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** A channel was deleted, by us or by hand. One map lookup when it is none of ours. */
  public async channelDeleted(guildId: string, channelId: string): Promise<void> {
    const role = this.#context.channels.get(channelId);
    if (role?.plugin !== 'autochannel') return;
    if (role.role === 'breakout') await this.#parts.lifetime.channelGone(guildId, channelId);
    else await this.#sourceDeleted(guildId, channelId);
  }

  /** A channel was created, perhaps one of ours whose answer got lost: whoever waits for it is moved into it. */
  public async channelCreated(channel: VoiceChannel): Promise<void> {
    await this.#serveOwner(await this.#parts.strays.appeared(channel));
  }

  /** A breakout's deadline may have come. */
  public async woken(id: string): Promise<void> {
    await this.#serveOwner(await this.#parts.lifetime.woken(id));
  }

  /** Permissions may have changed: sources that could make no breakouts, and deletions that failed, get another try. */
  public async permissionsChanged(guild: Guild): Promise<void> {
    const { sources, health, serving, lifetime } = this.#parts;
    await lifetime.retryDeletions(guild.id);
    if (!sources.ofGuild(guild.id).some(({ brokenReason }) => brokenReason !== null)) return;
    const recovered = await this.#context.queue.run(queueKey(guild.id), () => health.recovered(guild));
    await Promise.all(recovered.map(({ channelId }) => serving.serveAll(guild, channelId)));
  }

  async #serveOwner(breakout: BreakoutRow | null): Promise<void> {
    const guild = breakout && this.#context.client.guilds.cache.get(breakout.guildId);
    if (guild) await this.#parts.serving.serve(guild, breakout.sourceChannelId, breakout.ownerId);
  }

  async #sourceDeleted(guildId: string, channelId: string): Promise<void> {
    await this.#context.queue.run(queueKey(guildId), async () => {
      const source = this.#parts.sources.get(channelId);
      if (source) await this.#parts.reconciler.sourceGone(source);
    });
  }
}
