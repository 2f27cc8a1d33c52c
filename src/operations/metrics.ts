/** What a metric is called and says. */
export interface MetricDescription<Label extends string = never> {
  /**
   * Snake case, without the prefix that the framework adds (`roomkeeper_<plugin>_`), in base units: `_total` at the end of a
   * counter, `_seconds`, `_bytes`.
   */
  readonly name: string;
  /** One sentence, for whoever reads it on a dashboard. */
  readonly help: string;
  /**
   * What one metric is divided by. The values must be few and known, such as kinds: never ids, names or anything that people
   * write. Past a thousand combinations the rest is counted together, under the value `other`.
   */
  readonly labels?: readonly Label[];
}

/** A description with the upper bounds of its buckets, ascending. */
export interface HistogramDescription<Label extends string = never> extends MetricDescription<Label> {
  readonly buckets: readonly number[];
}

/** A value for each label. */
export type LabelValues<Label extends string> = Readonly<Record<Label, string>>;

/** A number that only grows. */
export interface Counter {
  /** @param amount - Default 1; not negative. */
  add(amount?: number): void;
}

/** How values are spread, durations above all. */
export interface Histogram {
  observe(value: number): void;
  /** Begins to measure a duration. Costs nothing while metrics are off. */
  begin(): number;
  /** Observes the seconds since `begin` gave `begun`. */
  end(begun: number): void;
}

/** One metric, divided by its labels. */
export interface Family<Label extends string, One> {
  /** Look it up once and keep it where it is used often: using it allocates nothing. */
  of(labels: LabelValues<Label>): One;
}

/** One value of a gauge. */
export interface Reading<Label extends string> {
  readonly labels: LabelValues<Label>;
  readonly value: number;
}

/**
 * The metrics of one plugin, as `/metrics` shows them to Prometheus. Register each of them once, in `setup`. While no port is
 * configured nothing is kept, and nothing is ever read.
 *
 * @example
 * const greetings = context.metrics.counter({ name: 'greetings_total', help: 'Members that were greeted.' }).of({});
 * greetings.add();
 */
export interface Metrics {
  /** @throws {Error} when the name is no metric's name, or taken; so do the others. */
  counter<Label extends string = never>(description: MetricDescription<Label>): Family<Label, Counter>;
  histogram<Label extends string = never>(description: HistogramDescription<Label>): Family<Label, Histogram>;
  /**
   * A number that is looked up when somebody asks.
   *
   * @param read - Should be quick. When it throws, or takes longer than two seconds, the metric is left out of the answer.
   */
  gauge<Label extends string = never>(
    description: MetricDescription<Label>,
    read: () => Iterable<Reading<Label>> | Promise<Iterable<Reading<Label>>>,
  ): void;
}
