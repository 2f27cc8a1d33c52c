import type { ReactionEvent, VoiceEvent } from '../event.js';
import type { Scope, Snowflake, Trigger } from '../trigger.js';

/** What stands for any emoji, and for no message in particular. */
const ANY = '';

/** Reaction triggers of one kind by message and emoji. A look-up takes four steps, however many there are. */
export class ReactionIndex {
  readonly #byKey = new Map<string, Trigger[]>();

  constructor(triggers: readonly Trigger[]) {
    for (const trigger of triggers) {
      put(this.#byKey, reactionKey(messageOf(trigger.scope), trigger.condition.parameter), trigger);
    }
  }

  match({ messageId, emoji }: ReactionEvent): readonly Trigger[] {
    const found: Trigger[] = [];
    for (const message of [messageId, ANY]) {
      for (const known of [emoji, ANY]) {
        for (const trigger of this.#byKey.get(reactionKey(message, known)) ?? []) found.push(trigger);
      }
    }
    return found;
  }
}

/** Voice triggers of one kind by channel. */
export class VoiceIndex {
  readonly #byChannel = new Map<Snowflake, Trigger[]>();

  constructor(triggers: readonly Trigger[]) {
    for (const trigger of triggers) {
      put(this.#byChannel, trigger.scope.kind === 'channel' ? trigger.scope.channelId : ANY, trigger);
    }
  }

  match({ channelId, parentId }: VoiceEvent): readonly Trigger[] {
    const channels = new Set([channelId, parentId ?? ANY, ANY]);
    return [...channels].flatMap((id) => this.#byChannel.get(id) ?? []);
  }
}

/** The key of a reaction: the message, or empty for any; the emoji's key, or empty for any. */
export function reactionKey(messageId: Snowflake, emoji: string): string {
  return `${messageId}:${emoji}`;
}

function messageOf(scope: Scope): Snowflake {
  return scope.kind === 'message' ? scope.messageId : ANY;
}

function put(map: Map<string, Trigger[]>, key: string, trigger: Trigger): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [trigger]);
  else known.push(trigger);
}
