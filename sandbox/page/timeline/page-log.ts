import type { TimelineRow } from '../../timeline.js';
import type { TimelineEntry } from '../protocol/shared-view.js';
import { Redaction } from './redact.js';
import { detailsOf, entryOf, type EntryContext, type EntryFields } from './row-entry.js';

interface Kept {
  readonly entry: TimelineEntry;
  readonly details: () => unknown;
}

/** So many rows are kept; older ones go. */
const LIMIT = 5000;

/** All that happened, as the page shows it: what the sandbox records, and what is done with it. */
export class PageLog {
  readonly #context: () => EntryContext;
  readonly #redaction: Redaction;
  /** By id, the oldest first. */
  readonly #kept = new Map<number, Kept>();
  readonly #ids = new WeakMap<TimelineRow, number>();
  readonly #listeners = new Set<(entry: TimelineEntry) => void>();
  #last = 0;

  /** @param secrets - Texts that no row must show. */
  public constructor(context: () => EntryContext, secrets: readonly string[]) {
    this.#context = context;
    this.#redaction = new Redaction(secrets);
  }

  /** The last rows, at most so many. */
  public last(count: number): TimelineEntry[] {
    return [...this.#kept.values()].slice(-count).map(({ entry }) => entry);
  }

  /** What a row holds, or undefined when it is gone. */
  public details(id: number): unknown {
    return this.#redaction.value(this.#kept.get(id)?.details());
  }

  /** Calls `listener` with each new row, and again with one that has changed; the answer stops it. */
  public onEntry(listener: (entry: TimelineEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Takes a row of the sandbox's timeline, or what has become of one. */
  public record(row: TimelineRow): void {
    const known = this.#ids.get(row);
    const id = known ?? this.#nextId();
    this.#ids.set(row, id);
    // One that was dropped long ago does not come back as the newest.
    if (known !== undefined && !this.#kept.has(id)) return;
    this.#put(id, entryOf(row, this.#context()), () => detailsOf(row));
  }

  /** Adds a row of what the sandbox itself does not record. */
  public note(fields: EntryFields, details: unknown = fields): void {
    this.#put(this.#nextId(), fields, () => details);
  }

  #nextId(): number {
    this.#last += 1;
    return this.#last;
  }

  #put(id: number, fields: EntryFields, details: () => unknown): void {
    const { title, about } = fields;
    const entry = { id, ...fields, title: this.#redaction.text(title), about: this.#redaction.text(about) };
    this.#kept.set(id, { entry, details });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > LIMIT && oldest !== undefined) this.#kept.delete(oldest);
    for (const listener of this.#listeners) listener(entry);
  }
}
