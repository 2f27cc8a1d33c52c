import type { ActionRule } from './action-rule.js';

/** Deletes the event's message: the one that was written, or the one that was reacted to. */
export const deleteMessage: ActionRule<'delete-message'> = {
  kind: 'delete-message',
  faults: () => [],
  needs: () => ['message'],
  canonical: (spec) => spec,
};
