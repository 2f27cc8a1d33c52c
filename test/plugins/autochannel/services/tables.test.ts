import { expect } from 'chai';
import type { MikroORM } from '@mikro-orm/postgresql';
import { Client } from 'pg';
import { AutochannelSource } from '../../../../plugins/autochannel/entities/autochannel-source.js';
import { autochannel } from '../../../../plugins/autochannel/plugin.js';
import { core } from '../../../../src/core/plugin.js';
import { migrate } from '../../../../src/database/migrate.js';
import { openOrm, type Schema } from '../../../../src/database/orm.js';
import { gatherEntities, gatherMigrations } from '../../../../src/plugins/gather.js';
import { testDatabase, type TestDatabase } from '../../../support/database.js';
import { silentLogger } from '../../../support/logger.js';

const schema: Schema = {
  entities: gatherEntities([core, autochannel]),
  migrations: gatherMigrations([core, autochannel]),
};

const SOURCE = { guild_id: '1', channel_id: '10', pattern: '{n}', user_limit: 0, grace_seconds: 30 };
const BREAKOUT = {
  guild_id: '1',
  source_channel_id: '10',
  channel_id: '20',
  number: 2,
  name: 'General #2',
  owner_id: '30',
  grace_seconds: 30,
  state: 'active',
};

/** PostgreSQL's codes of refusals. */
const UNIQUE = '23505';
const FOREIGN = '23503';
const CHECK = '23514';
const MISSING = '23502';

describe('AC-30 the tables of autochannel', () => {
  let database: TestDatabase;
  let orm: MikroORM;
  let client: Client;

  before(async () => {
    database = await testDatabase();
    orm = await openOrm(database.url, schema);
    await migrate({ orm, url: database.url, schema, when: 'boot', log: silentLogger });
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  beforeEach(() => client.query('truncate autochannel_source, autochannel_breakout restart identity'));
  after(async () => {
    await client.end();
    await orm.close(true);
    await database.drop();
  });

  const insert = async (table: string, values: Readonly<Record<string, unknown>>): Promise<number> => {
    const entries = Object.entries({ ...values, created_at: new Date(0) });
    const columns = entries.map(([column]) => column).join(', ');
    const places = entries.map((_, index) => `$${index + 1}`).join(', ');
    const content = entries.map(([, value]) => value);
    const text = `insert into ${table} (${columns}) values (${places}) returning id`;
    const { rows } = await client.query<{ id: number }>(text, content);
    return rows[0]?.id ?? 0;
  };
  const source = (values = {}): Promise<number> =>
    insert('autochannel_source', { ...SOURCE, updated_at: new Date(0), ...values });
  const breakout = (values = {}): Promise<number> => insert('autochannel_breakout', { ...BREAKOUT, ...values });
  /** The code of the refusal; undefined when there was none. */
  const refusal = (work: Promise<unknown>): Promise<string | undefined> =>
    work.then(
      () => undefined,
      (error: { code?: string }) => error.code,
    );

  it('AC-30 after the migrations the entities want nothing to be changed', async () => {
    expect(await orm.schema.getUpdateSchemaSQL({ safe: false, dropTables: false })).to.equal('');
  });

  it('AC-30 a channel is a source once', async () => {
    await source();
    expect(await refusal(source())).to.equal(UNIQUE);
    expect(await refusal(source({ channel_id: '11' }))).to.equal(undefined);
  });

  it('AC-30 a channel is a breakout once, while any number may have none yet', async () => {
    const id = await source();
    await breakout({ source_id: id });
    expect(await refusal(breakout({ source_id: id, number: 3 }))).to.equal(UNIQUE);
    for (const number of [4, 5]) await breakout({ source_id: id, number, channel_id: null, state: 'pending' });
  });

  it('AC-30 a number is given once for each source, while breakouts without a source may share it', async () => {
    const id = await source();
    const other = await source({ channel_id: '11' });
    await breakout({ source_id: id });
    expect(await refusal(breakout({ source_id: id, channel_id: '21' }))).to.equal(UNIQUE);
    expect(await refusal(breakout({ source_id: other, channel_id: '22' }))).to.equal(undefined);
    for (const channel of ['23', '24']) await breakout({ source_id: null, channel_id: channel });
  });

  it('AC-30 a breakout belongs to a source that is there', async () => {
    expect(await refusal(breakout({ source_id: 99 }))).to.equal(FOREIGN);
  });

  it('AC-30 a source that goes leaves its breakouts, without a source', async () => {
    const id = await source();
    await breakout({ source_id: id });
    await client.query('delete from autochannel_source');
    const { rows } = await client.query('select source_id, source_channel_id from autochannel_breakout');
    expect(rows).to.deep.equal([{ source_id: null, source_channel_id: '10' }]);
  });

  it('AC-30 a state is pending, active or deleting, and nothing else', async () => {
    for (const [index, state] of ['pending', 'active', 'deleting'].entries()) {
      await breakout({ state, channel_id: String(100 + index) });
    }
    for (const state of ['', 'Active', 'gone']) expect(await refusal(breakout({ state }))).to.equal(CHECK);
  });

  it('AC-30 a source is broken for a known reason, or for none', async () => {
    await source({ broken_reason: null });
    await source({ channel_id: '11', broken_reason: 'missing-permissions' });
    expect(await refusal(source({ channel_id: '12', broken_reason: 'mood' }))).to.equal(CHECK);
  });

  for (const column of ['guild_id', 'source_channel_id', 'number', 'owner_id', 'state', 'grace_seconds']) {
    it(`AC-30 a breakout without ${column} is refused`, async () => {
      expect(await refusal(breakout({ [column]: null }))).to.equal(MISSING);
    });
  }

  it('AC-30 ids beyond what a JavaScript number holds come back as they were', async () => {
    const channelId = '18014398509481985';
    await source({ channel_id: channelId });
    const rows = await orm.em.fork().find(AutochannelSource, { channelId });
    expect(rows.map((row) => row.channelId)).to.deep.equal([channelId]);
  });

  it('AC-30 the migrations can be undone and done again', async () => {
    const names = schema.migrations.map(({ name }) => name).filter((name) => name.startsWith('autochannel/'));
    for (const name of names.toReversed()) await orm.migrator.down(name);
    const { rows } = await client.query<{ name: string | null }>(`select to_regclass('autochannel_source') as name`);
    expect(rows[0]?.name).to.equal(null);
    await orm.migrator.up();
    expect(await source()).to.equal(1);
  });
});
