import { expect } from 'chai';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { request } from 'undici';
import { guardedAgent } from '../../../src/discord/guarded-agent.js';
import { core } from '../../../src/core/plugin.js';
import { DatabaseProxy } from '../../support/database-proxy.js';
import { openOrm } from '../../../src/database/orm.js';
import { gatherEntities, gatherMigrations } from '../../../src/plugins/gather.js';
import { NotActingError } from '../../../src/sharding/lease.js';
import { LeaseConnection } from '../../../src/sharding/lease-connection.js';
import { ShardLease } from '../../../src/sharding/shard-lease.js';
import { Shards, type ShardSet } from '../../../src/sharding/shards.js';
import { query, testDatabase, type TestDatabase } from '../../support/database.js';
import { ManualLease } from '../../support/manual-lease.js';
import { memoryLogger, type LogLine } from '../../support/logger.js';

/** Milliseconds; the lease's own times are real ones. */
const PATIENCE = 20_000;
const call = { method: 'POST', path: '/api/v10/channels/1/messages' };
const answer = { method: 'POST', path: '/api/v10/interactions/123/token/callback' };

describe('FW-65 the lease on shards', function () {
  this.timeout(60_000);

  let database: TestDatabase;
  let leases: ShardLease[];
  let lines: LogLine[];
  const never = new AbortController().signal;

  beforeEach(async () => {
    database = await testDatabase('migrated');
    leases = [];
    lines = [];
  });
  afterEach(async () => {
    for (const lease of leases) await lease.release();
    await database.drop();
  });

  const leaseOn = (shards: ShardSet | Shards, application = '1', url = database.url): ShardLease => {
    const lease = new ShardLease({ url, application, shards: new Shards(shards), log: memoryLogger(lines) });
    leases.push(lease);
    return lease;
  };
  const until = async (describe: string, predicate: () => boolean | Promise<boolean>): Promise<void> => {
    const end = performance.now() + PATIENCE;
    while (!(await predicate())) {
      if (performance.now() > end) throw new Error(`Waited in vain for ${describe}`);
      await sleep(20);
    }
  };
  const expire = (): Promise<unknown> =>
    query(database.url, `update core_leases set expires_at = now() - interval '1 s'`);

  it('FW-65 a second process stands by, says so once, and takes over when the first gives back', async () => {
    const [first, second] = [leaseOn(Shards.all), leaseOn(Shards.all)];
    await first.hold(never);
    const holding = second.hold(never);
    await sleep(1500);
    expect([first.state, second.state]).to.deep.equal(['held', 'standby']);
    expect([first.permits(call), second.permits(call), second.permits(answer)]).to.deep.equal([true, false, false]);
    expect(lines.filter(({ message }) => message.includes('standing by'))).to.have.length(1);
    await first.release();
    await holding;
    expect([first.state, second.state]).to.deep.equal(['released', 'held']);
    expect([first.permits(call), second.permits(call)]).to.deep.equal([false, true]);
  });

  it('FW-65 of many that start at once exactly one holds, and of shards that share no guild each', async () => {
    const all = Array.from({ length: 6 }, () => leaseOn(Shards.all));
    const stop = new AbortController();
    const held = all.map((lease) => lease.hold(stop.signal).catch(() => undefined));
    await until('one to hold', () => all.some(({ state }) => state === 'held'));
    await sleep(700);
    expect(all.filter(({ state }) => state === 'held')).to.have.length(1);
    stop.abort();
    await Promise.all(held);
    const others = [leaseOn({ ids: [0], count: 2 }, '2'), leaseOn({ ids: [1], count: 2 }, '2')];
    await Promise.all(others.map((lease) => lease.hold(never)));
    const locks = await query(
      database.url,
      `select objid::int as shard from pg_locks where locktype = 'advisory' and objsubid = 2
       and database = (select oid from pg_database where datname = current_database()) order by 1`,
    );
    expect(locks.map((row) => row['shard'])).to.deep.equal([0, 0, 1]);
  });

  it('FW-65 another number of shards stands by as long as an old process has guilds of theirs', async () => {
    const old = leaseOn({ ids: [0], count: 2 });
    await old.hold(never);
    const [mine, free] = [leaseOn({ ids: [2], count: 4 }), leaseOn({ ids: [1], count: 4 })];
    const waiting = mine.hold(never);
    await free.hold(never);
    expect(mine.state).to.equal('standby');
    await old.release();
    await waiting;
    expect(mine.state).to.equal('held');
  });

  it('FW-65 who is taken for dead loses its connections, gets no new ones, and learns of it', async () => {
    const frozen = leaseOn(Shards.all);
    const schema = { entities: gatherEntities([core]), migrations: gatherMigrations([core]) };
    const orm = await openOrm(database.url, schema, frozen);
    await frozen.hold(never);
    const waiting = orm.em.getConnection();
    await waiting.execute('select 1');
    // What a frozen process has open: a transaction that holds rows.
    const inside = new Client({ connectionString: database.url, application_name: frozen.connectionName });
    inside.on('error', () => undefined);
    await inside.connect();
    await inside.query('begin');
    await inside.query('lock table core_settings');
    await expire();
    const second = leaseOn(Shards.all);
    await second.hold(never);
    await query(database.url, 'select count(*) from core_settings');
    let refusal = '';
    // The first may still find the connection that was ended.
    for (let turn = 0; turn < 2; turn += 1)
      await waiting.execute('select 1').catch((error: Error) => void (refusal = error.message));
    expect(refusal).to.match(/Another process has taken over/);
    expect((await frozen.lost).message).to.match(/shards 0\/1/);
    expect([frozen.state, frozen.permits(call), frozen.permits(answer)]).to.deep.equal(['lost', false, false]);
    expect([second.state, second.permits(call)]).to.deep.equal(['held', true]);
    await orm.close(true);
  });

  it('FW-65 one whose process is certainly dead is not waited for', async () => {
    const first = leaseOn(Shards.all);
    await first.hold(never);
    // As if a process of this machine had it that is gone: the number is above any that Linux gives.
    await query(
      database.url,
      `update core_leases set holder = 'gone', place = regexp_replace(place, ' \\d+ \\d+$', ' 99999999 1'), expires_at = now() + interval '1 h'`,
    );
    const begin = performance.now();
    await leaseOn(Shards.all).hold(never);
    expect(performance.now() - begin).to.be.below(4000);
  });

  it('FW-65 a request that was decided on in time is not written when the time is over', async () => {
    let arrived = 0;
    const server = createServer((_, response) => {
      arrived += 1;
      response.end('{}');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v10/channels/1/messages`;
    let mayAct = true;
    const dispatcher = guardedAgent({ permits: () => mayAct, untilActing: () => Promise.resolve() });
    await (await request(url, { method: 'POST', dispatcher })).body.dump();
    const late = request(url, { method: 'POST', dispatcher }).then(
      () => 'sent',
      (error: unknown) => error,
    );
    // Between the decision and the writing.
    mayAct = false;
    expect(await late).to.be.instanceOf(NotActingError);
    expect(arrived).to.equal(1);
    await dispatcher.destroy();
    server.close();
  });

  it('FW-65 an answer that came while the process stood still is not taken for a silence', async () => {
    const connection = new LeaseConnection(database.url, 'roomkeeper-lease-test');
    await connection.run((client) => client.query('select 1'));
    const answered = connection.run((client) => client.query('select 2 as two'), 300);
    // The question goes out first.
    await new Promise((resolve) => void setImmediate(resolve));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
    expect((await answered).rows).to.deep.equal([{ two: 2 }]);
    connection.drop();
  });

  describe('FW-65 requests of a suspended one', () => {
    let arrived: string[];
    let server: Server;
    let dispatcher: ReturnType<typeof guardedAgent>;

    beforeEach(async () => {
      arrived = [];
      server = createServer((incoming, response) => {
        arrived.push(`${incoming.method} ${incoming.url}`);
        response.end('{}');
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    });
    afterEach(async () => {
      await dispatcher.destroy();
      server.close();
    });

    const send = (method: 'POST' | 'DELETE', path: string): Promise<unknown> =>
      request(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
        method,
        dispatcher,
        body: '{}',
      }).then(
        async ({ body }) => (await body.dump(), 'sent'),
        (error: unknown) => error,
      );

    it('FW-65 wait until it is renewed; only the deletion of a channel does not', async () => {
      const lease = new ManualLease();
      lease.isWaitedFor = true;
      dispatcher = guardedAgent(lease);
      lease.suspend();
      const made = send('POST', '/api/v10/guilds/1/channels');
      expect(await send('DELETE', '/api/v10/channels/1')).to.be.instanceOf(NotActingError);
      expect(arrived).to.deep.equal([]);
      lease.renew();
      expect(await made).to.equal('sent');
      expect(arrived).to.deep.equal(['POST /api/v10/guilds/1/channels']);
    });

    it('FW-65 a stall of the database without a standby suspends it, ends in normal work, and loses nothing', async () => {
      const proxy = await DatabaseProxy.start(database.url);
      try {
        const lease = leaseOn(Shards.all, '1', proxy.url);
        dispatcher = guardedAgent(lease);
        let regained = 0;
        lease.onRegained(() => (regained += 1));
        await lease.hold(never);
        proxy.refuse();
        await until('the suspension', () => lease.state === 'suspended');
        const made = send('POST', '/api/v10/guilds/1/channels');
        // Ten seconds in all.
        await sleep(6000);
        expect([lease.state, arrived]).to.deep.equal(['suspended', []]);
        proxy.serve();
        expect(await made).to.equal('sent');
        expect([lease.state, regained]).to.deep.equal(['held', 1]);
      } finally {
        await proxy.stop();
      }
    });

    it('FW-65 a process that stood still for ten seconds, without a standby, goes on and loses nothing', async () => {
      const lease = leaseOn(Shards.all);
      dispatcher = guardedAgent(lease);
      let regained = 0;
      lease.onRegained(() => (regained += 1));
      await lease.hold(never);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10_000);
      expect([lease.state, lease.permits(call)]).to.deep.equal(['suspended', false]);
      const begin = performance.now();
      expect(await send('POST', '/api/v10/guilds/1/channels')).to.equal('sent');
      expect([lease.state, regained]).to.deep.equal(['held', 1]);
      expect(lines.map(({ message }) => message)).to.deep.equal(['The lease on the shards is renewed: acting again']);
      // It does not take an answer that it has not read yet for a silence of the database.
      expect(performance.now() - begin).to.be.below(4000);
    });
  });
});
