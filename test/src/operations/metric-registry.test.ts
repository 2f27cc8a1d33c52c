import { expect } from 'chai';
import { MOST_COMBINATIONS } from '../../../src/operations/cell-family.js';
import { MetricRegistry } from '../../../src/operations/metric-registry.js';
import { memoryLogger, silentLogger, type LogLine } from '../../support/logger.js';
import { metricIn } from '../../support/pages.js';

describe('FW-61 the metrics of plugins', () => {
  const registry = (): MetricRegistry => new MetricRegistry(silentLogger);

  it('FW-61 a counter adds up, by its labels, under the prefix of its plugin', async () => {
    const all = registry();
    const greeted = all.under('greeter_').counter({ name: 'greetings_total', help: 'Greeted.', labels: ['way'] });
    greeted.of({ way: 'loud' }).add();
    greeted.of({ way: 'loud' }).add(2);
    greeted.of({ way: 'soft' }).add();
    const text = await all.text();
    expect(text).to.include('# HELP greeter_greetings_total Greeted.\n# TYPE greeter_greetings_total counter\n');
    expect(metricIn(text, 'greeter_greetings_total{way="loud"}')).to.equal(3);
    expect(metricIn(text, 'greeter_greetings_total{way="soft"}')).to.equal(1);
    expect(await all.text(), 'asking changes nothing').to.equal(text);
  });

  it('FW-61 one without labels is there from the beginning', async () => {
    const all = registry();
    const metrics = all.under('p_');
    metrics.counter({ name: 'events_total', help: '-' });
    metrics.histogram({ name: 'wait_seconds', help: '-', buckets: [1] });
    const text = await all.text();
    expect(metricIn(text, 'p_events_total')).to.equal(0);
    expect(metricIn(text, 'p_wait_seconds_count')).to.equal(0);
  });

  it('FW-61 a histogram counts each value in its bucket and in all above', async () => {
    const all = registry();
    const waits = all.under('p_').histogram({ name: 'wait_seconds', help: 'W.', labels: ['kind'], buckets: [0.1, 1] });
    for (const value of [0.05, 0.1, 0.5, 7]) waits.of({ kind: 'a' }).observe(value);
    const text = await all.text();
    expect(text).to.include('# TYPE p_wait_seconds histogram');
    const of = (part: string) => metricIn(text, `p_wait_seconds_${part}`);
    expect(of('bucket{kind="a",le="0.1"}')).to.equal(2);
    expect(of('bucket{kind="a",le="1"}')).to.equal(3);
    expect(of('bucket{kind="a",le="+Inf"}')).to.equal(4);
    expect(of('count{kind="a"}')).to.equal(4);
    expect(of('sum{kind="a"}')).to.be.closeTo(7.65, 1e-9);
  });

  it('FW-61 a histogram measures durations in seconds', async () => {
    const all = registry();
    const wait = all
      .under('p_')
      .histogram({ name: 'wait_seconds', help: '-', buckets: [60] })
      .of({});
    wait.end(wait.begin() - 2500);
    expect(metricIn(await all.text(), 'p_wait_seconds_sum')).to.be.within(2.5, 3.5);
  });

  it('FW-61 a gauge is read when somebody asks, and forgets what it was', async () => {
    const all = registry();
    const rooms = new Map([['a', 1]]);
    all
      .under('p_')
      .gauge({ name: 'rooms', help: '-', labels: ['hub'] }, async () =>
        [...rooms].map(([hub, value]) => ({ labels: { hub }, value })),
      );
    expect(metricIn(await all.text(), 'p_rooms{hub="a"}')).to.equal(1);
    rooms.delete('a');
    rooms.set('b', 5);
    const text = await all.text();
    expect(metricIn(text, 'p_rooms{hub="a"}')).to.equal(undefined);
    expect(metricIn(text, 'p_rooms{hub="b"}')).to.equal(5);
  });

  it('FW-61 a gauge that fails is left out, and harms no other', async () => {
    const lines: LogLine[] = [];
    const all = new MetricRegistry(memoryLogger(lines));
    const metrics = all.under('p_');
    metrics.gauge({ name: 'broken', help: '-' }, () => {
      throw new Error('boom');
    });
    metrics.gauge({ name: 'whole', help: '-' }, () => [{ labels: {}, value: 2 }]);
    const text = await all.text();
    expect(metricIn(text, 'p_broken')).to.equal(undefined);
    expect(metricIn(text, 'p_whole')).to.equal(2);
    expect(lines.map(({ metric }) => metric)).to.deep.equal(['p_broken']);
  });

  it('FW-61 values that nobody thought of do not fill the memory', async () => {
    const all = registry();
    const counter = all.under('p_').counter({ name: 'said_total', help: '-', labels: ['word'] });
    for (let word = 0; word < MOST_COMBINATIONS + 50; word += 1) counter.of({ word: `w${word}` }).add();
    const text = await all.text();
    expect(text.match(/^p_said_total\{/gm)).to.have.lengthOf(MOST_COMBINATIONS + 1);
    expect(metricIn(text, 'p_said_total{word="other"}')).to.equal(50);
  });

  it('FW-61 what stands in a label stays in its label', async () => {
    const all = registry();
    all
      .under('p_')
      .counter({ name: 'said_total', help: '-', labels: ['word'] })
      .of({ word: 'a"} 1\nevil 2' })
      .add();
    expect(metricIn(await all.text(), 'evil')).to.equal(undefined);
  });

  it('FW-61 a name that is taken, or none, is refused where it is registered', () => {
    const metrics = registry().under('p_');
    metrics.counter({ name: 'twice_total', help: '-' });
    expect(() => metrics.gauge({ name: 'twice_total', help: '-' }, () => [])).to.throw('p_twice_total already');
    expect(() => metrics.counter({ name: 'no name', help: '-' })).to.throw(/name/i);
  });
});
