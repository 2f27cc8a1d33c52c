import type { Guild } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import { bootLog } from '../../boot-messages.js';
import type { Flow } from '../flow.js';
import type { Deletion } from '../parts.js';
import type { SentOverwrites } from '../making/sent-overwrites.js';
import type { Reconciler } from './reconciler.js';
import type { Rooms } from '../store/rooms.js';

/** How long deleted channels are remembered, in milliseconds: longer than anything that makes one may take. */
const MEMORY = 10 * 60_000;

export interface GoneChannelsParts {
  readonly rooms: Rooms;
  readonly flow: Flow;
  readonly deletion: Deletion;
  readonly reconciler: Reconciler;
  readonly sent: SentOverwrites;
}

/** A channel that is no more. */
export interface GoneChannel {
  readonly id: string;
  readonly guild: Guild;
  readonly parentId: string | null;
}

/** Follows deletions of channels, by hand or by us. */
export class GoneChannels {
  readonly #context: PluginContext;
  readonly #parts: GoneChannelsParts;
  readonly #lately = new Map<string, GoneChannel & { readonly at: number }>();

  public constructor(context: PluginContext, parts: GoneChannelsParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** A channel was deleted. One map lookup when it is none of ours; nothing follows when we deleted it. */
  public async deleted({ id, guild, parentId }: GoneChannel): Promise<void> {
    const now = this.#context.clock.now();
    for (const [key, { at }] of this.#lately) if (at <= now - MEMORY) this.#lately.delete(key);
    this.#lately.set(id, { id, guild, parentId, at: now });
    this.#parts.sent.forget(id);
    await this.#follow({ id, guild, parentId });
  }

  /** A channel that we made is stored. When somebody was so fast to delete it before, that is followed now. */
  public async stored(channelId: string): Promise<void> {
    const gone = this.#lately.get(channelId);
    if (!gone) return;
    // The late answer has put it into the caches again.
    gone.guild.channels.cache.delete(channelId);
    this.#context.client.channels.cache.delete(channelId);
    await this.#follow(gone);
  }

  async #follow({ id, guild, parentId }: GoneChannel): Promise<void> {
    const role = this.#context.channels.get(id);
    if (role?.plugin !== 'hub') return;
    if (role.role === 'hub') await this.#parts.reconciler.hubDeleted(guild, id, parentId);
    else await this.#roomChannelDeleted(guild, id);
  }

  /** The room's other channel goes, and the row. */
  async #roomChannelDeleted(guild: Guild, channelId: string): Promise<void> {
    const { rooms, flow, deletion } = this.#parts;
    const stored = rooms.get(channelId) ?? rooms.byText(channelId);
    if (!stored) return;
    const { voiceChannelId, ownerId, state } = stored.room;
    deletion.channelGone(channelId);
    if (state === 'deleting') return;
    await flow.apply(guild.id, voiceChannelId, { kind: 'delete' });
    const text = bootLog.roomDeletedByHand(voiceChannelId, ownerId);
    await this.#context.guildLog.write({
      guildId: guild.id,
      actorId: null,
      action: 'hub.room-deleted-by-hand',
      text,
    });
  }
}
