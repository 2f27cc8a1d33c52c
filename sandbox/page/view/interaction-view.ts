import type { InteractionRecord, ModalRecord } from '../../store/interaction-record.js';
import type { ModalView, PendingView } from '../protocol/seat-view.js';
import type { Looker } from './looker.js';

/** So long a failure is shown, in milliseconds. */
const FAILURE_SHOWS = 12_000;

/** The modals that are open for the looker, the newest last. */
export function viewModals(looker: Looker): ModalView[] {
  return openModals(looker).map((modal) => ({ id: modal.opener.id, form: modal.data, state: stateOf(modal) }));
}

/** The modals that somebody has neither sent nor closed. */
export function openModals({ world, user, dismissed }: Pick<Looker, 'world' | 'user' | 'dismissed'>): ModalRecord[] {
  return [...world.interactions.values()]
    .flatMap(({ user: opener, answer }) => (opener.id === user.id && answer?.modal ? [answer.modal] : []))
    .filter((modal) => modal.submission?.state !== 'answered' && !dismissed.has(modal.opener.id));
}

function stateOf({ submission }: ModalRecord): ModalView['state'] {
  if (!submission) return 'open';
  return submission.state === 'failed' ? 'failed' : 'submitting';
}

/** What the looker did with the bot that waits for an answer, or got none. */
export function viewPending(looker: Looker): PendingView[] {
  const { world, user, notes } = looker;
  const now = world.clock.now();
  const shows = ({ state, createdAt }: InteractionRecord) =>
    state === 'pending' || (state === 'failed' && now - createdAt < FAILURE_SHOWS);
  return [...world.interactions.values()].flatMap((record) => {
    const note = notes.get(record.id);
    if (record.user.id !== user.id || !note || note.kind === 'autocomplete' || !shows(record)) return [];
    const state = record.state === 'pending' ? 'waiting' : 'failed';
    return [{ ...note, kind: note.kind, id: record.id, channel: record.channel.id, state }];
  });
}
