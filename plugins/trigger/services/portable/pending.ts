import { randomBytes } from 'node:crypto';
import type { Clock } from 'roomkeeper';
import type { ImportFile, ImportPlan } from './planning.js';

/** How long an import waits for its confirmation, in milliseconds. */
export const PENDING_LIFE_MS = 15 * 60_000;
/** How many wait at once: the oldest goes. */
const CAPACITY = 100;

/** An import whose changes were shown, and that nobody has confirmed yet. */
export interface PendingImport {
  readonly id: string;
  readonly file: ImportFile;
  readonly plan: ImportPlan;
}

interface Person {
  readonly guildId: string;
  readonly userId: string;
}

/** Keeps one import of each person in each guild. In memory only: a restart forgets it. */
export class PendingImports {
  readonly #clock: Clock;
  /** By person, the oldest first. */
  readonly #kept = new Map<string, { readonly pending: PendingImport; readonly until: number }>();

  public constructor(clock: Clock) {
    this.#clock = clock;
  }

  public get size(): number {
    return this.#kept.size;
  }

  /** Keeps an import in the place of the person's last one. */
  public keep(person: Person, file: ImportFile, plan: ImportPlan): PendingImport {
    const pending = { id: randomBytes(9).toString('base64url'), file, plan };
    const now = this.#clock.now();
    this.#kept.delete(keyOf(person));
    for (const [key, { until }] of this.#kept) {
      if (until <= now || this.#kept.size >= CAPACITY) this.#kept.delete(key);
    }
    this.#kept.set(keyOf(person), { pending, until: now + PENDING_LIFE_MS });
    return pending;
  }

  /** A person's own import; null when it is gone, or another one took its place. */
  public of(person: Person, id: string): PendingImport | null {
    const kept = this.#kept.get(keyOf(person));
    if (kept === undefined || kept.until <= this.#clock.now() || kept.pending.id !== id) return null;
    return kept.pending;
  }

  public forget(person: Person, id: string): void {
    if (this.of(person, id) !== null) this.#kept.delete(keyOf(person));
  }
}

function keyOf({ guildId, userId }: Person): string {
  return `${guildId}:${userId}`;
}
