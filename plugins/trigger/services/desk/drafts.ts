import type { Clock } from 'roomkeeper';
import { randomBytes } from 'node:crypto';
import type { Given } from './given.js';
import type { Line } from './fields.js';

/** How long what was typed is kept, in milliseconds. */
export const DRAFT_LIFE_MS = 15 * 60_000;
/** How much of one person, and of everybody, is kept: the oldest goes. */
const PER_PERSON = 10;
const CAPACITY = 1_000;

/** What somebody has filled in and not yet saved. `test`: what is shown in pages. */
export interface Draft {
  readonly line: Line | 'trigger test';
  readonly guildId: string;
  readonly userId: string;
  readonly given: Given;
}

/** Keeps what people typed while a form is open, or until they have mended it. In memory only: a restart forgets it. */
export class Drafts {
  readonly #clock: Clock;
  /** The oldest first. */
  readonly #kept = new Map<string, { readonly draft: Draft; readonly until: number }>();

  public constructor(clock: Clock) {
    this.#clock = clock;
  }

  public get size(): number {
    return this.#kept.size;
  }

  /** Keeps a draft for 15 minutes. @param id - Of the one that it takes the place of. */
  public keep(draft: Draft, id: string = randomBytes(9).toString('base64url')): string {
    this.#kept.delete(id);
    this.#makeRoom(draft.userId);
    this.#kept.set(id, { draft, until: this.#clock.now() + DRAFT_LIFE_MS });
    return id;
  }

  /** A person's own draft; null when it is gone, or somebody else's. */
  public of(id: string, { userId, guildId }: Pick<Draft, 'userId' | 'guildId'>): Draft | null {
    const kept = this.#kept.get(id);
    if (kept === undefined || kept.until <= this.#clock.now()) return null;
    return kept.draft.userId === userId && kept.draft.guildId === guildId ? kept.draft : null;
  }

  public forget(id: string): void {
    this.#kept.delete(id);
  }

  /** Forgets all of a person's. */
  public forgetOf(userId: string): void {
    for (const [id, { draft }] of this.#kept) if (draft.userId === userId) this.#kept.delete(id);
  }

  #makeRoom(userId: string): void {
    const now = this.#clock.now();
    for (const [id, { until }] of this.#kept) if (until <= now) this.#kept.delete(id);
    const own = [...this.#kept].filter(([, { draft }]) => draft.userId === userId);
    for (const [id] of own.slice(0, Math.max(0, own.length - PER_PERSON + 1))) this.#kept.delete(id);
    for (const [id] of this.#kept) {
      if (this.#kept.size < CAPACITY) break;
      this.#kept.delete(id);
    }
  }
}
