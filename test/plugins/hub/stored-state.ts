import type { MikroORM } from '@mikro-orm/postgresql';
import type { ChannelRecord, GuildHandle } from 'roomkeeper/sandbox';
import type { Hub, Overwrite } from '../../../plugins/hub/domain/room.js';
import { hub as plugin } from '../../../plugins/hub/plugin.js';
import { Hubs } from '../../../plugins/hub/services/store/hubs.js';
import { Rooms, type StoredRoom } from '../../../plugins/hub/services/store/rooms.js';
import { core } from '../../../src/core/plugin.js';
import { migrate } from '../../../src/database/migrate.js';
import { openOrm, type Schema } from '../../../src/database/orm.js';
import { gatherEntities, gatherMigrations } from '../../../src/plugins/gather.js';
import { ChannelRoles } from '../../../src/voice/channel-roles.js';
import { silentLogger } from '../../support/logger.js';

const plugins = [core, plugin];
const schema: Schema = { entities: gatherEntities(plugins), migrations: gatherMigrations(plugins) };

/** What is stored of hubs and rooms, read beside the bot, which may be down. */
export class StoredState {
  readonly #orm: MikroORM;

  private constructor(orm: MikroORM) {
    this.#orm = orm;
  }

  /** Opens a database, with the tables that the bot's start would make. */
  public static async open(url: string): Promise<StoredState> {
    const orm = await openOrm(url, schema);
    await migrate({ orm, url, schema, when: 'boot', log: silentLogger });
    return new StoredState(orm);
  }

  public async close(): Promise<void> {
    await this.#orm.close(true);
  }

  public async hubs(): Promise<Hub[]> {
    const hubs = new Hubs(this.#orm, new ChannelRoles());
    await hubs.load();
    return hubs.all();
  }

  public async rooms(): Promise<StoredRoom[]> {
    const rooms = new Rooms(this.#orm, new ChannelRoles());
    await rooms.load();
    return rooms.all();
  }

  /** Makes a channel a hub. While no bot runs, or before it reads its tables. */
  public async addHub(guild: GuildHandle, channel: ChannelRecord, changes: Partial<Hub> = {}): Promise<Hub> {
    return new Hubs(this.#orm, new ChannelRoles()).insert(hubOf(guild, channel, changes), Date.now());
  }

  /** Stores a room anew, as a bot would have before it crashed. */
  public async change(voiceChannelId: string, change: (stored: StoredRoom) => StoredRoom): Promise<void> {
    const rooms = new Rooms(this.#orm, new ChannelRoles());
    await rooms.load();
    const stored = rooms.get(voiceChannelId);
    if (!stored) throw new Error(`No room ${voiceChannelId} is stored`);
    await rooms.save(change(stored));
  }

  public async changeHub(id: string, change: (hub: Hub) => Hub): Promise<void> {
    const hubs = new Hubs(this.#orm, new ChannelRoles());
    await hubs.load();
    const hub = hubs.get(id);
    if (!hub) throw new Error(`No hub ${id} is stored`);
    await hubs.save(change(hub));
  }
}

/** A hub with the blueprint of its channel. */
export function hubOf(guild: GuildHandle, channel: ChannelRecord, changes: Partial<Hub> = {}): Omit<Hub, 'id'> {
  return {
    guildId: guild.id,
    channelId: channel.id,
    pending: null,
    blueprint: {
      name: channel.name,
      overwrites: overwritesIn(channel),
      bitrate: channel.bitrate,
      userLimit: channel.userLimit,
      region: channel.rtcRegion,
      position: channel.position,
    },
    defaults: { template: null, manualName: null, userLimit: null },
    lockdownUntil: null,
    lockdownPrevious: null,
    recreated: false,
    ...changes,
  };
}

export function overwritesIn({ overwrites }: ChannelRecord): Overwrite[] {
  return overwrites.map(({ id, type, allow, deny }) => ({ id, type: type === 0 ? 'role' : 'member', allow, deny }));
}
