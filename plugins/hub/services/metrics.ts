import type { PluginContext } from 'roomkeeper';
import { RENAME_LIMIT, used } from '../domain/rename-budget.js';
import type { Rooms } from './store/rooms.js';

/** What hub measures: how much of the edits that Discord allows its rooms have used up, and which names wait for more. */
export function registerMetrics({ metrics, clock }: PluginContext, rooms: Rooms): void {
  metrics.gauge(
    {
      name: 'rename_budget_used',
      help: `Rooms by how many of the ${RENAME_LIMIT} name edits that Discord allows in ten minutes are used up.`,
      labels: ['edits'],
    },
    () => {
      const now = clock.now();
      const counts = Array.from({ length: RENAME_LIMIT + 1 }, () => 0);
      for (const { names } of rooms.all()) {
        const edits = used(names.stamps, now);
        counts[edits] = (counts[edits] ?? 0) + 1;
      }
      return counts.map((value, edits) => ({ labels: { edits: String(edits) }, value }));
    },
  );
  metrics.gauge({ name: 'names_waiting', help: 'Rooms whose next name waits for its turn.' }, () => [
    { labels: {}, value: rooms.all().filter(({ names }) => names.wish !== null).length },
  ]);
}
