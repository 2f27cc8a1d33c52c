import { Migration } from '@mikro-orm/migrations';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { expect } from 'chai';
import { DatabaseError } from '../../../src/database/errors.js';
import { migrate } from '../../../src/database/migrate.js';
import { openOrm } from '../../../src/database/orm.js';
import { snowflake, snowflakeKey } from '../../../src/database/snowflake.js';
import { gatherEntities, gatherMigrations } from '../../../src/plugins/gather.js';
import { definePlugin, type PluginDefinition } from '../../../src/plugins/definition.js';
import { query, testDatabase, type TestDatabase } from '../../support/database.js';
import { memoryLogger, type LogLine } from '../../support/logger.js';

const Shelf = defineEntity({
  name: 'Shelf',
  tableName: 'shelf_shelf',
  properties: { id: snowflakeKey(), ownerId: snowflake().nullable(), label: p.string() },
});

const Other = defineEntity({ name: 'Other', tableName: 'other_other', properties: { id: snowflakeKey() } });

class Create extends Migration {
  override async up(): Promise<void> {
    this.addSql('select pg_sleep(0.2)');
    this.addSql('create table shelf_shelf (id bigint primary key, owner_id bigint null, label varchar(255) not null)');
  }
}

class Fill extends Migration {
  override up(): void {
    this.addSql(`insert into shelf_shelf values (1, null, 'first')`);
  }
}

class Broken extends Migration {
  override up(): void {
    this.addSql('select nonsense');
  }
}

const create = { name: 'Migration1_create', class: Create };
const fill = { name: 'Migration2_fill', class: Fill };

function plugin(name: string, migrations: PluginDefinition['migrations'] = []): PluginDefinition {
  return definePlugin({
    name,
    root: new URL('.', import.meta.url),
    entities: [name === 'shelf' ? Shelf : Other],
    migrations,
  });
}

const shelf = plugin('shelf', [create, fill]);

describe('migrate', () => {
  let database: TestDatabase;
  let lines: LogLine[];

  beforeEach(async () => {
    database = await testDatabase();
    lines = [];
  });

  afterEach(() => database.drop());

  async function open(installed: readonly PluginDefinition[], when: 'boot' | 'cli' = 'boot') {
    const schema = { entities: gatherEntities(installed), migrations: gatherMigrations(installed) };
    const orm = await openOrm(database.url, schema);
    try {
      await migrate({ orm, url: database.url, schema, when, log: memoryLogger(lines) });
      return orm;
    } catch (error) {
      await orm.close();
      throw error;
    }
  }

  async function openAndClose(...args: Parameters<typeof open>): Promise<void> {
    await (await open(...args)).close();
  }

  async function failure(...args: Parameters<typeof open>): Promise<Error> {
    return openAndClose(...args).then(
      () => expect.fail('It opened.'),
      (error: unknown) => error as Error,
    );
  }

  async function executed(): Promise<unknown[]> {
    const rows = await query(database.url, 'select name from roomkeeper_migrations order by id');
    return rows.map(({ name }) => name);
  }

  async function tables(): Promise<unknown[]> {
    const rows = await query(database.url, `select tablename from pg_tables where schemaname = 'public'`);
    return rows.map(({ tablename }) => tablename);
  }

  it("FW-07 runs the migrations of all plugins at boot, under the plugins' names", async () => {
    await openAndClose([plugin('empty'), shelf]);
    expect(await executed()).to.deep.equal(['shelf/Migration1_create', 'shelf/Migration2_fill']);
  });

  it('FW-07 lets of two that start together one migrate, and the other wait for it', async () => {
    await Promise.all([openAndClose([shelf]), openAndClose([shelf]), openAndClose([shelf])]);
    expect(await executed()).to.deep.equal(['shelf/Migration1_create', 'shelf/Migration2_fill']);
    expect(lines.filter(({ message }) => message.includes('was migrated'))).to.have.length(1);
  });

  it('FW-07 runs only what is pending at the next start', async () => {
    await openAndClose([plugin('shelf', [create])]);
    await openAndClose([shelf]);
    await openAndClose([shelf]);
    expect(await executed()).to.deep.equal(['shelf/Migration1_create', 'shelf/Migration2_fill']);
    expect(await query(database.url, 'select label from shelf_shelf')).to.deep.equal([{ label: 'first' }]);
  });

  it('FW-07 undoes everything when one migration fails', async () => {
    const broken = { name: 'Migration3_broken', class: Broken };
    await failure([plugin('shelf', [create, fill, broken])]);
    expect(await tables()).not.to.include('shelf_shelf');
    expect(await executed()).to.be.empty;
  });

  it('FW-07 refuses a database that is newer than the code, and touches nothing', async () => {
    await openAndClose([shelf]);
    await query(database.url, `insert into roomkeeper_migrations (name) values ('shelf/Migration9_later')`);
    const later = plugin('other', [{ name: 'Migration1_create', class: Fill }]);
    const error = await failure([shelf, later]);
    expect(error).to.be.instanceOf(DatabaseError);
    expect(error.message).to.include('newer').and.include('shelf/Migration9_later');
    expect(await executed()).not.to.include('other/Migration1_create');
  });

  it('FW-07 does not mind what a plugin has left behind that is not installed any more', async () => {
    await openAndClose([shelf]);
    await openAndClose([plugin('empty')]);
    expect(await executed()).to.have.length(2);
  });

  it('FW-07 leaves the migrations to the command line if told so, and names the command', async () => {
    const error = await failure([shelf], 'cli');
    expect(error).to.be.instanceOf(DatabaseError);
    expect(error.message).to.include('shelf/Migration1_create').and.include('npm run migrate');
    expect(await tables()).to.be.empty;
    await openAndClose([shelf], 'boot');
    await openAndClose([shelf], 'cli');
  });

  it('FW-07 leaves nothing for a schema diff to do, with the tables of jobs there too', async () => {
    const orm = await open([shelf]);
    await query(database.url, 'create schema roomkeeper_jobs create table job (id int)');
    expect(await orm.schema.getUpdateSchemaSQL()).to.equal('');
    await orm.close();
  });

  it('FW-07 keeps snowflakes exactly, as strings', async () => {
    const orm = await open([shelf]);
    const em = orm.em.fork();
    em.create(Shelf, { id: '1234567890123456789', ownerId: '9007199254740993', label: 'big' });
    await em.flush();
    const found = await orm.em.fork().findOneOrFail(Shelf, { ownerId: '9007199254740993' });
    expect(found.id).to.equal('1234567890123456789');
    await orm.close();
  });
});
