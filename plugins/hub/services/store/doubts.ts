import type { Hubs } from './hubs.js';
import type { Rooms } from './rooms.js';

/**
 * Guilds in which a write failed. The database may have carried it out all the same, with its answer lost: what is in memory
 * may be wrong there, until the rows are read again.
 */
export class Doubts {
  readonly #guildIds = new Set<string>();

  public get guildIds(): ReadonlySet<string> {
    return this.#guildIds;
  }

  /** Runs what writes rows of a guild. */
  public async watch<Result>(guildId: string, write: () => Promise<Result>): Promise<Result> {
    try {
      return await write();
    } catch (error) {
      this.#guildIds.add(guildId);
      throw error;
    }
  }

  /** Takes the rows of a guild in doubt into memory as they are. Call it within the guild's queue. */
  public async settle(guildId: string, { hubs, rooms }: { readonly hubs: Hubs; readonly rooms: Rooms }): Promise<void> {
    if (!this.#guildIds.has(guildId)) return;
    const [ofHubs, ofRooms] = [await hubs.stored({ guildId }), await rooms.stored({ guildId })];
    const isStored = new Set(ofRooms.map(({ room }) => room.voiceChannelId));
    // One that was open before goes the usual way, for others have to hear of it. Of a pending one nobody has.
    for (const { room } of rooms.ofGuild(guildId)) {
      if (room.state === 'pending' && !isStored.has(room.voiceChannelId)) rooms.drop(room.voiceChannelId);
    }
    for (const hub of hubs.ofGuild(guildId)) if (!ofHubs.some(({ id }) => id === hub.id)) hubs.drop(hub);
    // Hubs first: the channel of one may have become a room.
    for (const hub of ofHubs) hubs.keep(hub);
    for (const stored of ofRooms) rooms.keep(stored);
    this.#guildIds.delete(guildId);
  }
}
