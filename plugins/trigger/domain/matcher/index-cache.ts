import type { EventKind } from '../event.js';
import type { Snowflake } from '../trigger.js';

export interface CacheBounds {
  readonly guilds: number;
  readonly bytes: number;
}

export const defaultBounds: CacheBounds = { guilds: 2_000, bytes: 64 * 1024 * 1024 };

/** What is kept of a guild: its index, and what goes with it. */
export interface Weighed {
  /** About how much memory it takes. */
  readonly bytes: number;
}

/**
 * The indexes of the guilds that had events lately. Each belongs to a version of the guild's triggers, which grows with
 * every change, so that an index that was being built while they changed is never taken for the current one. Least
 * lately used ones go when there are too many, or when they take too much memory.
 */
export class IndexCache<Index extends Weighed> {
  readonly #indexes = new Map<Snowflake, Kept<Index>>();
  readonly #versions = new Map<Snowflake, number>();
  readonly #bounds: CacheBounds;
  #bytes = 0;
  #uses = 0;

  constructor(bounds: CacheBounds = defaultBounds) {
    this.#bounds = bounds;
  }

  get size(): number {
    return this.#indexes.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** To be read before the triggers are loaded that an index is built from. */
  versionOf(guildId: Snowflake): number {
    return this.#versions.get(guildId) ?? 0;
  }

  /** The current index; null when it has to be built. */
  get(guildId: Snowflake): Index | null {
    const kept = this.#indexes.get(guildId);
    if (kept === undefined) return null;
    // Each message asks: to be moved within a map would cost it more than all else here.
    kept.usedAt = ++this.#uses;
    return kept.index;
  }

  /** Keeps an index, unless the triggers have changed since `version`. */
  put(guildId: Snowflake, version: number, index: Index): boolean {
    if (version !== this.versionOf(guildId)) return false;
    this.#drop(guildId);
    this.#indexes.set(guildId, { index, usedAt: ++this.#uses });
    this.#bytes += index.bytes;
    while (this.#isOver && this.#indexes.size > 1) this.#drop(this.#longestUnused());
    return true;
  }

  /** After a guild's triggers have changed: in the same unit of work, once it is committed. */
  invalidate(guildId: Snowflake): void {
    this.#versions.set(guildId, this.versionOf(guildId) + 1);
    this.#drop(guildId);
  }

  get #isOver(): boolean {
    return this.#indexes.size > this.#bounds.guilds || this.#bytes > this.#bounds.bytes;
  }

  /** Never the one that was just put, as long as there is another. */
  #longestUnused(): Snowflake {
    let found = '';
    let least = Infinity;
    for (const [guildId, { usedAt }] of this.#indexes) {
      if (usedAt >= least) continue;
      found = guildId;
      least = usedAt;
    }
    return found;
  }

  #drop(guildId: Snowflake): void {
    const kept = this.#indexes.get(guildId);
    if (kept === undefined) return;
    this.#indexes.delete(guildId);
    this.#bytes -= kept.index.bytes;
  }
}

interface Kept<Index> {
  readonly index: Index;
  /** Greater than that of all that were used before. */
  usedAt: number;
}

/** Which guilds have triggers of which kind: for all others an event costs this one look-up. */
export class KindDirectory {
  readonly #guilds = new Map<EventKind, Set<Snowflake>>();

  has(kind: EventKind, guildId: Snowflake): boolean {
    return this.#guilds.get(kind)?.has(guildId) ?? false;
  }

  /** Replaces what is known about a guild. */
  set(guildId: Snowflake, kinds: ReadonlySet<EventKind>): void {
    for (const guilds of this.#guilds.values()) guilds.delete(guildId);
    for (const kind of kinds) {
      const guilds = this.#guilds.get(kind);
      if (guilds === undefined) this.#guilds.set(kind, new Set([guildId]));
      else guilds.add(guildId);
    }
  }
}
