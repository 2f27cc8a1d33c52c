import { expect } from 'chai';
import { startSandbox, type ChannelRecord, type GuildHandle, type Person, type Sandbox } from 'roomkeeper/sandbox';
import { BotChild } from '../../support/bot-child.js';
import { DatabaseProxy } from '../../support/database-proxy.js';
import { query, testDatabase, type TestDatabase } from '../../support/database.js';
import { fetchPage } from '../../support/pages.js';
import { CREATE, DELETE, MOVE } from '../../support/source-scene.js';

/** How long something may take on a busy machine, in real milliseconds. */
const PATIENCE = 45_000;
const READY = 'The bot is ready';

describe('FW-65 two processes for the same shards', function () {
  this.timeout(120_000);

  let sandbox: Sandbox;
  let database: TestDatabase;
  let guild: GuildHandle;
  let general: ChannelRecord;
  let people: readonly [Person, Person, Person, Person];

  const start = (url = database.url, env: Readonly<Record<string, string>> = {}): Promise<BotChild> => {
    const { api: DISCORD_API, token: DISCORD_TOKEN } = sandbox;
    return BotChild.start({
      env: { DISCORD_API, DISCORD_TOKEN, DATABASE_URL: url, LOG_FORMAT: 'json', ...env },
      config: { plugins: ['autochannel'] },
    });
  };
  /** The first acts, and General is a source whose empty breakouts go after a second. */
  const startFirst = async (url?: string): Promise<BotChild> => {
    const first = await start(url);
    await first.wrote(READY);
    const answer = await guild.owner.slash('autochannel enable', { voice_channel: general, grace_period: 1 });
    await answer.response();
    return first;
  };
  const startSecond = async (env?: Readonly<Record<string, string>>): Promise<BotChild> => {
    const second = await start(undefined, env);
    await second.wrote('standing by');
    return second;
  };
  const until = (describe: string, predicate: () => boolean | Promise<boolean>): Promise<void> =>
    sandbox.until(predicate, { timeout: PATIENCE, describe });
  const breakouts = (): ChannelRecord[] =>
    [...guild.record.channels.values()].filter(({ name }) => name.startsWith('General #'));
  const isServed = (person: Person): boolean => person.voiceChannel?.name.startsWith('General #') === true;
  /** Everybody of `those` sits in a breakout of their own, each is stored once, and there are no others. */
  const expectOrder = async (those: readonly Person[]): Promise<void> => {
    await until('everybody to be served', () => those.every(isServed));
    await until('no other breakout to be left', () => breakouts().length === those.length);
    const stored = async (): Promise<unknown[]> =>
      (await query(database.url, 'select channel_id::text as id from autochannel_breakout')).map((row) => row['id']);
    // A row goes after its channel.
    await until('no other row to be left', async () => (await stored()).length === breakouts().length);
    expect(await stored()).to.have.members(breakouts().map(({ id }) => id));
  };

  beforeEach(async () => {
    sandbox = await startSandbox({ rateLimits: false });
    database = await testDatabase('migrated');
    guild = sandbox.addGuild({ name: 'Home' });
    general = guild.addChannel({ name: 'General' });
    const [ada, ben, cleo, dan] = ['Ada', 'Ben', 'Cleo', 'Dan'].map((name) => guild.addMember({ name }));
    if (!ada || !ben || !cleo || !dan) throw new Error('Somebody is missing');
    people = [ada, ben, cleo, dan];
  });
  afterEach(async () => {
    await BotChild.clear();
    try {
      await sandbox.stop();
    } finally {
      await database.drop();
    }
  });

  it('FW-65 the second stands by, takes over when the first is killed, and hands over when it is told to stop', async () => {
    const [ada, ben] = people;
    const first = await startFirst();
    const second = await startSecond({ METRICS_PORT: '0' });
    const address = /"address":"([^"]+)"/.exec(second.out)?.[1] ?? '';
    const { status, text } = await fetchPage(address, '/readyz');
    expect([status, text.includes('standby')]).to.deep.equal([503, true]);
    expect(sandbox.gateway.identifies).to.equal(1);
    ada.join(general);
    await until('Ada to be served', () => isServed(ada));
    first.signal('SIGKILL');
    ben.join(general);
    await second.wrote(READY);
    await expectOrder([ada, ben]);
    expect((await fetchPage(address, '/readyz')).status).to.equal(200);
    const third = await startSecond();
    second.signal('SIGTERM');
    expect(await second.exit).to.equal(0);
    await third.wrote(READY);
    ada.leave();
    await expectOrder([ben]);
  });

  it('FW-65 split brain: the first is frozen, and goes on when the second has taken over; nothing is done twice', async () => {
    const [ada, ben, cleo, dan] = people;
    const first = await startFirst();
    const second = await startSecond();
    ada.join(general);
    await until('Ada to be served', () => isServed(ada));
    sandbox.clearCalls();
    // In the middle of a creation: Cleo's channel is made, and its answer comes to a process that does not run.
    sandbox.faults.add({ operation: CREATE, times: 1, answer: { delay: 300 } });
    cleo.join(general);
    await until('the creation to arrive', () => sandbox.calls(CREATE).length > 0);
    first.signal('SIGSTOP');
    ada.leave();
    ben.join(general);
    await second.wrote(READY);
    await expectOrder([ben, cleo]);
    // Ada's went a second after its time began anew; Cleo's was found, and not made again.
    expect(sandbox.calls(CREATE)).to.have.length(2);
    expect(sandbox.calls(DELETE)).to.have.length(1);
    await until('all to be answered', () => sandbox.calls().every(({ status }) => status !== null));
    sandbox.clearCalls();
    const { identifies } = sandbox.gateway;
    first.signal('SIGCONT');
    expect(await first.exit).to.equal(1);
    expect(first.err).to.match(/Another process has taken over \(shards 0\/1\)/);
    await sandbox.settled();
    // It has heard of everything that happened, and has done nothing about it.
    expect(sandbox.calls()).to.have.length(0);
    expect(sandbox.gateway.identifies).to.equal(identifies);
    dan.join(general);
    await expectOrder([ben, cleo, dan]);
    expect(sandbox.calls(CREATE)).to.have.length(1);
    expect(sandbox.calls(MOVE)).to.have.length(1);
  });

  it('FW-65 one that is cut off from the database stops acting; when that is back it goes on, or ends if another one did', async () => {
    const [ada, ben, cleo] = people;
    const proxy = await DatabaseProxy.start(database.url);
    try {
      const first = await startFirst(proxy.url);
      // Nobody stands by: it waits, and goes on.
      proxy.refuse();
      await first.wrote('nothing is done now');
      sandbox.clearCalls();
      ada.join(general);
      const order = await guild.owner.slash('autochannel enable', { voice_channel: general, grace_period: 9 });
      await until('an answer', () => order.replies.some(({ api }) => /went wrong|not answering/.test(api.content)));
      // Whoever clicks is told; nothing else goes out.
      const others = sandbox.calls().filter(({ operation }) => !/interactions|webhooks/.test(operation));
      expect(others).to.have.length(0);
      proxy.serve();
      await first.wrote('acting again');
      await expectOrder([ada]);
      // Somebody stands by.
      const second = await startSecond();
      proxy.refuse();
      ben.join(general);
      await second.wrote(READY);
      await expectOrder([ada, ben]);
      await sandbox.settled();
      sandbox.clearCalls();
      proxy.serve();
      expect(await first.exit).to.equal(1);
      expect(first.err).to.match(/Another process has taken over/);
      cleo.join(general);
      await expectOrder([ada, ben, cleo]);
      expect(sandbox.calls(CREATE)).to.have.length(1);
    } finally {
      await proxy.stop();
    }
  });
});
