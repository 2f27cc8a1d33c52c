import { isDeepStrictEqual } from 'node:util';
import type { MikroORM } from '@mikro-orm/postgresql';
import { RowStatements, runTogether, type Statement } from 'roomkeeper';
import type { Room } from '../../domain/room.js';
import { AutoChannel } from '../../entities/auto-channel.js';
import { AutoChannelMember } from '../../entities/auto-channel-member.js';
import { roomRow, type StoredRoom } from './room-rows.js';

/**
 * Stores what becomes of a room by one statement: all of it or nothing, in one round trip, for voice events come by the dozen, and
 * for a new room somebody waits.
 */
export class RoomStatement {
  readonly #orm: MikroORM;
  readonly #rooms: RowStatements<AutoChannel>;
  readonly #members: RowStatements<AutoChannelMember>;

  public constructor(orm: MikroORM) {
    this.#orm = orm;
    this.#rooms = new RowStatements(orm, AutoChannel);
    this.#members = new RowStatements(orm, AutoChannelMember);
  }

  /**
   * No statement when nothing differs, and the row itself is left out where members alone have changed. Else the whole row is
   * written, so that it heals what an earlier statement did though its answer got lost.
   */
  public async update(before: StoredRoom, after: StoredRoom): Promise<void> {
    const row = roomRow(after);
    const isSame = isDeepStrictEqual(row, roomRow(before));
    const [first, ...others] = [
      ...(isSame ? [] : [this.#rooms.update(row)]),
      ...this.#memberStatements(before.room, after.room),
    ];
    if (first) await runTogether(this.#orm, [first, ...others]);
  }

  /** A new room with its members, and what else is to happen with it or not at all. */
  public async insert(stored: StoredRoom, ...alongside: readonly Statement[]): Promise<void> {
    const members = this.#memberStatements({ ...stored.room, members: [] }, stored.room);
    await runTogether(this.#orm, [this.#rooms.insert(roomRow(stored)), ...members, ...alongside]);
  }

  #memberStatements({ members: before }: Room, { voiceChannelId, members }: Room): Statement[] {
    const kept = new Set(members.map(({ userId }) => userId));
    const gone = before.map(({ userId }) => userId).filter((userId) => !kept.has(userId));
    const known = new Map(before.map(({ userId, joinedAt }) => [userId, joinedAt]));
    const fresh = members
      .filter(({ userId, joinedAt }) => known.get(userId) !== joinedAt)
      .map(({ userId, joinedAt }) => ({ voiceChannelId, userId, joinedAt: new Date(joinedAt) }));
    return [
      ...gone.map((userId) => this.#members.delete({ voiceChannelId, userId })),
      ...(fresh.length === 0 ? [] : [this.#members.upsert(fresh)]),
    ];
  }
}
