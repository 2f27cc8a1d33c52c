import { typedEmojiKey } from '../emoji.js';
import type { ActionRule } from './action-rule.js';

/** Adds a reaction to the event's message. */
export const react: ActionRule<'react'> = {
  kind: 'react',
  faults: ({ first }) => (typedEmojiKey(first) ? [] : [{ path: 'first', code: 'not-an-emoji' }]),
  needs: () => ['message'],
  canonical: (spec) => ({ ...spec, first: typedEmojiKey(spec.first) ?? spec.first }),
};
