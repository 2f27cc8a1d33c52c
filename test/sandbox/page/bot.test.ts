import { expect } from 'chai';
import { ComponentType } from 'discord-api-types/v10';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDemo, type Demo } from '../../../sandbox/demo.js';
import { ManagedBot } from '../../../sandbox/managed-bot.js';
import { Page } from '../../../sandbox/page/page.js';
import { everyComponent, type AnyComponent } from '../../../sandbox/store/component-tree.js';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.js';
import { SteeredClock } from '../../../sandbox/steered-clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { bareEnvironment } from '../../support/processes.js';
import { Browser } from './browser.js';

describe('the bot of the page', function () {
  this.timeout(120_000);
  let sandbox: Sandbox;
  let clock: SteeredClock;
  let demo: Demo;
  let bot: ManagedBot;
  let page: Page;
  let browser: Browser;
  let database: TestDatabase;
  let directory: string;

  beforeEach(async () => {
    clock = new SteeredClock();
    sandbox = await startSandbox({ clock, rateLimits: {}, rateLimitClock: clock.unpaused });
    demo = makeDemo(sandbox);
    database = await testDatabase('migrated');
    directory = await mkdtemp(join(tmpdir(), 'roomkeeper-page-'));
    await chmod(directory, 0o755);
    const env = {
      ...bareEnvironment,
      DATABASE_URL: database.url,
      DISCORD_API: sandbox.api,
      DISCORD_TOKEN: sandbox.token,
      HUB_CHANNEL_IDS: demo.hub.id,
      ROOMKEEPER_DATA: directory,
    };
    bot = new ManagedBot(sandbox, clock, { env, args: [] });
    page = new Page(sandbox, { bot, clock });
    await page.listen();
    browser = await Browser.open(page.address);
    bot.start();
    await runs();
    await browser.sit('ada', person('ada').id);
    await browser.sit('ben', person('ben').id);
  });

  afterEach(async () => {
    browser.close();
    await bot.kill();
    await page.close();
    await sandbox.stop();
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  });

  function person(name: string) {
    const found = demo.people.get(name);
    if (!found) throw new Error(`There is no ${name}`);
    return found;
  }

  const runs = async (): Promise<void> =>
    browser.until(() => browser.shared.bot.state === 'running', 'the bot to run', 60_000);
  const step = (id: string) => browser.shared.tour.steps.find((one) => one.id === id);
  const room = () => browser.seat('ada').channels.find(({ id }) => id === browser.shared.tour.room?.channel);

  /** The button of the panel, in whatever channel that Ada sees it, that is called like this. */
  async function panelButton(label: string) {
    for (const { id: channel } of browser.seat('ada').channels) {
      const messages = sandbox.world.channel(channel).messages.values();
      for (const { api } of messages) {
        const components = everyComponent((api.components ?? []) as readonly AnyComponent[]);
        const button = components.find(
          ({ component }) =>
            component.type === ComponentType.Button && (component as { label?: string }).label?.includes(label),
        );
        const customId = button?.component.custom_id;
        if (customId) return { channel, message: api.id, customId };
      }
    }
    return undefined;
  }

  /** Ada joins the hub, and has a room with its panel. */
  async function adaOwnsRoom(): Promise<void> {
    await browser.do({ kind: 'join', seat: 'ada', channel: demo.hub.id });
    await browser.until(() => step('own')?.done === true, 'Ada to own a room');
    await sandbox.until(async () => (await panelButton('Unlocked')) !== undefined, { describe: 'the panel' });
  }

  it('SB-24 the tour from start to end, but for the trigger: own, lock, come back, restart', async () => {
    expect(browser.shared.tour.steps.map(({ id }) => id)).to.deep.equal([
      'own',
      'lock',
      'comeBack',
      'trigger',
      'restart',
    ]);
    await adaOwnsRoom();
    expect(browser.shared.tour.room).to.include({ owner: person('ada').id });
    await browser.do({ kind: 'join', seat: 'ben', channel: room()?.id ?? '' });
    expect(step('lock')?.done).to.equal(false);
    const button = await panelButton('Unlocked');
    await browser.do({ kind: 'click', seat: 'ada', ...(button ?? { channel: '', message: '', customId: '' }) });
    await browser.until(() => step('lock')?.done === true, 'the lock');
    expect(room()?.locked).to.equal(true);
    await browser.do({ kind: 'leave', seat: 'ada' });
    await browser.until(() => step('comeBack')?.parts.includes('left') === true, 'Ada to have left');
    await browser.do({ kind: 'killBot' });
    expect(browser.shared.bot).to.include({ state: 'down', ended: 'SIGKILL' });
    await browser.do({ kind: 'startBot' });
    await runs();
    await browser.until(() => step('restart')?.done === true, 'the restart');
    await browser.do({ kind: 'join', seat: 'ada', channel: room()?.id ?? '' });
    await browser.until(() => step('comeBack')?.done === true, 'Ada to be back');
    expect(browser.shared.tour.steps.filter(({ done }) => !done).map(({ id }) => id)).to.deep.equal(['trigger']);
  });

  it('SB-23 a move of the clock is one for the bot too: its grace periods end', async () => {
    await adaOwnsRoom();
    const id = room()?.id ?? '';
    await browser.do({ kind: 'leave', seat: 'ada' });
    await browser.until(
      () =>
        browser.timeline.some(
          ({ kind, about, channel }) => kind === 'job' && channel === id && about.startsWith('armed'),
        ),
      'the deadline',
    );
    await browser.do({ kind: 'moveClock', ms: 300_000 });
    await browser.until(() => !browser.seat('ada').channels.some((one) => one.id === id), 'the room to be gone');
    const jobs = browser.timeline.filter(({ kind }) => kind === 'job');
    expect(jobs.map(({ about }) => about.split(' ')[0])).to.include.members(['armed', 'woken']);
    const ofRoom = jobs.filter(({ channel, guild }) => channel === id && guild === demo.guild.id);
    expect(new Set(ofRoom.map(({ plugin }) => plugin))).to.deep.equal(new Set(['hub']));
  });

  it('SB-23 while the clock is paused nothing falls due, also for a bot that is restarted meanwhile', async () => {
    await adaOwnsRoom();
    await browser.do({ kind: 'pauseClock' });
    await browser.do({ kind: 'leave', seat: 'ada' });
    await browser.do({ kind: 'restartBot' });
    await runs();
    expect(room()?.voice).to.deep.equal([]);
    await browser.do({ kind: 'moveClock', ms: 300_000 });
    await browser.until(() => room() === undefined, 'the room to be gone');
  });

  it('SB-22 the life of the bot and its log stand in the timeline, with the plugin', async () => {
    await adaOwnsRoom();
    await browser.do({ kind: 'killBot' });
    const titles = (kind: string) => browser.timeline.filter((row) => row.kind === kind).map(({ title }) => title);
    expect(titles('bot')).to.deep.equal(['The bot is starting', 'The bot is ready', 'The bot was killed']);
    expect(titles('log')).to.include('The bot is ready');
    const calls = browser.timeline.filter(({ kind }) => kind === 'call');
    expect(calls.find(({ plugin, title }) => plugin === 'panel' && title.startsWith('POST'))).to.be.an('object');
    expect(calls.find(({ plugin, title }) => plugin === 'hub' && title.startsWith('PATCH'))).to.be.an('object');
    expect(browser.received.join('\n')).not.to.include(sandbox.token);
  });

  it('SB-23 a bot that cannot start is told as ended, with its exit code and what it said', async () => {
    const broken = new ManagedBot(sandbox, clock, { env: { ...bareEnvironment, DISCORD_API: 'nonsense' }, args: [] });
    const said: string[] = [];
    const ended = new Promise<number | null>((resolve) => {
      broken.onNews((news) => {
        if (news.kind === 'print') said.push(news.text);
        if (news.kind === 'state' && news.state === 'down') resolve(news.code);
      });
    });
    broken.start();
    expect(await ended).to.equal(1);
    expect(broken).to.include({ state: 'down', ended: 'exit code 1', hasRun: false });
    expect(said.join('\n')).to.include('DISCORD_API: the value is not a URL').and.not.to.include('    at ');
  });
});
