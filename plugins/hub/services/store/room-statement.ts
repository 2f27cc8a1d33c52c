import { isDeepStrictEqual } from 'node:util';
import type { EntityManager, NativeQueryBuilder } from '@mikro-orm/postgresql';
import type { Room } from '../../domain/room.js';
import { AutoChannel } from '../../entities/auto-channel.js';
import { AutoChannelMember } from '../../entities/auto-channel-member.js';
import { roomRow, type StoredRoom } from './room-rows.js';

/**
 * Stores what has become of a room by one statement: all of it or nothing, in one round trip, for voice events come by the
 * dozen. None when nothing differs, and the row itself is left out where members alone have changed. Else the whole row is
 * written, so that it heals what an earlier statement did though its answer got lost.
 */
export async function updateRoom(em: EntityManager, before: StoredRoom, after: StoredRoom): Promise<void> {
  await together(em, [...rowStatements(em, before, after), ...memberStatements(em, before.room, after.room)]);
}

/** Stores a new room with its members, and what else is to happen with it or not at all, by one statement. */
export async function insertRoom(
  em: EntityManager,
  stored: StoredRoom,
  ...alongside: readonly NativeQueryBuilder[]
): Promise<void> {
  const row = em.createQueryBuilder(AutoChannel).insert(roomRow(stored)).getNativeQuery();
  const members = memberStatements(em, { ...stored.room, members: [] }, stored.room);
  await together(em, [row, ...members, ...alongside]);
}

async function together(em: EntityManager, [first, ...others]: readonly NativeQueryBuilder[]): Promise<void> {
  if (!first) return;
  await em.execute(others.reduce((all, other, index) => all.with(`other_${index}`, other), first));
}

function rowStatements(em: EntityManager, before: StoredRoom, after: StoredRoom) {
  const row = roomRow(after);
  if (isDeepStrictEqual(row, roomRow(before))) return [];
  const { voiceChannelId } = row;
  return [em.createQueryBuilder(AutoChannel).update(row).where({ voiceChannelId }).getNativeQuery()];
}

function memberStatements(em: EntityManager, { members: before }: Room, { voiceChannelId, members }: Room) {
  const kept = new Set(members.map(({ userId }) => userId));
  const gone = before.map(({ userId }) => userId).filter((userId) => !kept.has(userId));
  const known = new Map(before.map(({ userId, joinedAt }) => [userId, joinedAt]));
  const fresh = members
    .filter(({ userId, joinedAt }) => known.get(userId) !== joinedAt)
    .map(({ userId, joinedAt }) => ({ voiceChannelId, userId, joinedAt: new Date(joinedAt) }));
  const of = () => em.createQueryBuilder(AutoChannelMember);
  return [
    ...(gone.length === 0
      ? []
      : [
          of()
            .delete({ voiceChannelId, userId: { $in: gone } })
            .getNativeQuery(),
        ]),
    ...(fresh.length === 0
      ? []
      : [of().insert(fresh).onConflict(['voiceChannelId', 'userId']).merge(['joinedAt']).getNativeQuery()]),
  ];
}
