import { expect } from 'chai';
import { Pool } from 'pg';
import { ManualClock } from 'roomkeeper/sandbox';
import { OutageWatch } from '../../../src/database/outage-watch.js';
import { DatabaseProxy } from '../../support/database-proxy.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { silentLogger } from '../../support/logger.js';

describe('outages of the database', () => {
  let database: TestDatabase;
  let proxy: DatabaseProxy;
  let pool: Pool;
  let clock: ManualClock;
  let returns = 0;
  let probes: Promise<unknown>[] = [];

  const ask = (): Promise<unknown> => pool.query('select 1');
  const probed = async (): Promise<void> => {
    for (let count = -1; count !== probes.length;) {
      count = probes.length;
      await Promise.allSettled(probes);
      await new Promise((resolve) => void setImmediate(resolve));
    }
  };
  /** A connection that breaks is noticed a moment later. */
  const broken = async (): Promise<void> => {
    while (probes.length === 0) await new Promise((resolve) => void setImmediate(resolve));
    await probed();
  };

  beforeEach(async () => {
    database = await testDatabase();
    proxy = await DatabaseProxy.start(database.url);
    clock = new ManualClock();
    [returns, probes] = [0, []];
    const probe = (): Promise<unknown> => {
      const asked = ask();
      probes.push(asked);
      return asked;
    };
    const watch = new OutageWatch({ clock, log: silentLogger, probe });
    watch.onReturn(() => (returns += 1));
    pool = new Pool({ connectionString: proxy.url });
    // The ORM has such a listener too: without one, a broken connection would end the process.
    pool.on('error', () => undefined);
    watch.watch(pool);
    await ask();
  });
  afterEach(async () => {
    await pool.end();
    await proxy.stop();
    await database.drop();
  });

  it('RL-02 a database that was away is noticed when it answers again, once', async () => {
    proxy.refuse();
    await broken();
    await clock.advance(10_000, probed);
    expect(returns).to.equal(0);
    proxy.serve();
    await clock.advance(10_000, probed);
    expect(returns).to.equal(1);
    expect(probes.length).to.be.greaterThan(3);
  });

  it('RL-02 a connection that breaks under a question is an outage, however short', async () => {
    await pool.query('create table word (text text)');
    const hold = proxy.hold(({ statements }) => statements.some((text) => text.startsWith('insert')), 'before');
    const asked = pool.query("insert into word values ('lost')");
    const failed = asked.then(
      () => false,
      () => true,
    );
    await hold.reached;
    proxy.refuse();
    proxy.serve();
    expect(await failed).to.equal(true);
    await broken();
    expect(returns).to.equal(1);
  });

  it('RL-02 an idle connection that breaks while the database is there is nobody’s loss', async () => {
    proxy.refuse();
    proxy.serve();
    await broken();
    await clock.advance(10_000, probed);
    expect(returns).to.equal(0);
    await ask();
  });
});
