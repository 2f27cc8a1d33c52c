import type { EntityManager, FilterQuery, MikroORM, NativeQueryBuilder } from '@mikro-orm/postgresql';
import { Shards, type ChannelRoles, type ChannelRoleTakenError } from 'roomkeeper';
import { AutoChannel } from '../../entities/auto-channel.js';
import { AutoChannelMember } from '../../entities/auto-channel-member.js';
import { Doubts } from './doubts.js';
import { insertRoom, updateRoom } from './room-statement.js';
import { unlessTaken } from '../boot/taken-channels.js';
import { storedRoom, type StoredRoom } from './room-rows.js';

export type { RoomNames } from '../../domain/name-plan.js';
export type { StoredRoom } from './room-rows.js';

type RoomKey = Pick<StoredRoom['room'], 'guildId' | 'voiceChannelId'>;

/**
 * The rooms: the tables, and a copy of them in memory, so that voice and presence events cost no query. Change them only
 * within the guild's queue.
 */
export class Rooms {
  readonly #orm: MikroORM;
  readonly #roles: ChannelRoles;
  readonly #shards: Shards;
  readonly #doubts: Doubts;
  readonly #byVoice = new Map<string, StoredRoom>();
  readonly #ofGuild = new Map<string, Map<string, StoredRoom>>();
  readonly #byText = new Map<string, string>();

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
    const all = await this.stored(this.#shards.rows(), this.#shards.areAll);
    return all.flatMap((stored) => unlessTaken(() => this.keep(stored)));
  }

  /** What the table has, past the copy in memory. @param areAll - Whether these are all rows that there are. */
  public async stored(where: FilterQuery<AutoChannel>, areAll = false): Promise<StoredRoom[]> {
    const em = this.#orm.em.fork();
    const rows = await em.find(AutoChannel, where);
    const ofThese = areAll ? {} : { voiceChannelId: rows.map(({ voiceChannelId }) => voiceChannelId) };
    const inOrder = await em.find(AutoChannelMember, ofThese, { orderBy: { joinedAt: 'asc', userId: 'asc' } });
    const members = Map.groupBy(inOrder, ({ voiceChannelId }) => voiceChannelId);
    return rows.map((row) => {
      const own = members.get(row.voiceChannelId) ?? [];
      return storedRoom(
        row,
        own.map(({ userId, joinedAt }) => ({ userId, joinedAt: joinedAt.getTime() })),
      );
    });
  }

  public get(voiceChannelId: string): StoredRoom | undefined {
    return this.#byVoice.get(voiceChannelId);
  }

  public byText(textChannelId: string): StoredRoom | undefined {
    return this.#byVoice.get(this.#byText.get(textChannelId) ?? '');
  }

  public ofGuild(guildId: string): StoredRoom[] {
    return [...(this.#ofGuild.get(guildId)?.values() ?? [])];
  }

  public all(): StoredRoom[] {
    return [...this.#byVoice.values()];
  }

  /** Those of these channels that are rooms in the table, of whichever guild. */
  public async storedAmong(voiceChannelIds: readonly string[]): Promise<ReadonlySet<string>> {
    const where = { voiceChannelId: { $in: [...voiceChannelIds] } };
    const rows = await this.#orm.em.fork().find(AutoChannel, where, { fields: ['voiceChannelId'] });
    return new Set(rows.map(({ voiceChannelId }) => voiceChannelId));
  }

  /** Stores a room, whether it is new or not, altogether or not at all, by one statement. */
  public async save(stored: StoredRoom): Promise<void> {
    const em = this.#orm.em.fork();
    const { guildId, voiceChannelId } = stored.room;
    const before = this.get(voiceChannelId);
    await this.#doubts.watch(guildId, () => (before ? updateRoom(em, before, stored) : insertRoom(em, stored)));
    this.keep(stored);
  }

  /** Only the statement: a new room, and what becomes of its hub, for somebody waits. The caller keeps both. */
  public async writeNew(stored: StoredRoom, hub: (em: EntityManager) => NativeQueryBuilder): Promise<void> {
    const em = this.#orm.em.fork();
    await this.#doubts.watch(stored.room.guildId, () => insertRoom(em, stored, hub(em)));
  }

  /** Takes a room as it is stored now into the copy, with its channels' roles. */
  public keep(stored: StoredRoom): void {
    const { voiceChannelId, textChannelId, guildId } = stored.room;
    const textBefore = this.#byVoice.get(voiceChannelId)?.room.textChannelId ?? null;
    if (textBefore !== null && textBefore !== textChannelId) this.#releaseText(textBefore);
    this.#roles.claim(voiceChannelId, { guildId, plugin: 'hub', role: 'room' });
    this.#byVoice.set(voiceChannelId, stored);
    this.#ofGuild.set(
      guildId,
      (this.#ofGuild.get(guildId) ?? new Map<string, StoredRoom>()).set(voiceChannelId, stored),
    );
    if (textChannelId === null) return;
    this.#roles.claim(textChannelId, { guildId, plugin: 'hub', role: 'room text' });
    this.#byText.set(textChannelId, voiceChannelId);
  }

  /** Forgets a room whose channels are gone, or are no room any more; in one transaction with what `alongside` writes. */
  public async remove(
    { guildId, voiceChannelId }: RoomKey,
    alongside: (em: EntityManager) => Promise<void> = async () => undefined,
  ): Promise<void> {
    await this.#doubts.watch(guildId, () =>
      this.#orm.em.fork().transactional(async (em) => {
        await em.nativeDelete(AutoChannelMember, { voiceChannelId });
        await em.nativeDelete(AutoChannel, { voiceChannelId });
        await alongside(em);
      }),
    );
    this.drop(voiceChannelId);
  }

  /** Takes a room out of the copy, and its channels’ roles away. */
  public drop(voiceChannelId: string): void {
    const room = this.#byVoice.get(voiceChannelId)?.room;
    const textChannelId = room?.textChannelId ?? null;
    this.#byVoice.delete(voiceChannelId);
    if (room) this.#ofGuild.get(room.guildId)?.delete(voiceChannelId);
    this.#roles.release(voiceChannelId, 'hub');
    if (textChannelId !== null) this.#releaseText(textChannelId);
  }

  #releaseText(textChannelId: string): void {
    this.#byText.delete(textChannelId);
    this.#roles.release(textChannelId, 'hub');
  }
}
