import { expect } from 'chai';
import { ChannelType } from 'discord.js';
import { startSandbox, type GuildHandle, type Sandbox } from 'roomkeeper/sandbox';
import { BotChild, type BotChildOptions } from '../support/bot-child.js';
import { query, testDatabase, type TestDatabase } from '../support/database.js';
import { fetchPage } from '../support/pages.js';

const CALLBACK = 'POST /interactions/{interaction_id}/{interaction_token}/callback';
const PASSWORD = 'Pä55/w0rd+"s3cret';
const REDIS_PASSWORD = 'r3d1s-s3cret';

describe('RL-08 secrets', function () {
  this.timeout(90_000);
  let sandbox: Sandbox;
  let database: TestDatabase;
  let guild: GuildHandle;
  let env: Record<string, string>;

  beforeEach(async () => {
    sandbox = await startSandbox({ rateLimits: false });
    database = await testDatabase('empty');
    const name = new URL(database.url).pathname.slice(1);
    await query(database.url, `create role "role_${name}" login password '${PASSWORD}'`);
    await query(database.url, `alter database "${name}" owner to "role_${name}"`);
    const url = new URL(database.url);
    url.username = `role_${name}`;
    url.password = encodeURIComponent(PASSWORD);
    guild = sandbox.addGuild({ name: 'Home' });
    guild.addChannel({ name: 'news', type: ChannelType.GuildText });
    env = {
      DISCORD_API: sandbox.api,
      DISCORD_TOKEN: sandbox.token,
      DATABASE_URL: url.href,
      LOG_LEVEL: 'trace',
      METRICS_PORT: '0',
      NODE_ENV: 'production',
    };
  });
  afterEach(async () => {
    await BotChild.clear();
    await sandbox.stop();
    const role = `role_${new URL(database.url).pathname.slice(1)}`;
    await query(database.url, `reassign owned by "${role}" to current_user`);
    await query(database.url, `drop owned by "${role}"`);
    await query(database.url, `drop role "${role}"`);
    await database.drop();
  });

  const leaky: Partial<BotChildOptions> = { config: { plugins: ['autochannel', 'leaky'] }, fixtures: ['leaky'] };

  async function ready(options: Partial<BotChildOptions> = leaky): Promise<BotChild> {
    const child = await BotChild.start({ env, ...options });
    await child.wrote('The bot is ready');
    return child;
  }

  /** Everything that nobody else may read. */
  const secrets = (): string[] => [
    sandbox.token,
    PASSWORD,
    encodeURIComponent(PASSWORD),
    JSON.stringify(PASSWORD).slice(1, -1),
    REDIS_PASSWORD,
    ...sandbox.world.interactions.keys(),
  ];

  function expectNone(text: string): void {
    for (const secret of secrets()) {
      const at = text.indexOf(secret);
      if (at >= 0) expect.fail(`A secret appears: …${text.slice(Math.max(0, at - 200), at + secret.length + 20)}…`);
    }
  }

  const shown = (): string =>
    JSON.stringify(
      [...guild.record.channels.values()].flatMap(({ messages }) => [...messages.values()].map(({ api }) => api)),
    );

  for (const LOG_FORMAT of ['json', 'pretty']) {
    it(`RL-08 none is in what is written, answered or measured, whatever fails and whoever is careless (${LOG_FORMAT})`, async () => {
      env = { ...env, LOG_FORMAT };
      const child = await ready();
      await (await guild.owner.slash('leak leak')).response();
      await (await guild.owner.slash('leak throw')).response();
      await (await guild.owner.slash('status')).response();
      for (const answer of [
        { status: 500 },
        { status: 401, code: 50_027 },
        { status: 403, code: 50_013 },
        'drop',
      ] as const) {
        const mend = sandbox.faults.add({ operation: CALLBACK, answer });
        const before = sandbox.calls(CALLBACK).length;
        await guild.owner.slash('status');
        await sandbox.until(() => sandbox.calls(CALLBACK).length > before);
        await child.wrote('An interaction could not be answered');
        mend();
      }
      const role = new URL(env['DATABASE_URL'] ?? '').username;
      await query(database.url, `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${role}'`);
      await (await guild.owner.slash('leak leak')).response();
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(child.out)?.[0] ?? '';
      const metrics = await fetchPage(address, '/metrics');
      expect(metrics.text).to.include('rest_requests');

      await guild.owner.slash('leak fall');
      expect(await child.exit).to.equal(1);
      expect(child.out).to.include('A dump').and.include('[redacted]');
      expect(child.err).to.include('PATCH').and.include('[redacted]');
      expectNone(child.out);
      expectNone(child.err);
      expectNone(shown());
      expectNone(metrics.text);
    });
  }

  it('RL-08 none is in what a bot says that cannot start: a bad token, a refused database, an absent Redis', async () => {
    const tries: readonly Record<string, string>[] = [
      { DISCORD_TOKEN: `${sandbox.token.slice(0, -4)}WRNG` },
      { DATABASE_URL: (env['DATABASE_URL'] ?? '').replace('s3cret', 's3cretX') },
      { DATABASE_URL: (env['DATABASE_URL'] ?? '').replace(/:\d+\//, ':1/'), LOG_FORMAT: 'pretty' },
    ];
    for (const changed of tries) {
      const changedEnv = { ...env, ...changed };
      const child = await BotChild.start({ env: changedEnv, config: { database: { connectTimeout: 1 } } });
      expect(await child.exit).to.equal(1);
      expectNone(child.out + child.err);
      for (const secret of ['s3cret', changedEnv['DISCORD_TOKEN'] ?? ''])
        expect(child.out + child.err).to.not.include(secret);
      expect(child.err).to.not.equal('');
    }
    const child = await BotChild.start({ env: { ...env, REDIS_URL: `redis://:${REDIS_PASSWORD}@127.0.0.1:1` } });
    await child.wrote('The job queue reports an error');
    expectNone(child.out + child.err);
  });
});
