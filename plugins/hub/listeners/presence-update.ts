import { isDeepStrictEqual } from 'node:util';
import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayPresenceUpdateDispatchData } from 'discord.js';
import { use } from 'roomkeeper';
import type { Playing } from '../domain/games.js';
import { hub } from '../plugin.js';
import { playing } from '../services/live-guild.js';

/**
 * The games of a room's members drive its name. Listens to the gateway itself: for whoever listens to its own event, discord.js
 * copies and compares each presence, of people outside rooms too. Those cost a look-up in memory here.
 */
export class PresenceUpdateListener extends Listener {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'hub.presence-update', emitter: 'ws', event: GatewayDispatchEvents.PresenceUpdate });
  }

  public override run({ guild_id: guildId, user }: GatewayPresenceUpdateDispatchData): Promise<void> | void {
    const channelId = this.container.roomkeeper.voice.channelOf(guildId, user.id);
    if (channelId === null || use(hub).rooms.get(channelId)?.room.state !== 'open') return;
    const before = this.#playing(guildId, user.id);
    // discord.js takes an event in once the gateway's listeners have seen it.
    return Promise.resolve().then(() => this.#taken(guildId, user.id, channelId, before));
  }

  #taken(guildId: string, userId: string, channelId: string, before: readonly Playing[]): void {
    const { rooms, names, bus } = use(hub);
    const stored = rooms.get(channelId);
    if (stored?.room.state !== 'open' || isDeepStrictEqual(before, this.#playing(guildId, userId))) return;
    names.refresh(stored);
    bus.emit('roomChanged', stored);
  }

  #playing(guildId: string, userId: string): readonly Playing[] {
    return playing(this.container.client.guilds.cache.get(guildId)?.presences.cache.get(userId));
  }
}
