import { expect } from 'chai';
import { startSandbox, type ChannelRecord, type GuildHandle, type Person, type Sandbox } from 'roomkeeper/sandbox';
import { shardOf } from '../../../src/sharding/shards.js';
import { BotChild } from '../../support/bot-child.js';
import { query, testDatabase, type TestDatabase } from '../../support/database.js';
import { CREATE, DELETE } from '../../support/source-scene.js';

/** How long something may take on a busy machine, in real milliseconds. */
const PATIENCE = 45_000;

interface Home {
  readonly guild: GuildHandle;
  readonly general: ChannelRecord;
  readonly ada: Person;
}

describe('FW-64 a cluster', function () {
  this.timeout(120_000);

  let sandbox: Sandbox;
  let database: TestDatabase;

  const start = (
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    entry = 'cluster/main.js',
  ): Promise<BotChild> =>
    BotChild.start({
      entry,
      args,
      env: {
        DISCORD_API: sandbox.api,
        DISCORD_TOKEN: sandbox.token,
        DATABASE_URL: database.url,
        LOG_FORMAT: 'json',
        ...env,
      },
      config: { plugins: ['autochannel'] },
    });
  const until = (describe: string, predicate: () => boolean | Promise<boolean>): Promise<void> =>
    sandbox.until(predicate, { timeout: PATIENCE, describe });
  const home = (shard: number): Home => {
    let guild = sandbox.addGuild({ name: 'Home' });
    // Ids follow the clock.
    while (shardOf(guild.id, 2) !== shard) {
      guild.removeBot();
      guild = sandbox.addGuild({ name: 'Home' });
    }
    return { guild, general: guild.addChannel({ name: 'General' }), ada: guild.addMember({ name: 'Ada' }) };
  };
  const deadlines = async (): Promise<number> => {
    const rows = await query(database.url, 'select 1 from autochannel_breakout where delete_at is not null');
    return rows.length;
  };
  const isServed = ({ ada }: Home): boolean => ada.voiceChannel?.name === 'General #2';
  /** The lines of the log that say `message`, by their shards. */
  const said = ({ out }: BotChild, message: string): Record<string, number> => {
    const lines = out.split('\n').filter((line) => line.includes(`"${message}"`));
    const shards = lines.map((line) => (JSON.parse(line) as { shards: string }).shards);
    return Object.fromEntries([...Map.groupBy(shards, (name) => name)].map(([name, of]) => [name, of.length]));
  };
  const pidOf = ({ out }: BotChild, shards: string): number => {
    const lines = out.split('\n').filter((line) => line.includes('A process was started') && line.includes(shards));
    return (JSON.parse(lines.at(-1) ?? '{}') as { process?: number; pid: number }).pid;
  };

  beforeEach(async () => {
    sandbox = await startSandbox({ rateLimits: false, gateway: { shards: 2 } });
    database = await testDatabase('migrated');
  });
  afterEach(async () => {
    await BotChild.clear();
    try {
      await sandbox.stop();
    } finally {
      await database.drop();
    }
  });

  it('FW-64 two processes share the guilds, and the deadlines of before; one that dies is started anew; all stop together with exit code 0', async () => {
    const homes = [home(0), home(1)];
    // Before that one process alone has both, and dies with the deadlines of both still to come.
    const alone = await start([], { SHARDS: 'auto' }, 'main.js');
    await alone.wrote('The bot is ready');
    for (const { guild, general } of homes) {
      const answer = await guild.owner.slash('autochannel enable', { voice_channel: general, grace_period: 5 });
      await answer.response();
    }
    for (const { ada, general } of homes) ada.join(general);
    await until('both to be served', () => homes.every(isServed));
    for (const { ada } of homes) ada.leave();
    await until('both deadlines to be stored', async () => (await deadlines()) === 2);
    alone.signal('SIGKILL');
    const cluster = await start(['--per-process', '1']);
    const ready = () => said(cluster, 'The bot is ready');
    await until('both to be ready', () => ready()['0/2'] === 1 && ready()['1/2'] === 1);
    const connected = sandbox.gateway.sessions.filter((session) => session.connected);
    expect(connected.map(({ shard }) => shard)).to.have.deep.members([
      [0, 2],
      [1, 2],
    ]);
    await until('both deadlines to have come', async () => (await deadlines()) === 0);
    expect(sandbox.calls(DELETE)).to.have.length(2);
    sandbox.clearCalls();
    for (const { ada, general } of homes) ada.join(general);
    await until('both to be served', () => homes.every(isServed));
    expect(sandbox.calls(CREATE)).to.have.length(2);
    const killed = pidOf(cluster, '1/2');
    process.kill(killed, 'SIGKILL');
    homes[1]?.ada.leave();
    await until('it to be back', () => ready()['1/2'] === 2);
    expect(ready()).to.deep.equal({ '0/2': 1, '1/2': 2 });
    await until('the deadline that came meanwhile', async () => {
      const rows = await query(database.url, 'select guild_id::text as id from autochannel_breakout');
      return rows.length === 1 && rows[0]?.['id'] === homes[0]?.guild.id;
    });
    const pids = [pidOf(cluster, '0/2'), pidOf(cluster, '1/2')];
    expect(pids).not.to.include(killed);
    cluster.signal('SIGTERM');
    expect(await cluster.exit).to.equal(0);
    expect(said(cluster, 'The bot has stopped')).to.deep.equal({ '0/2': 1, '1/2': 1 });
    for (const pid of pids) expect(() => process.kill(pid, 0)).to.throw(/ESRCH/);
  });

  it('FW-64 what is wrong on the command line, or contradicts SHARDS, is told at once', async () => {
    const cluster = await start(['--shards', 'many', '--per-process', '0'], { SHARDS: '9/4' });
    expect(await cluster.exit).to.equal(1);
    expect(cluster.err).to.match(/SHARDS: of 4 shards the last is 3; there is no shard 9/);
    expect(cluster.err)
      .to.match(/--shards: a number/)
      .and.to.match(/--per-process: a number/);
    const second = await start(['--shards', '4'], { SHARDS: '1/4' });
    expect(await second.exit).to.equal(1);
    expect(second.err).to.match(/--shards: SHARDS is set as well/);
  });
});
