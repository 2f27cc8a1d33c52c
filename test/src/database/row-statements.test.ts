import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { UniqueConstraintViolationException, type MikroORM } from '@mikro-orm/postgresql';
import { expect } from 'chai';
import { openOrm } from '../../../src/database/orm.js';
import { RowStatements, runTogether } from '../../../src/database/row-statements.js';
import { query, testDatabase, type TestDatabase } from '../../support/database.js';
import { statementsOf } from '../../support/statements.js';

const Thing = defineEntity({
  name: 'Thing',
  tableName: 'things',
  properties: {
    id: p.integer().primary(),
    bigId: p.bigint('string').strictNullable(),
    label: p.text(),
    listed: p.array().columnType('bigint[]').default([]),
    shape: p.json<{ readonly text: string } | readonly number[]>().strictNullable(),
    flag: p.boolean().default(false),
    at: p.datetime().strictNullable(),
  },
});

type Thing = InferEntity<typeof Thing>;

const TABLE = `create table things (id serial primary key, big_id bigint unique, label text not null,
  listed bigint[] not null default '{}', shape jsonb, flag boolean not null default false, at timestamptz)`;

/** What quoting, placeholders and JSON could stumble over. */
const AWKWARD = `it's "a" \\ ? $1 ?? {,} –`;
const full = {
  bigId: '18014398509481985',
  label: AWKWARD,
  listed: ['18014398509481986', '7'],
  shape: { text: AWKWARD },
  flag: true,
  at: new Date(Date.UTC(2026, 10, 21, 12, 0, 0, 123)),
};
const empty = { bigId: null, label: '', listed: [], shape: [1, 2], flag: false, at: null };

describe('RowStatements', () => {
  let database: TestDatabase;
  let orm: MikroORM;
  let things: RowStatements<Thing>;

  beforeEach(async () => {
    database = await testDatabase();
    await query(database.url, TABLE);
    orm = await openOrm(database.url, { entities: [Thing], migrations: [] });
    things = new RowStatements(orm, Thing);
  });

  afterEach(async () => {
    await orm.close(true);
    await database.drop();
  });

  const all = async (): Promise<object[]> =>
    (await orm.em.fork().find(Thing, {}, { orderBy: { id: 'asc' } })).map(plain);

  it('PF-10 rows are stored as the ORM stores them, and come back as they were', async () => {
    const { row } = await runTogether(orm, [things.insert(full, 'id')]);
    expect(row).to.deep.equal({ id: 1 });
    await orm.em.fork().insert(Thing, { ...full, bigId: '5' });
    await runTogether(orm, [things.insert({ ...empty, id: 3 })]);
    expect(await all()).to.deep.equal([
      { id: 1, ...full },
      { id: 2, ...full, bigId: '5' },
      { id: 3, ...empty },
    ]);
  });

  it('PF-10 rows are updated, merged and deleted by their keys, and it is told how many', async () => {
    await runTogether(orm, [things.insert({ ...empty, id: 1 })]);
    expect((await runTogether(orm, [things.update({ id: 1, ...full })])).affectedRows).to.equal(1);
    expect((await runTogether(orm, [things.update({ id: 9, label: 'none' })])).affectedRows).to.equal(0);
    expect(await all()).to.deep.equal([{ id: 1, ...full }]);
    const both = [1, 2].map((id) => ({ ...empty, id }));
    await runTogether(orm, [things.upsert(both)]);
    expect(await all()).to.deep.equal(both);
    expect((await runTogether(orm, [things.delete({ id: 1 })])).affectedRows).to.equal(1);
    expect(await all()).to.deep.equal([{ ...empty, id: 2 }]);
  });

  it('PF-16 several are one statement: all of them or none', async () => {
    await runTogether(orm, [things.insert({ ...full, id: 1 })]);
    const both = (bigId: string): Promise<unknown> =>
      runTogether(orm, [things.insert({ ...full, id: 2, bigId }), things.update({ id: 1, label: 'changed' })]);
    const error = await both(full.bigId).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(UniqueConstraintViolationException);
    expect(await all()).to.deep.equal([{ id: 1, ...full }]);
    expect(await statementsOf(() => both('6'))).to.have.length(1);
    expect(await all()).to.deep.equal([
      { id: 1, ...full, label: 'changed' },
      { id: 2, ...full, bigId: '6' },
    ]);
  });

  it('PF-10 what is run again is prepared already', async () => {
    for (const id of [1, 2]) await runTogether(orm, [things.insert({ ...empty, id })]);
    const [{ count } = {}] = await orm.em.execute<{ count: string }[]>(
      `select count(*) from pg_prepared_statements where statement like 'insert into "things"%'`,
    );
    expect(Number(count)).to.equal(1);
  });

  it('PF-10 a property that the table does not have is refused', () => {
    const row = { ...empty, id: 1, colour: 'red' };
    expect(() => things.insert(row)).to.throw(TypeError, 'colour');
  });
});

function plain({ id, bigId, label, listed, shape, flag, at }: Thing) {
  return { id, bigId, label, listed, shape, flag, at };
}
