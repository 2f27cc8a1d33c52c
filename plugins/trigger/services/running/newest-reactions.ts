import type { TriggerEvent } from '../../domain/event.js';

/**
 * Of reactions that somebody adds and takes away again and again, faster than they are served, only the newest of each kind counts:
 * who clicks a hundred times causes as many requests as who clicks twice, and ends with what their reaction says.
 */
export class NewestReactions {
  /** The newest event that waits, by what it is about. */
  readonly #waiting = new Map<string, string>();

  /** An event has come, and waits for its turn. */
  public came(event: TriggerEvent, userId: string | null): void {
    const key = keyOf(event, userId);
    if (key !== null) this.#waiting.set(key, event.id);
  }

  /** It is the event's turn. False when a newer one of the same kind waits behind it. */
  public isNewest(event: TriggerEvent, userId: string | null): boolean {
    const key = keyOf(event, userId);
    if (key === null) return true;
    if (this.#waiting.get(key) !== event.id) return false;
    this.#waiting.delete(key);
    return true;
  }
}

function keyOf(event: TriggerEvent, userId: string | null): string | null {
  if (event.kind !== 'reaction-add' && event.kind !== 'reaction-remove') return null;
  return `${event.kind}:${event.messageId}:${event.emoji}:${userId}`;
}
