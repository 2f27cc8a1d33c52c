import { expect } from 'chai';
import { setTimeout as wait } from 'node:timers/promises';
import { startSandbox, type ChannelRecord, type GuildHandle, type Person, type Sandbox } from 'roomkeeper/sandbox';
import { Client } from 'pg';
import { RestartableBot } from '../../../support/restartable-bot.js';
import { testDatabase, type TestDatabase } from '../../../support/database.js';
import { CREATE, DELETE, MOVE } from '../../../support/source-scene.js';

/** Runs of the test with random moments. */
const RANDOM_RUNS = 3;
/** How long something may take on a busy machine, in real milliseconds. */
const PATIENCE = 20_000;

describe('AC-33 autochannel: SIGKILL', function () {
  this.timeout(90_000);

  let sandbox: Sandbox;
  let database: TestDatabase;
  let bot: RestartableBot;
  let guild: GuildHandle;
  let general: ChannelRecord;
  let ada: Person;

  const set = async (grace: number): Promise<void> => {
    guild = sandbox.addGuild({ name: 'Home' });
    general = guild.addChannel({ name: 'General' });
    ada = guild.addMember({ name: 'Ada' });
    await bot.start();
    const answer = await guild.owner.slash('autochannel enable', { voice_channel: general, grace_period: grace });
    await answer.response();
    sandbox.clearCalls();
  };

  beforeEach(async () => {
    sandbox = await startSandbox({ rateLimits: false });
    database = await testDatabase();
    const creation = { perUser: { capacity: 100 }, perGuild: { capacity: 100 } };
    bot = new RestartableBot(sandbox, database.url, { plugins: ['autochannel'], autochannel: { creation } });
  });
  afterEach(async () => {
    await bot.remove();
    try {
      await sandbox.stop();
    } finally {
      await database.drop();
    }
  });

  const breakouts = (): ChannelRecord[] =>
    [...guild.record.channels.values()].filter(({ name }) => name.startsWith('General #'));
  const until = (describe: string, predicate: () => boolean | Promise<boolean>): Promise<void> =>
    sandbox.until(predicate, { timeout: PATIENCE, describe });

  /** The channels of the stored breakouts; null for one that is not known yet. */
  const stored = async (): Promise<(string | null)[]> => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      const { rows } = await client.query<{ channel_id: string | null }>('select channel_id from autochannel_breakout');
      return rows.map(({ channel_id: id }) => id);
    } finally {
      await client.end();
    }
  };

  /** Kills the bot once a call of `operation` fulfils `when`, and waits until all that was sent has had its effect. */
  const killOnce = async (operation: string, when: 'arrived' | 'answered', act: () => void): Promise<void> => {
    const killed = new Promise<void>((resolve, reject) => {
      const stop = sandbox.onChange(() => {
        const fits = sandbox.calls(operation).some(({ status }) => when === 'arrived' || status !== null);
        if (!fits) return;
        stop();
        bot.kill().then(resolve, reject);
      });
    });
    act();
    await killed;
    sandbox.faults.clear();
  };

  /** Everybody is in a breakout of their own, each channel is stored once, and there are no others. */
  const expectOrder = async (people: readonly Person[]): Promise<void> => {
    const inOwn = () => people.every(({ voiceChannel }) => voiceChannel?.name.startsWith('General #'));
    await until('everybody to be in a breakout', inOwn);
    await until('no other breakout to be left', () => breakouts().length === people.length);
    await until('each breakout to be stored', async () => {
      const rows = await stored();
      return rows.length === people.length && breakouts().every(({ id }) => rows.includes(id));
    });
    const channels = people.map(({ voiceChannel }) => voiceChannel?.id);
    expect(new Set(channels).size, 'channels with people').to.equal(people.length);
    const names = breakouts().map(({ name }) => name);
    expect(new Set(names).size, 'numbers').to.equal(people.length);
  };

  describe('while a breakout is made', () => {
    beforeEach(() => set(600));

    it('AC-33 while the request is under way, which Discord carries out afterwards: Ada gets that channel', async () => {
      sandbox.faults.add({ operation: CREATE, times: 1, answer: { delay: 1000 } });
      await killOnce(CREATE, 'arrived', () => ada.join(general));
      await until('the channel', () => breakouts().length === 1);
      const [channel] = breakouts();
      await bot.start();
      await expectOrder([ada]);
      expect(ada.voiceChannel?.id).to.equal(channel?.id);
    });

    it('AC-33 while the move is under way, which Discord carries out afterwards: Ada is in one channel', async () => {
      sandbox.faults.add({ operation: MOVE, times: 1, answer: { delay: 500 } });
      await killOnce(MOVE, 'arrived', () => ada.join(general));
      await bot.start();
      await expectOrder([ada]);
    });

    it('AC-33 after Discord made the channel, and Ada leaves before the restart: nothing is left', async () => {
      sandbox.faults.add({ operation: CREATE, times: 1, answer: 'lose-answer' });
      await killOnce(CREATE, 'arrived', () => ada.join(general));
      await until('the channel', () => breakouts().length === 1);
      ada.leave();
      await bot.start();
      await until('no channel', () => breakouts().length === 0);
      await until('no row', async () => (await stored()).length === 0);
    });

    it('AC-33 twice in a row, the second time while starting: Ada gets one channel', async () => {
      sandbox.faults.add({ operation: CREATE, times: 1, answer: 'lose-answer' });
      await killOnce(CREATE, 'arrived', () => ada.join(general));
      await until('the channel', () => breakouts().length === 1);
      await killOnce(MOVE, 'arrived', () => bot.spawn());
      await bot.start();
      await expectOrder([ada]);
    });
  });

  describe('while a breakout goes', () => {
    beforeEach(async () => {
      await set(1);
      ada.join(general);
      await expectOrder([ada]);
      sandbox.clearCalls();
    });

    const expectNothing = async (): Promise<void> => {
      await until('no channel', () => breakouts().length === 0);
      await until('no row', async () => (await stored()).length === 0);
    };

    it('AC-33 during the grace period: it goes after the restart', async () => {
      ada.leave();
      await until('the deadline to be stored', async () => (await stored()).length === 1);
      await bot.kill();
      expect(breakouts()).to.have.length(1);
      await bot.start();
      await expectNothing();
      expect(sandbox.calls(DELETE)).to.have.length(1);
    });

    it('AC-33 before Discord deletes the channel, and Ada comes back before the restart: it stays', async () => {
      const [channel] = breakouts();
      sandbox.faults.add({ operation: DELETE, times: 1, answer: 'drop' });
      await killOnce(DELETE, 'arrived', () => ada.leave());
      if (channel) ada.join(channel);
      await bot.start();
      await expectOrder([ada]);
      expect(ada.voiceChannel?.id).to.equal(channel?.id);
    });
  });

  describe('at random moments while ten people join', () => {
    for (let run = 1; run <= RANDOM_RUNS; run += 1) {
      const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31)) + (run - 1);
      it(`AC-33 everybody is in one breakout in the end (SEED=${seed})`, async () => {
        const random = randomFrom(seed);
        await set(600);
        const people = Array.from({ length: 10 }, (_, index) => guild.addMember({ name: `Person ${index}` }));
        for (const person of people) person.join(general);
        for (let kills = 0; kills < 2; kills += 1) {
          await afterChanges(1 + Math.floor(random() * 45));
          await wait(random() * 5);
          await bot.kill();
          await bot.start();
        }
        await expectOrder(people);
      });
    }

    /** Resolves after so many calls, answers and events, or when there are no more of them for a while. */
    const afterChanges = (count: number): Promise<void> =>
      new Promise((resolve) => {
        let left = count;
        const done = (): void => {
          stop();
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(done, 2000);
        const stop = sandbox.onChange(() => {
          left -= 1;
          if (left <= 0) done();
        });
      });
  });
});

/** Numbers from 0 to 1 that look random, always the same for a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
