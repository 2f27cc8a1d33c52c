import type { RecordedCall } from 'roomkeeper/sandbox';
import { RENAME_LIMIT, RENAME_WINDOW_MS } from '../../../plugins/hub/domain/rename-budget.js';

const EDIT = 'PATCH /channels/{channel_id}';

/** The channels whose name the bot has edited more often than Discord lets it, in words. */
export function renameFaults(calls: readonly RecordedCall[]): string[] {
  const edits = calls.filter(({ operation, body, status }) => operation === EDIT && status === 200 && hasName(body));
  const byChannel = Map.groupBy(edits, ({ params }) => params['channel_id'] ?? '');
  return [...byChannel].flatMap(([channelId, ofChannel]) => {
    const times = ofChannel.map(({ at }) => at).toSorted((one, other) => one - other);
    const tooSoon = times.some((at, index) => at - (times[index - RENAME_LIMIT] ?? -Infinity) < RENAME_WINDOW_MS);
    return tooSoon ? [`${channelId} was renamed ${times.length} times, more than its budget`] : [];
  });
}

function hasName(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'name' in body;
}
