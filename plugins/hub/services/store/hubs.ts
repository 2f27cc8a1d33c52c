import type { EntityManager, FilterQuery, MikroORM, NativeQueryBuilder } from '@mikro-orm/postgresql';
import { Shards, type ChannelRoles, type ChannelRoleTakenError } from 'roomkeeper';
import type { Hub } from '../../domain/room.js';
import { HubChannel } from '../../entities/hub-channel.js';
import { unlessTaken } from '../boot/taken-channels.js';
import { Doubts } from './doubts.js';
import { decodeOverwrites, decodePrevious, encodeOverwrites, encodePrevious } from './overwrite-codec.js';

/**
 * The hubs: the table, and a copy of it in memory, so that a voice event costs no query. Change them only within the
 * guild's queue.
 */
export class Hubs {
  readonly #orm: MikroORM;
  readonly #roles: ChannelRoles;
  readonly #shards: Shards;
  readonly #doubts: Doubts;
  readonly #byId = new Map<string, Hub>();
  readonly #ofGuild = new Map<string, Map<string, Hub>>();
  readonly #byChannel = new Map<string, string>();

  public constructor(orm: MikroORM, roles: ChannelRoles, shards = Shards.all, doubts = new Doubts()) {
    this.#orm = orm;
    this.#shards = shards;
    this.#roles = roles;
    this.#doubts = doubts;
  }

  /**
   * Reads the rows of the own guilds, once, and claims their channels.
   *
   * @returns why rows are left alone: their channels have become something else while this plugin was off.
   */
  public async load(): Promise<ChannelRoleTakenError[]> {
    const all = await this.stored(this.#shards.rows());
    return all.flatMap((hub) => unlessTaken(() => this.keep(hub)));
  }

  /** What the table has, past the copy in memory. */
  public async stored(where: FilterQuery<HubChannel>): Promise<Hub[]> {
    const rows = await this.#orm.em.fork().find(HubChannel, where, { orderBy: { id: 'asc' } });
    return rows.map(plain);
  }

  public get(id: string): Hub | undefined {
    return this.#byId.get(id);
  }

  public byChannel(channelId: string): Hub | undefined {
    return this.#byId.get(this.#byChannel.get(channelId) ?? '');
  }

  /** In the order in which they were registered. */
  public ofGuild(guildId: string): Hub[] {
    return [...(this.#ofGuild.get(guildId)?.values() ?? [])];
  }

  public all(): Hub[] {
    return [...this.#byId.values()];
  }

  /** Registers a hub. @throws {ChannelRoleTakenError} when its channel is something else already; then nothing is stored. */
  public async insert(hub: Omit<Hub, 'id'>, createdAt: number): Promise<Hub> {
    const wasFree = hub.channelId !== null && this.#roles.get(hub.channelId) === undefined;
    if (hub.channelId !== null) this.#claim(hub.guildId, hub.channelId);
    try {
      const row = { ...stored(hub), guildId: hub.guildId, createdAt: new Date(createdAt) };
      const id = await this.#doubts.watch(hub.guildId, () => this.#orm.em.fork().insert(HubChannel, row));
      return this.keep({ ...hub, id: String(id) });
    } catch (error) {
      if (wasFree) this.#release(hub.channelId);
      throw error;
    }
  }

  public async save(hub: Hub): Promise<void> {
    await this.#doubts.watch(hub.guildId, () => this.write(this.#orm.em.fork(), hub));
    this.keep(hub);
  }

  /** Only the statement, for a transaction of the caller's, who calls `keep` once that is committed. */
  public async write(em: EntityManager, hub: Hub): Promise<void> {
    await em.nativeUpdate(HubChannel, { id: Number(hub.id) }, stored(hub));
  }

  /** The statement alone, to be sent with another one; then call `keep`. */
  public statement(em: EntityManager, hub: Hub): NativeQueryBuilder {
    return em
      .createQueryBuilder(HubChannel)
      .update(stored(hub))
      .where({ id: Number(hub.id) })
      .getNativeQuery();
  }

  /** Takes a hub as it is stored now into the copy, with its channel's role. */
  public keep(hub: Hub): Hub {
    const before = this.#byId.get(hub.id)?.channelId ?? null;
    if (before !== null && before !== hub.channelId) this.#release(before);
    if (hub.channelId !== null) {
      this.#claim(hub.guildId, hub.channelId);
      this.#byChannel.set(hub.channelId, hub.id);
    }
    this.#byId.set(hub.id, hub);
    const ofGuild = this.#ofGuild.get(hub.guildId) ?? new Map<string, Hub>();
    this.#ofGuild.set(hub.guildId, ofGuild.set(hub.id, hub));
    return hub;
  }

  /** Unregisters a hub; its channel and its rooms stay. */
  public async remove(hub: Hub): Promise<void> {
    const id = Number(hub.id);
    await this.#doubts.watch(hub.guildId, () => this.#orm.em.fork().nativeDelete(HubChannel, { id }));
    this.drop(hub);
  }

  /** Takes a hub out of the copy, and its channel's role away. */
  public drop(hub: Hub): void {
    this.#byId.delete(hub.id);
    this.#ofGuild.get(hub.guildId)?.delete(hub.id);
    if (hub.channelId !== null) this.#release(hub.channelId);
  }

  /** Those whose own lockdown has ended, the longest overdue first. */
  public async overdue(before: Date, limit: number): Promise<Hub[]> {
    const rows = await this.#orm.em
      .fork()
      .find(HubChannel, { lockdownUntil: { $lt: before } }, { orderBy: { lockdownUntil: 'asc' }, limit });
    return rows.map(plain);
  }

  #claim(guildId: string, channelId: string): void {
    this.#roles.claim(channelId, { guildId, plugin: 'hub', role: 'hub' });
  }

  #release(channelId: string): void {
    this.#byChannel.delete(channelId);
    this.#roles.release(channelId, 'hub');
  }
}

function stored({ blueprint, defaults, ...hub }: Omit<Hub, 'id'>) {
  return {
    channelId: hub.channelId,
    pending: hub.pending,
    name: blueprint.name,
    overwrites: encodeOverwrites(blueprint.overwrites),
    bitrate: blueprint.bitrate,
    userLimit: blueprint.userLimit,
    region: blueprint.region,
    position: blueprint.position,
    defaultTemplateKey: defaults.template,
    defaultManualName: defaults.manualName,
    defaultUserLimit: defaults.userLimit,
    lockdownUntil: hub.lockdownUntil === null ? null : new Date(hub.lockdownUntil),
    lockdownPrevious: hub.lockdownPrevious && encodePrevious(hub.lockdownPrevious),
    recreated: hub.recreated,
  };
}

function plain(row: HubChannel): Hub {
  const { name, bitrate, userLimit, region, position } = row;
  return {
    id: String(row.id),
    guildId: row.guildId,
    channelId: row.channelId,
    pending: row.pending,
    blueprint: { name, overwrites: decodeOverwrites(row.overwrites), bitrate, userLimit, region, position },
    defaults: { template: row.defaultTemplateKey, manualName: row.defaultManualName, userLimit: row.defaultUserLimit },
    lockdownUntil: row.lockdownUntil?.getTime() ?? null,
    lockdownPrevious: row.lockdownPrevious && decodePrevious(row.lockdownPrevious),
    recreated: row.recreated,
  };
}
