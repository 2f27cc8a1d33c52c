import { Histogram } from 'prom-client';
import type { CellFamily } from './cell-family.js';
import type { SpreadCell } from './cells.js';
import type { HistogramDescription } from './metrics.js';

interface Line {
  readonly metricName: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/** A histogram of prom-client whose numbers are in our own cells, which cost less to fill. */
export class CellHistogram<Label extends string> extends Histogram<Label> {
  readonly #name: string;
  readonly #help: string;
  readonly #bounds: readonly number[];
  readonly #cells: CellFamily<Label, SpreadCell>;

  public constructor(
    { name, help, labels = [], buckets }: HistogramDescription<Label>,
    cells: CellFamily<Label, SpreadCell>,
  ) {
    super({ name, help, labelNames: [...labels], buckets: [...buckets], registers: [] });
    this.#name = name;
    this.#help = help;
    this.#bounds = buckets;
    this.#cells = cells;
  }

  /** What the registry asks for when it writes the text. */
  public async getForPromString(): Promise<object> {
    const values = [...this.#cells.all()].flatMap(({ labels, cell }) => this.#lines(labels, cell));
    return { name: this.#name, help: this.#help, type: 'histogram', values };
  }

  #lines(labels: Readonly<Record<string, string>>, { counts, sum }: SpreadCell): Line[] {
    let upTo = 0;
    const buckets = [...this.#bounds, '+Inf'].map((le, index) => {
      upTo += counts[index] ?? 0;
      return { metricName: `${this.#name}_bucket`, labels: { ...labels, le }, value: upTo };
    });
    return [
      ...buckets,
      { metricName: `${this.#name}_sum`, labels, value: sum },
      { metricName: `${this.#name}_count`, labels, value: upTo },
    ];
  }
}
