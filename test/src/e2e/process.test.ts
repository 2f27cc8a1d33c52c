import { expect } from 'chai';
import { GatewayCloseCodes } from 'discord.js';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { startSandbox, type Sandbox, type SandboxOptions } from 'roomkeeper/sandbox';
import { BotChild, type BotChildOptions } from '../../support/bot-child.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';

const STACK = /\n\s+at /;
const READY = 'The bot is ready';

/** A port of 127.0.0.1 at which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address ? address.port : 0;
}

/** The processes whose command line names a folder. */
function processesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        // It has ended meanwhile.
        return '';
      }
    })
    .filter((line) => line.includes(folder));
}

describe('FW-08 FW-60 the process of the bot', function () {
  this.timeout(60_000);
  let sandbox: Sandbox;
  let database: TestDatabase;
  let env: Record<string, string>;

  async function stage(options: SandboxOptions = {}): Promise<void> {
    sandbox = await startSandbox(options);
    sandbox.addGuild({ name: 'G' });
    database = await testDatabase();
    env = { DISCORD_API: sandbox.api, DISCORD_TOKEN: sandbox.token, DATABASE_URL: database.url };
  }

  afterEach(async () => {
    await BotChild.clear();
    await sandbox.stop();
    await database.drop();
  });

  /** Starts a bot that cannot run, and gives what it says. */
  async function refused(options: Partial<BotChildOptions> = {}): Promise<string> {
    const child = await BotChild.start({ env, ...options });
    expect(await child.exit, child.out + child.err).to.equal(1);
    const said = child.err;
    for (const secret of [env['DISCORD_TOKEN'] ?? '?', 's3cret']) expect(child.out + said).to.not.include(secret);
    if (!['debug', 'trace'].includes((options.env ?? env)['LOG_LEVEL'] ?? '')) expect(said).to.not.match(STACK);
    return said;
  }

  it('FW-08 a bad token: the message names the switch in the developer portal', async () => {
    await stage();
    const said = await refused({ env: { ...env, DISCORD_TOKEN: 'MTIz.sAbotaged.s3cret' } });
    expect(said).to.include('Reset Token').and.include('discord.com/developers').and.include('DISCORD_TOKEN');
    expect(sandbox.gateway.identifies).to.equal(0);
  });

  it('FW-08 missing privileged intents: the message names each switch, and there is no second try', async () => {
    await stage({ privilegedIntents: [] });
    const said = await refused({ config: { plugins: ['watcher'] }, fixtures: ['watcher'] });
    expect(said).to.include('"Presence Intent" and "Message Content Intent"').and.include('Privileged Gateway Intents');
    expect(said).to.not.include('Server Members Intent');
    expect(sandbox.gateway.sessions).to.be.empty;
  });

  const closings: readonly (readonly [GatewayCloseCodes, string])[] = [
    [GatewayCloseCodes.AuthenticationFailed, 'Reset Token'],
    [GatewayCloseCodes.ShardingRequired, 'SHARDS=auto'],
    [GatewayCloseCodes.InvalidShard, 'SHARDS=auto'],
  ];
  for (const [code, hint] of closings) {
    it(`FW-08 close code ${code} while it runs ends it with a clear message`, async () => {
      await stage();
      const child = await BotChild.start({ env });
      await child.wrote(READY);
      sandbox.gateway.close(code);
      expect(await child.exit, child.out + child.err).to.equal(1);
      expect(child.err).to.include(hint).and.not.match(STACK);
      expect(sandbox.gateway.identifies).to.equal(1);
    });
  }

  it('FW-08 a Discord that does not answer', async () => {
    await stage();
    const said = await refused({ env: { ...env, DISCORD_API: `http://127.0.0.1:${await closedPort()}/api` } });
    expect(said).to.include('does not answer').and.include('DISCORD_API');
  });

  it('FW-05 a database that cannot be reached: tried for the bounded time, without the password in the message', async () => {
    await stage();
    const DATABASE_URL = `postgresql://bot:s3cret@127.0.0.1:${await closedPort()}/rooms`;
    const said = await refused({ env: { ...env, DATABASE_URL }, config: { database: { connectTimeout: 1 } } });
    expect(said).to.include('cannot be reached').and.include('tried for 1 s').and.include('DATABASE_URL');
  });

  it('FW-08 a broken configuration and a missing token are told together', async () => {
    await stage();
    const { DISCORD_TOKEN: _, ...others } = env;
    const said = await refused({ env: others, config: 'plugins: [autochanel]\ndatabase:\n  conectTimeout: 1\n' });
    for (const part of ['autochannel', 'connectTimeout', 'DISCORD_TOKEN']) expect(said).to.include(part);
    expect(sandbox.calls()).to.be.empty;
  });

  it('FW-08 a configuration that is no YAML', async () => {
    await stage();
    expect(await refused({ config: 'plugins: [\n' })).to.include('config.yaml');
  });

  it('FW-20 a plugin whose ready fails ends the start, and is named', async () => {
    await stage();
    const config = { plugins: ['probe'], probe: { readyFails: true } };
    expect(await refused({ config, fixtures: ['probe'] }))
      .to.include('"probe"')
      .and.include('told to fail');
  });

  it('FW-08 the stack is shown to whoever sets LOG_LEVEL=debug', async () => {
    await stage();
    const said = await refused({ env: { ...env, DISCORD_TOKEN: 'MTIz.sAbotaged.s3cret', LOG_LEVEL: 'debug' } });
    expect(said).to.match(STACK).and.include('Reset Token');
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`FW-60 ${signal} lets a running task finish, and ends with exit code 0`, async () => {
      await stage();
      const child = await BotChild.start({ env, config: { plugins: ['worker'] }, fixtures: ['worker'] });
      await child.wrote('the task has begun');
      child.signal(signal);
      // An impatient second one changes nothing.
      child.signal(signal);
      expect(await child.exit, child.out + child.err).to.equal(0);
      const order = ['the worker is ready', 'the task has begun', 'the task is done', 'the worker has stopped'];
      const places = order.map((text) => child.out.indexOf(text));
      expect(places, child.out)
        .to.deep.equal(places.toSorted((a, b) => a - b))
        .and.not.include(-1);
      expect(child.err).to.equal('');
    });
  }

  it('FW-60 SIGTERM leaves no process behind, the embedded database included', async () => {
    await stage();
    const { DATABASE_URL: _, ...embedded } = env;
    const child = await BotChild.start({ env: embedded });
    await child.wrote(READY);
    expect(processesOf(child.directory)).to.not.be.empty;
    child.signal('SIGTERM');
    expect(await child.exit, child.out + child.err).to.equal(0);
    expect(processesOf(child.directory)).to.deep.equal([]);
  });

  it('FW-60 SIGTERM in the middle of the start of the embedded database leaves none behind', async () => {
    await stage();
    const { DATABASE_URL: _, ...embedded } = env;
    const child = await BotChild.start({ env: embedded });
    await sandbox.until(() => processesOf(child.directory).length > 0, { timeout: 20_000 });
    child.signal('SIGTERM');
    expect(await child.exit, child.out + child.err).to.equal(0);
    expect(child.err).to.equal('');
    expect(processesOf(child.directory)).to.deep.equal([]);
    expect(sandbox.calls()).to.be.empty;
  });

  it('FW-60 SIGTERM while it waits for the database', async () => {
    await stage();
    const DATABASE_URL = `postgresql://bot:s3cret@127.0.0.1:${await closedPort()}/rooms`;
    const child = await BotChild.start({ env: { ...env, DATABASE_URL } });
    await child.wrote('cannot be reached yet');
    child.signal('SIGTERM');
    expect(await child.exit, child.out + child.err).to.equal(0);
    expect(child.err).to.equal('');
  });

  it('FW-60 SIGTERM while it waits for Discord', async () => {
    await stage();
    sandbox.faults.add({ operation: 'GET /gateway/bot', answer: 'timeout' });
    const child = await BotChild.start({ env });
    await sandbox.until(() => sandbox.calls('GET /gateway/bot').length > 0, { timeout: 20_000 });
    child.signal('SIGTERM');
    expect(await child.exit, child.out + child.err).to.equal(0);
  });

  it('FW-60 the end of the process that watches over it ends it, and its embedded database', async () => {
    await stage();
    const { DATABASE_URL: _, ...embedded } = env;
    const child = await BotChild.start({ env: embedded, channel: true });
    await child.wrote(READY);
    child.abandon();
    expect(await child.exit).to.equal(0);
    expect(processesOf(child.directory)).to.deep.equal([]);
  });

  it('FW-09 the invite link is printed, with exactly the permissions of the enabled plugins', async () => {
    await stage();
    const child = await BotChild.start({ env, config: { plugins: ['probe'] }, fixtures: ['probe'] });
    await child.wrote('Invite it');
    const [link = ''] = /https?:\/\/\S*oauth2\S*/.exec(child.out) ?? [];
    // View Audit Log, View Channels and Send Messages.
    expect(new URL(link).searchParams.get('permissions')).to.equal(String((1 << 7) | (1 << 10) | (1 << 11)));
    child.signal('SIGTERM');
    expect(await child.exit).to.equal(0);
  });
});
