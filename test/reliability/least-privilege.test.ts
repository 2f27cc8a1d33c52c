import { readFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'chai';
import { startSandbox, type GuildHandle, type Sandbox } from 'roomkeeper/sandbox';
import { BotChild } from '../support/bot-child.js';
import { query, testDatabase, type TestDatabase } from '../support/database.js';
import { packageRoot } from '../support/package-root.js';

const ROLES = ['roomkeeper_bot', 'roomkeeper_migrator', 'roomkeeper_runner'];
const LIMIT = { timeout: 30_000 };

describe('RL-08 a database role that may do no more than it must', function () {
  this.timeout(90_000);
  let sandbox: Sandbox;
  let guild: GuildHandle;
  let administrator: TestDatabase;

  beforeEach(async () => {
    sandbox = await startSandbox({ rateLimits: false });
    guild = sandbox.addGuild({ name: 'Home' });
    administrator = await testDatabase();
  });
  afterEach(async () => {
    await BotChild.clear();
    await sandbox.stop();
    await query(administrator.url, 'drop database if exists roomkeeper with (force)');
    for (const role of ROLES) await query(administrator.url, `drop role if exists ${role}`);
    await administrator.drop();
  });

  const addressOf = (role: string, password: string): string => {
    const url = new URL(administrator.url);
    Object.assign(url, { username: role, password, pathname: '/roomkeeper' });
    return url.href;
  };

  /** Does what the documentation says, word by word. */
  async function asDocumented(block: string, url: string): Promise<void> {
    const text = await readFile(join(packageRoot, 'docs/security.md'), 'utf8');
    const [, sql = ''] = new RegExp(`\`\`\`sql ${block}\n([^\`]+)\`\`\``).exec(text) ?? [];
    const statements = sql.split(';').filter((statement) => statement.trim() !== '');
    expect(statements.length).to.be.above(2);
    for (const statement of statements) await query(url, statement);
  }

  const start = (url: string, config: Readonly<Record<string, unknown>> = {}): Promise<BotChild> =>
    BotChild.start({
      env: { DISCORD_API: sandbox.api, DISCORD_TOKEN: sandbox.token, DATABASE_URL: url, LOG_FORMAT: 'json' },
      config,
    });

  /** Somebody gets a channel of their own, and when they have left a job takes it away. */
  async function serves(child: BotChild): Promise<void> {
    await child.wrote('The bot is ready');
    const general = guild.addChannel({ name: 'General' });
    const ada = guild.addMember({ name: 'Ada' });
    const settings = { voice_channel: general, grace_period: 5 };
    await (await guild.owner.slash('autochannel enable', settings)).response();
    ada.join(general);
    await sandbox.until(() => ada.voiceChannel?.name === 'General #2', LIMIT);
    const breakout = ada.voiceChannel?.id ?? '';
    ada.leave();
    await sandbox.until(() => !guild.record.channels.has(breakout), LIMIT);
    expect(child.out).to.not.match(/permission denied|queue reports an error/);
    child.signal('SIGTERM');
    expect(await child.exit, child.out + child.err).to.equal(0);
  }

  it('RL-08 a role that owns only its database: the bot migrates it, serves people and wakes jobs', async () => {
    await asDocumented('one-role', administrator.url);
    const url = addressOf('roomkeeper_bot', 'choose-one');
    const [rights] = await query(
      url,
      'select rolsuper, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user',
    );
    expect(rights).to.deep.equal({ rolsuper: false, rolcreatedb: false, rolcreaterole: false });
    await serves(await start(url));
  });

  it('RL-08 with migrate: cli, the role that runs the bot may change rows only', async () => {
    await asDocumented('two-roles', administrator.url);
    const migrator = addressOf('roomkeeper_migrator', 'choose-one');
    const runner = addressOf('roomkeeper_runner', 'choose-another');
    const config = { database: { migrate: 'cli' } };

    const early = await start(migrator, config);
    expect(await early.exit).to.equal(1);
    expect(early.err).to.include('lacks migrations').and.include('npm run migrate');

    await migrated(migrator);
    await asDocumented('runner', migrator);
    const refused = await query(runner, 'create table mine (id int)').then(
      () => 'made',
      (error: unknown) => String(error),
    );
    expect(refused).to.match(/permission denied/);
    const forged = await query(runner, "insert into roomkeeper_migrations (name) values ('x')").then(
      () => 'done',
      (error: unknown) => String(error),
    );
    expect(forged).to.match(/permission denied/);
    await serves(await start(runner, config));
  });

  it('RL-08 with migrate: cli, tables of the job queue that are missing are told, and nothing is made', async () => {
    await asDocumented('two-roles', administrator.url);
    const migrator = addressOf('roomkeeper_migrator', 'choose-one');
    await migrated(migrator);
    await query(migrator, 'drop schema roomkeeper_jobs cascade');
    const child = await start(migrator, { database: { migrate: 'cli' } });
    expect(await child.exit).to.equal(1);
    expect(child.err).to.include('roomkeeper_jobs').and.include('npm run migrate');
    const schemas = await query(migrator, "select 1 from pg_namespace where nspname = 'roomkeeper_jobs'");
    expect(schemas).to.deep.equal([]);
  });

  /** `npm run migrate`, in an empty folder. */
  async function migrated(url: string): Promise<void> {
    const { PATH = '' } = process.env;
    const child = spawn(process.execPath, [join(packageRoot, 'dist/src/migrate.js')], {
      cwd: join(packageRoot, 'dist'),
      env: { PATH, DATABASE_URL: url },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).to.equal(0);
  }
});
