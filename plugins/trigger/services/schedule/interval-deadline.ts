import type { Deadline, DeadlineKey } from 'roomkeeper';
import type { TriggerId } from '../../domain/trigger.js';

/** Names the one deadline of an interval trigger. */
export function intervalKey(id: TriggerId): DeadlineKey<'trigger.wake-interval'> {
  return { task: 'trigger.wake-interval', key: String(id) };
}

export function intervalDeadline(id: TriggerId, at: Date): Deadline<'trigger.wake-interval'> {
  return { ...intervalKey(id), at, payload: { id } };
}
