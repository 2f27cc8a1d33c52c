import type { Guild } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import type { Room } from '../../domain/room.js';
import { notice, toMember } from '../../room-messages.js';
import type { Creation } from './creation.js';
import { queueKey } from '../flow.js';
import type { Hubs } from '../store/hubs.js';
import { voiceChannel } from '../live-guild.js';
import type { Messenger } from '../parts.js';
import type { Rooms } from '../store/rooms.js';

export interface GivingBackParts {
  readonly hubs: Hubs;
  readonly rooms: Rooms;
  readonly creation: Creation;
  readonly messenger: Messenger;
}

/** Undoes a conversion that Discord refused: the channel is the hub's again, and what was made is taken away. */
export class GivingBack {
  readonly #context: PluginContext;
  readonly #parts: GivingBackParts;

  public constructor(context: PluginContext, parts: GivingBackParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** @returns false when the hub has gone on: people sit in its new channel already. Then nothing is undone. */
  public async giveBack(guild: Guild, room: Room, textId: string | null): Promise<boolean> {
    const undone = await this.#context.queue.run(queueKey(guild.id), () => this.#undo(guild, room));
    if (!undone) return false;
    for (const channelId of [undone.replacementId, textId]) {
      if (channelId !== null) await this.#parts.creation.undo(guild, channelId);
    }
    const { voiceChannelId, ownerId } = room;
    const cause = `hub.conversion-refused:${room.hubId}`;
    await this.#context.notices.send(guild.id, cause, notice.conversionRefused(voiceChannelId));
    const channel = voiceChannel(guild, voiceChannelId);
    if (channel) await this.#parts.messenger.tell(channel, ownerId, toMember.failed(voiceChannelId));
    return true;
  }

  async #undo(guild: Guild, { hubId, voiceChannelId }: Room): Promise<{ replacementId: string | null } | null> {
    const { hubs, rooms } = this.#parts;
    const hub = hubs.get(hubId);
    const stored = rooms.get(voiceChannelId);
    if (!hub || stored?.room.state !== 'pending') return null;
    const replacementId = hub.channelId;
    if (replacementId !== null && this.#context.voice.humansIn(guild.id, replacementId).length > 0) return null;
    if (replacementId === null && hub.pending === null) return null;
    const restored = { ...hub, channelId: voiceChannelId, pending: null };
    await rooms.remove(stored.room, (em) => hubs.write(em, restored));
    hubs.keep(restored);
    return { replacementId };
  }
}
