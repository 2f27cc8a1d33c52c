import type { Deadline, PluginContext, OverdueQuery } from 'roomkeeper';
import { AutoChannel } from '../entities/auto-channel.js';
import { deadlineKey } from './flow.js';

const columns = [
  ['grace', 'ownerGraceExpiresAt'],
  ['acting-window', 'actingExpiresAt'],
  ['deletion', 'cleanupAt'],
  ['names', 'renameAt'],
] as const;

/** The deadlines of rooms that have passed and that no job has woken, the longest overdue first. */
export async function overdueRooms({ orm }: PluginContext, { before, limit }: OverdueQuery): Promise<Deadline[]> {
  const em = orm.em.fork();
  const found = await Promise.all(
    columns.map(async ([deadline, column]) => {
      const rows = await em.find(AutoChannel, { [column]: { $lt: before } }, { orderBy: { [column]: 'asc' }, limit });
      return rows.flatMap((row) => {
        const at = row[column];
        const { voiceChannelId } = row;
        return at === null
          ? []
          : { ...deadlineKey(voiceChannelId, deadline), at, payload: { voiceChannelId, deadline } };
      });
    }),
  );
  return found
    .flat()
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
    .slice(0, limit);
}
