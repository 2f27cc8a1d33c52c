import { typedEmojiKey } from '../emoji.js';
import { accepted, everyPersistence, everyScope, refused, wordless, type ConditionRule } from './condition.js';

type ReactionKind = 'reaction-add' | 'reaction-remove';

/** The conditions on reactions: this emoji, or any when the parameter is empty. */
export function reaction(kind: ReactionKind): ConditionRule<ReactionKind> {
  return {
    id: kind,
    event: kind,
    scopes: everyScope,
    persistences: everyPersistence,
    check(raw) {
      const key = typedEmojiKey(raw);
      return key === null ? refused({ code: 'not-an-emoji' }) : accepted(key);
    },
    matches: ({ event, parameter }) => (parameter === '' || parameter === event.emoji ? wordless : null),
  };
}
