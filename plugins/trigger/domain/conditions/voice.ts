import { accepted, everyPersistence, refused, wordless, type ConditionRule } from './condition.js';

type VoiceKind = 'voice-join' | 'voice-leave';

/** The conditions on voice channels. The scope names the channel, so there is nothing left to say. */
export function voice(kind: VoiceKind): ConditionRule<VoiceKind> {
  return {
    id: kind,
    event: kind,
    scopes: ['server', 'channel'],
    persistences: everyPersistence,
    check: (raw) => (raw.trim() === '' ? accepted('') : refused({ code: 'must-be-empty' })),
    matches: () => wordless,
  };
}
