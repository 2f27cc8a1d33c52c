import type { Family, LabelValues } from './metrics.js';

/** How many combinations of label values one metric has at most. */
export const MOST_COMBINATIONS = 1000;

/** What stands for all further combinations. */
const REST = 'other';

/** The cells of one metric, by the values of its labels. */
export class CellFamily<Label extends string, Cell> implements Family<Label, Cell> {
  readonly #labels: readonly Label[];
  readonly #make: () => Cell;
  readonly #cells = new Map<string, { readonly labels: LabelValues<Label>; readonly cell: Cell }>();

  public constructor(labels: readonly Label[], make: () => Cell) {
    this.#labels = labels;
    this.#make = make;
    // A metric without labels is there from the beginning, at nought.
    if (labels.length === 0) this.of({} as LabelValues<Label>);
  }

  public of(labels: LabelValues<Label>): Cell {
    const key = this.#labels.map((label) => labels[label]).join('\0');
    const known = this.#cells.get(key);
    if (known) return known.cell;
    const rest = Object.fromEntries(this.#labels.map((label) => [label, REST])) as LabelValues<Label>;
    const isRest = this.#labels.every((label) => labels[label] === REST);
    if (this.#cells.size >= MOST_COMBINATIONS && !isRest) return this.of(rest);
    const cell = this.#make();
    const values = Object.fromEntries(this.#labels.map((label) => [label, labels[label]])) as LabelValues<Label>;
    this.#cells.set(key, { labels: values, cell });
    return cell;
  }

  public all(): Iterable<{ readonly labels: LabelValues<Label>; readonly cell: Cell }> {
    return this.#cells.values();
  }
}
