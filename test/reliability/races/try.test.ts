import { batchOf } from './acts.js';
import { Race } from './race.js';

describe('try', () => {
  it('try', async function () {
    this.timeout(300_000);
    const t0 = performance.now();
    const race = await Race.set();
    console.log('set', performance.now() - t0);
    const seed = Number(process.env['RACE_SEED'] ?? 1);
    for (let n = 0; n < Number(process.env['RACE_BATCHES'] ?? 2); n += 1) {
      const t = performance.now();
      const c0 = process.cpuUsage();
      const batch = batchOf(seed + n, { guilds: Number(process.env['RACE_GUILDS'] ?? 16), rounds: 4 });
      const outcomes = await race.run(batch);
      const c = process.cpuUsage(c0);
      console.log(
        'batch',
        seed + n,
        'cpu',
        Math.round((c.user + c.system) / 1000),
        performance.now() - t,
        outcomes.reduce((sum, { acts }) => sum + acts, 0),
        outcomes.filter(({ faults }) => faults.length > 0).length,
      );
      for (const { story } of outcomes) if (process.env['STORY']) console.log(story.join('\n'));
      for (const { faults, story } of outcomes)
        if (faults.length > 0) console.log([...story, ...faults].join('\n').slice(0, 6000), '\n=====');
    }
    await race.strike();
  });
});
