import { signal } from '@preact/signals';
import type { TimelineFrame } from '../../protocol/frames.js';
import type { TimelineEntry } from '../../protocol/shared-view.js';

/** So many rows the page keeps; the sandbox has more. */
const LIMIT = 2000;

/** What happened, in order, as far as the page keeps it. */
class Happened {
  public readonly rows = signal<readonly TimelineEntry[]>([]);

  public takeIn({ rows, reset }: TimelineFrame): void {
    const kept = reset ? [] : this.rows.peek();
    const answered = new Map(rows.map((row) => [row.id, row]));
    const before = kept.map((row) => {
      const answer = answered.get(row.id);
      answered.delete(row.id);
      return answer ?? row;
    });
    this.rows.value = [...before, ...answered.values()].slice(-LIMIT);
  }

  /** Takes the rows away from the page. They stay in the sandbox. */
  public clear(): void {
    this.rows.value = [];
  }
}

export const happened = new Happened();
