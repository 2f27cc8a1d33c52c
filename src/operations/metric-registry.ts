import { collectDefaultMetrics, Counter as PromCounter, Gauge as PromGauge, Registry } from 'prom-client';
import type { Logger } from '../logging/logger.js';
import { CellFamily } from './cell-family.js';
import { CellHistogram } from './cell-histogram.js';
import { CountCell, SpreadCell } from './cells.js';
import type {
  Counter,
  Family,
  Histogram,
  HistogramDescription,
  MetricDescription,
  Metrics,
  Reading,
} from './metrics.js';

/** How long a gauge may take to be read, in milliseconds. */
const READ_LIMIT = 2000;

/** All metrics of a process, and their text in Prometheus' format. */
export class MetricRegistry {
  readonly #registry = new Registry();
  readonly #log: Logger;

  public constructor(log: Logger) {
    this.#log = log;
  }

  /** The content type of {@link text}. */
  public get contentType(): string {
    return this.#registry.contentType;
  }

  /** Adds what Node knows of the process: memory, processor time, the event loop's lag, garbage collection. */
  public addProcess(): void {
    collectDefaultMetrics({ register: this.#registry });
  }

  public text(): Promise<string> {
    return this.#registry.metrics();
  }

  /** The port of somebody whose metrics' names all begin with `prefix`. */
  public under(prefix: string): Metrics {
    const named = <Description extends MetricDescription<string>>(description: Description): Description => {
      const name = `${prefix}${description.name}`;
      if (this.#registry.getSingleMetric(name)) throw new Error(`There is a metric ${name} already`);
      return { ...description, name };
    };
    return {
      counter: (description) => this.#counter(named(description)),
      histogram: (description) => this.#histogram(named(description)),
      gauge: (description, read) => this.#gauge(named(description), read),
    };
  }

  #counter<Label extends string>({ name, help, labels = [] }: MetricDescription<Label>): Family<Label, Counter> {
    const cells = new CellFamily(labels, () => new CountCell());
    const counter = new PromCounter({
      name,
      help,
      labelNames: [...labels],
      registers: [this.#registry],
      collect() {
        this.reset();
        for (const { labels: values, cell } of cells.all()) counter.inc(values, cell.value);
      },
    });
    return cells;
  }

  #histogram<Label extends string>(description: HistogramDescription<Label>): Family<Label, Histogram> {
    const cells = new CellFamily(description.labels ?? [], () => new SpreadCell(description.buckets));
    this.#registry.registerMetric(new CellHistogram(description, cells));
    return cells;
  }

  #gauge<Label extends string>(
    { name, help, labels = [] }: MetricDescription<Label>,
    read: () => Iterable<Reading<Label>> | Promise<Iterable<Reading<Label>>>,
  ): void {
    const log = this.#log;
    const gauge = new PromGauge({
      name,
      help,
      labelNames: [...labels],
      registers: [this.#registry],
      async collect() {
        const readings = await inTime(async () => [...(await read())]).catch((error: unknown) => {
          log.debug({ metric: name, error }, 'A metric could not be read');
          return [];
        });
        // Not before it was read: of two who ask at once, neither finds it empty.
        gauge.reset();
        if (labels.length === 0 && readings.length === 0) gauge.remove();
        for (const { labels: values, value } of readings) gauge.set(values, value);
      },
    });
  }
}

async function inTime<Result>(work: () => Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It took longer than ${READ_LIMIT} ms`)), READ_LIMIT);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
