import type { Deadline, OverdueQuery } from 'roomkeeper';
import { deadlines } from '../../domain/ownership-effects.js';
import { deadlineKey } from '../flow.js';
import type { Rooms, StoredRoom } from '../store/rooms.js';

/**
 * The deadlines of rooms that should have been decided by now, oldest first. Costs no query, for the copy in memory holds what
 * the table holds.
 *
 * @param isAvailable - whether a guild can be worked on; rooms of the others wait for their guild to come back.
 */
export function overdueRooms(
  rooms: Rooms,
  isAvailable: (guildId: string) => boolean,
  { before, limit }: OverdueQuery,
): Deadline[] {
  return rooms
    .all()
    .filter(({ room }) => isAvailable(room.guildId))
    .flatMap(deadlinesOf)
    .filter(({ at }) => at < before)
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
    .slice(0, limit);
}

function deadlinesOf({ room, names }: StoredRoom): Deadline<'hub.wake-room'>[] {
  const { voiceChannelId } = room;
  const all = [...deadlines.map(([deadline, of]) => [deadline, of(room)] as const), ['names', names.at] as const];
  return all.flatMap(([deadline, at]) => {
    if (at === null) return [];
    const payload = { voiceChannelId, deadline };
    return [{ ...deadlineKey(voiceChannelId, deadline), at: new Date(at), payload }];
  });
}
