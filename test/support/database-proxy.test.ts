import { expect } from 'chai';
import { Client } from 'pg';
import { BullScheduler } from '../../src/scheduling/bull-scheduler.js';
import { systemClock } from '../../src/scheduling/clock.js';
import { JOBS_SCHEMA } from '../../src/scheduling/jobs-schema.js';
import { TaskRunner } from '../../src/scheduling/task-runner.js';
import { DatabaseProxy } from './database-proxy.js';
import { query, testDatabase, type TestDatabase } from './database.js';
import { silentLogger } from './logger.js';

describe('the proxy of databases', () => {
  let database: TestDatabase;
  let proxy: DatabaseProxy;
  let client: Client;
  let ended: Promise<void>;

  before(async () => {
    database = await testDatabase();
    await query(database.url, 'create table word (text text)');
  });
  after(() => database.drop());

  beforeEach(async () => {
    await query(database.url, 'truncate word');
    proxy = await DatabaseProxy.start(database.url);
    client = new Client({ connectionString: proxy.url });
    ended = new Promise((resolve) => void client.once('end', () => resolve()));
    // A connection that breaks says so; `ended` tells the same.
    client.on('error', () => undefined);
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await proxy.stop();
  });

  const stored = async (): Promise<unknown[]> =>
    (await query(database.url, 'select text from word order by text')).map(({ text }) => text);
  const insert = (text: string): Promise<unknown> => client.query('insert into word values ($1)', [text]);
  const failure = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'no failure',
      (error: unknown) => (error as { code?: string }).code ?? String(error),
    );

  it('RL-02 lets everything pass, and tells of each write outside of a transaction', async () => {
    await insert('one');
    await client.query("insert into word values ('two')");
    await client.query({ name: 'prepared', text: 'update word set text = upper(text)' });
    await client.query({ name: 'prepared', text: 'update word set text = upper(text)' });
    await client.query('with gone as (delete from word where false returning *) select * from gone');
    expect(await stored()).to.deep.equal(['ONE', 'TWO']);
    expect(proxy.writes.map(({ index, kind, outcome }) => [index, kind, outcome])).to.deep.equal(
      [1, 2, 3, 4, 5].map((index) => [index, 'statement', 'done']),
    );
    expect(proxy.writes[2]?.statements).to.deep.equal(['update word set text = upper(text)']);
  });

  it('RL-02 reading is no write, nor is a row lock, nor a transaction that changes nothing or is rolled back', async () => {
    await client.query('select * from word');
    await client.query('with a as (select * from word for update) select * from a');
    for (const statement of ['begin', 'select * from word for no key update', 'commit']) await client.query(statement);
    for (const statement of ['begin', "insert into word values ('no')", 'rollback']) await client.query(statement);
    expect(proxy.writes).to.deep.equal([]);
    expect(await stored()).to.deep.equal([]);
  });

  it('RL-02 a transaction is one write, at its commit, with all its statements', async () => {
    const heard: string[] = [];
    proxy.onWrite(({ kind, outcome }) => heard.push(`${kind} ${outcome}`));
    await client.query('begin');
    await insert('one');
    await client.query('select 1');
    await insert('two');
    expect(heard).to.deep.equal([]);
    await client.query('commit');
    expect(heard).to.deep.equal(['commit under way']);
    expect(proxy.writes).to.have.length(1);
    expect(proxy.writes[0]?.statements).to.have.length(2);
    expect(proxy.writes[0]?.outcome).to.equal('done');
    proxy.clearWrites();
    await insert('three');
    expect(proxy.writes.map(({ index }) => index)).to.deep.equal([1]);
  });

  it('RL-02 what the job queue writes is not told', async () => {
    const log = silentLogger;
    const store = { postgres: proxy.url };
    const scheduler = new BullScheduler({
      store,
      concurrency: 2,
      clock: systemClock,
      runner: new TaskRunner(log),
      log,
    });
    await scheduler.start();
    await scheduler.arm({ task: 'test.note', key: 'key', at: new Date(2100, 0), payload: { text: '' } });
    await scheduler.stop(5000);
    const [made] = await query(database.url, 'select to_regnamespace($1) is not null as made', [JOBS_SCHEMA]);
    expect(made).to.deep.equal({ made: true });
    expect(proxy.writes).to.deep.equal([]);
  });

  it('RL-02 a write that the database refuses has failed', async () => {
    expect(await failure(client.query('insert into word values (1/0)'))).to.equal('22012');
    expect(proxy.writes.map(({ outcome }) => outcome)).to.deep.equal(['failed']);
    await insert('one');
    expect(await stored()).to.deep.equal(['one']);
  });

  it('RL-02 holds a write before the server hears of it', async () => {
    const hold = proxy.hold(2, 'before');
    await insert('one');
    const second = insert('two');
    const write = await hold.reached;
    expect(write.index).to.equal(2);
    expect(await stored()).to.deep.equal(['one']);
    hold.release();
    await second;
    expect(await stored()).to.deep.equal(['one', 'two']);
  });

  it('RL-02 holds the answer to a write that was carried out', async () => {
    const hold = proxy.hold(({ kind }) => kind === 'commit', 'after');
    let isAnswered = false;
    await client.query('begin');
    await insert('one');
    const commit = client.query('commit').then(() => (isAnswered = true));
    await hold.reached;
    expect(await stored()).to.deep.equal(['one']);
    expect(isAnswered).to.equal(false);
    hold.release();
    await commit;
  });

  it('RL-02 a client that is gone while its write is held takes it with it, unless it was carried out', async () => {
    const before = proxy.hold(1, 'before');
    const first = failure(insert('one'));
    const write = await before.reached;
    proxy.refuse();
    await first;
    before.release();
    expect(write.outcome).to.equal('cut');
    expect(await stored()).to.deep.equal([]);

    proxy.serve();
    const second = new Client({ connectionString: proxy.url });
    second.on('error', () => undefined);
    await second.connect();
    const after = proxy.hold(2, 'after');
    const answer = failure(second.query("insert into word values ('two')"));
    await after.reached;
    proxy.refuse();
    expect(await answer).to.contain('terminated');
    expect(await stored()).to.deep.equal(['two']);
  });

  it('RL-01 tells whether a client waits for an answer, or is in a transaction, but not for what is held', async () => {
    expect(proxy.isBusy).to.equal(false);
    const waiting = client.query('select pg_sleep(0.2)');
    await client.query('select 1');
    await waiting;
    expect(proxy.isBusy).to.equal(false);
    await client.query('begin');
    expect(proxy.isBusy).to.equal(true);
    await client.query('rollback');
    expect(proxy.isBusy).to.equal(false);
    const hold = proxy.hold(1, 'before');
    const write = insert('held');
    await hold.reached;
    expect(proxy.isBusy).to.equal(false);
    hold.release();
    await write;
    expect(proxy.isBusy).to.equal(false);
  });

  it('RL-02 refuses: old connections and new ones are cut, until it serves again', async () => {
    proxy.refuse();
    await ended;
    expect(await failure(query(proxy.url, 'select 1'))).not.to.equal('no failure');
    proxy.serve();
    expect(await query(proxy.url, 'select 1 as one')).to.deep.equal([{ one: 1 }]);
  });

  it('RL-02 a restart says 57P01 to those who wait for an answer, and serves again after a while', async () => {
    const hold = proxy.hold(1, 'before');
    const waiting = failure(insert('one'));
    await hold.reached;
    const restarted = proxy.restart(1);
    expect(await waiting).to.equal('57P01');
    await restarted;
    expect(await query(proxy.url, 'select 1 as one')).to.deep.equal([{ one: 1 }]);
    expect(await stored()).to.deep.equal([]);
  });

  it('RL-02 a slow database answers late, and all the same', async () => {
    proxy.slow(5);
    await insert('one');
    expect(await stored()).to.deep.equal(['one']);
  });

  it('RL-02 what is longer than one packet passes whole', async () => {
    const text = 'long '.repeat(100_000);
    await insert(text);
    expect((await client.query<{ text: string }>('select text from word')).rows).to.deep.equal([{ text }]);
  });
});
