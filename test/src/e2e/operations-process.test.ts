import { expect } from 'chai';
import { ChannelType } from 'discord.js';
import { createServer, type Server } from 'node:net';
import { startSandbox, type Sandbox } from 'roomkeeper/sandbox';
import { BotChild, type BotChildOptions } from '../../support/bot-child.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { fetchPage } from '../../support/pages.js';

const SERVED = /"address":"([^"]+)"/;

interface Line {
  readonly level: number;
  readonly time: string;
  readonly msg: string;
  readonly plugin?: string;
  readonly guild?: string;
  readonly channel?: string;
  readonly user?: string;
  readonly error?: { readonly type: string; readonly message: string; readonly stack: string };
}

describe('FW-61 the process, for those who run it', function () {
  this.timeout(60_000);
  let sandbox: Sandbox;
  let database: TestDatabase;
  let env: Record<string, string>;

  beforeEach(async () => {
    sandbox = await startSandbox({});
    database = await testDatabase('migrated');
    env = {
      DISCORD_API: sandbox.api,
      DISCORD_TOKEN: sandbox.token,
      DATABASE_URL: database.url,
      NODE_ENV: 'production',
      METRICS_PORT: '0',
    };
  });
  afterEach(async () => {
    await BotChild.clear();
    await sandbox.stop();
    await database.drop();
  });

  async function served(options: Partial<BotChildOptions> = {}): Promise<{ child: BotChild; address: string }> {
    const child = await BotChild.start({ env, ...options });
    await child.wrote('Health and metrics are served');
    return { child, address: SERVED.exec(child.out)?.[1] ?? '' };
  }

  async function reasonsAt(address: string): Promise<string[]> {
    const { status, text } = await fetchPage(address, '/readyz');
    const { reasons } = JSON.parse(text) as { reasons: { what: string }[] };
    expect(status).to.equal(reasons.length === 0 ? 200 : 503);
    return reasons.map(({ what }) => what);
  }

  it('FW-61 while it starts it lives, and says what it waits for', async () => {
    const mend = sandbox.faults.add({ operation: 'GET /gateway/bot', answer: 'timeout' });
    const { child, address } = await served();
    await sandbox.until(() => sandbox.calls('GET /gateway/bot').length > 0, { timeout: 20_000 });
    expect((await fetchPage(address, '/healthz')).status).to.equal(200);
    expect(await reasonsAt(address)).to.have.members(['plugins', 'worker', 'gateway']);
    mend();
    child.signal('SIGTERM');
    expect(await child.exit, child.out + child.err).to.equal(0);
  });

  it('FW-61 ready once its worker runs; while it stops it is not', async () => {
    sandbox.addGuild({ name: 'G' });
    const { child, address } = await served({ config: { plugins: ['worker'] }, fixtures: ['worker'] });
    await child.wrote('The bot is ready');
    expect(await reasonsAt(address)).to.deep.equal([]);
    await child.wrote('the task has begun');
    child.signal('SIGTERM');
    await sandbox.until(async () => (await reasonsAt(address)).includes('stopping'), { timeout: 5000 });
    expect(await child.exit, child.out + child.err).to.equal(0);
    const gone = await fetchPage(address, '/healthz').then(
      () => 'it answers',
      () => 'gone',
    );
    expect(gone).to.equal('gone');
  });

  it('FW-61 a port that is taken ends the start with a clear error, before anything else is touched', async () => {
    const other = await listening();
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const child = await BotChild.start({ env: { ...env, METRICS_PORT: String(port) } });
    expect(await child.exit).to.equal(1);
    expect(child.err).to.include(`127.0.0.1:${port}`).and.include('another program listens there');
    expect(child.err).to.not.match(/\n\s+at /);
    expect(sandbox.calls()).to.deep.equal([]);
    await new Promise((resolve) => void other.close(resolve));
  });

  it('FW-61 nothing listens unless it is told to', async () => {
    const { METRICS_PORT: _, ...without } = env;
    const child = await BotChild.start({ env: without });
    await child.wrote('The bot is ready');
    expect(child.out).to.not.include('Health and metrics');
    child.signal('SIGTERM');
    expect(await child.exit).to.equal(0);
  });

  it('FW-61 in production every line is an object with a level, a time and a message, and says whom it is about', async () => {
    const guild = sandbox.addGuild({ name: 'G' });
    const general = guild.addChannel({ name: 'General' });
    guild.addChannel({ name: 'text', type: ChannelType.GuildText });
    const child = await BotChild.start({
      env: { ...env, LOG_LEVEL: 'trace' },
      config: { plugins: ['autochannel', 'hub', 'panel', 'trigger', 'probe'] },
      fixtures: ['probe'],
    });
    await child.wrote('The bot is ready');
    const enabled = await guild.owner.slash('autochannel enable', { voice_channel: general });
    await enabled.response();
    const failed = await guild.owner.slash('throws');
    await failed.response();
    const ada = guild.addMember({ name: 'Ada' });
    ada.join(general);
    await sandbox.until(() => ada.voiceChannel !== general && ada.voiceChannel !== null, { timeout: 10_000 });
    child.signal('SIGTERM');
    expect(await child.exit, child.err).to.equal(0);
    expect(child.err).to.equal('');
    const written = child.out.trimEnd().split('\n');
    const lines = written.map((line) => JSON.parse(line) as Line);
    expect(lines.length).to.be.greaterThan(10);
    for (const { level, time, msg } of lines) {
      expect(level).to.be.oneOf([10, 20, 30, 40, 50, 60]);
      expect(new Date(time).toISOString()).to.equal(time);
      expect(msg).to.be.a('string').and.not.equal('');
    }
    const made = lines.find(({ msg }) => msg === 'A breakout was made');
    expect(made).to.include({ plugin: 'autochannel', guild: guild.id, user: ada.id });
    expect(made?.channel).to.equal(ada.voiceChannel?.id);
    const [error] = lines.flatMap((line) => (line.level === 50 ? [line.error] : []));
    expect(error?.stack).to.match(/boom[^]*\n\s+at /);
    for (const secret of [sandbox.token, new URL(database.url).password]) expect(child.out).to.not.include(secret);
  });

  it('FW-61 what nobody caught is a line too, before it ends the process', async () => {
    sandbox.addGuild({ name: 'G' });
    const child = await BotChild.start({
      env,
      config: { plugins: ['faller'] },
      fixtures: ['faller'],
    });
    expect(await child.exit).to.not.equal(0);
    const last = child.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line)
      .find(({ level }) => level === 60);
    expect(last?.msg).to.equal('Something failed that nobody saw to: the process ends');
    expect(last?.error?.stack).to.match(/nobody catches this\n\s+at /);
  });
});

function listening(): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => void server.listen(0, '127.0.0.1', () => resolve(server)));
}
