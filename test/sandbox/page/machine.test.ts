import { expect } from 'chai';
import { SteeredClock } from '../../../sandbox/steered-clock.js';
import { ping } from '../interactions/stage.js';
import type { Browser } from './browser.js';
import { PageStage } from './page-stage.js';

describe('the clock and the faults of the page', () => {
  let stage: PageStage;
  let browser: Browser;
  let clock: SteeredClock;

  beforeEach(async () => {
    clock = new SteeredClock();
    stage = await PageStage.set({ clock }, { clock, rateLimits: {}, rateLimitClock: clock.unpaused });
    await stage.startBot(ping);
    browser = await stage.open();
    await browser.sit('ada', stage.ada.id);
  });

  afterEach(() => stage.strike());

  const status = async (path = '/users/@me'): Promise<string> =>
    stage.call('GET', path).then(
      () => '200',
      (error: Error) => /: (\d+)/.exec(error.message)?.[1] ?? 'no answer',
    );

  it('SB-23 pauses the clock, moves it, and lets it run on', async () => {
    await browser.do({ kind: 'pauseClock' });
    const { pausedAt } = browser.shared.clock;
    expect(pausedAt).to.be.closeTo(Date.now(), 5000);
    await browser.do({ kind: 'moveClock', ms: 300_000 });
    expect(browser.shared.clock.pausedAt).to.equal((pausedAt ?? 0) + 300_000);
    expect(stage.sandbox.world.clock.now()).to.equal(browser.shared.clock.pausedAt);
    await browser.do({ kind: 'resumeClock' });
    const { ahead } = browser.shared.clock;
    expect(browser.shared.clock).to.include({ pausedAt: null, steerable: true });
    expect(ahead).to.be.within(295_000, 300_000);
    await browser.do({ kind: 'moveClock', ms: 10_000 });
    expect(browser.shared.clock.ahead).to.equal(ahead + 10_000);
    const titles = browser.timeline
      .filter(({ kind }) => kind === 'clock')
      .map(({ title, about }) => `${title} ${about}`);
    expect(titles).to.include('The page: moveClock 300 s');
  });

  it('SB-23 what was to end meanwhile ends with the move', async () => {
    const used = browser.refusal({ kind: 'slash', seat: 'ada', channel: stage.chat.id, line: 'ping', options: {} });
    await stage.interaction();
    await browser.do({ kind: 'moveClock', ms: 10_000 });
    expect(await used).to.include({ code: 'interactionFailed' });
  });

  it('SB-23 the clock only goes forward, and no farther than dates do', async () => {
    for (const ms of [-1, 0, Number.NaN, 1e300]) {
      expect(await browser.refusal({ kind: 'moveClock', ms })).to.include({ code: 'page' });
    }
  });

  it('SB-23 rate limits end while the clock stands still, and with a move', async () => {
    await browser.do({ kind: 'pauseClock' });
    const rename = async (name: string) =>
      stage.call('PATCH', `/channels/${stage.room.id}`, { name }).then(
        () => 'renamed',
        () => 'refused',
      );
    expect([await rename('a'), await rename('b'), await rename('c')]).to.deep.equal(['renamed', 'renamed', 'refused']);
    await browser.do({ kind: 'moveClock', ms: 600_000 });
    expect(await rename('c')).to.equal('renamed');
  });

  it('SB-23 makes the next call fail as chosen, and only that one', async () => {
    const operation = 'GET /users/@me';
    await browser.do({ kind: 'addFault', operation, answer: { kind: '5xx', status: 502 }, times: 1 });
    expect(browser.shared.faults).to.deep.equal([
      { id: '1', operation, answer: { kind: '5xx', status: 502 }, left: 1 },
    ]);
    expect(await status('/gateway/bot')).to.equal('200');
    expect([await status(), await status()]).to.deep.equal(['502', '200']);
    await browser.until(() => browser.shared.faults.length === 0, 'the fault to be used up');
    expect(browser.timeline.find(({ status: got }) => got === 502)).to.include({ faulted: true, outcome: 'failed' });
  });

  it('SB-23 offers every way in which a call fails', async () => {
    const add = async (answer: Parameters<typeof browser.do>[0] & { kind: 'addFault' }) => browser.do(answer);
    const once = { kind: 'addFault', operation: null, times: 1 } as const;
    await add({ ...once, answer: { kind: '429', retryAfter: 1 } });
    expect(await status()).to.equal('429');
    await add({ ...once, answer: { kind: '4xx', status: 403, code: 50013 } });
    expect(await status()).to.equal('403');
    await add({ ...once, answer: { kind: 'drop' } });
    expect(await status()).to.equal('no answer');
    await add({ ...once, answer: { kind: 'lose-answer' } });
    expect(await status()).to.equal('no answer');
    await add({ ...once, answer: { kind: 'delay', ms: 60_000 } });
    const late = status();
    await browser.until(() => browser.shared.faults.length === 0, 'the call to arrive');
    await browser.do({ kind: 'moveClock', ms: 60_000 });
    expect(await late).to.equal('200');
  });

  it('SB-23 keeps a fault that is to last, until it is taken away', async () => {
    const fault = { kind: 'addFault', operation: null, answer: { kind: '5xx', status: 500 } } as const;
    await browser.do({ ...fault, times: null });
    expect([await status(), await status(), browser.shared.faults[0]?.left]).to.deep.equal(['500', '500', null]);
    await browser.do({ kind: 'removeFault', id: browser.shared.faults[0]?.id ?? '' });
    expect(await status()).to.equal('200');
    await browser.do({ ...fault, times: 5 });
    await browser.do({ kind: 'clearFaults' });
    expect([await status(), browser.shared.faults]).to.deep.equal(['200', []]);
    expect(await browser.refusal({ ...fault, operation: 'GET /nothing', times: 1 })).to.include({ code: 'page' });
  });

  it('SB-23 cuts the line of the bot', async () => {
    expect(browser.shared.bot.sessions).to.equal(1);
    await browser.do({ kind: 'gateway', what: 'cut' });
    await browser.until(() => browser.shared.bot.sessions === 0, 'the bot to be cut off');
    await browser.do({ kind: 'gateway', what: 'freeze' });
    await browser.do({ kind: 'gateway', what: 'unfreeze' });
  });

  it('SB-23 a bot that the page has not started can be neither killed nor started by it', async () => {
    expect(browser.shared.bot).to.include({ state: 'unmanaged', name: 'Roomkeeper' });
    expect(await browser.refusal({ kind: 'killBot' })).to.include({ code: 'page' });
    expect(await browser.refusal({ kind: 'restartBot' })).to.include({ code: 'page' });
  });

  it('SB-23 a page without a clock of its own says so', async () => {
    const other = await PageStage.set();
    try {
      const there = await other.open();
      expect(there.shared.clock.steerable).to.equal(false);
      expect(await there.refusal({ kind: 'moveClock', ms: 1000 })).to.include({ code: 'page' });
    } finally {
      await other.strike();
    }
  });

  it('SB-24 the tour sees that the bot answers what somebody says, unasked, and not what it answers a command', async () => {
    const trigger = () => browser.shared.tour.steps.find(({ id }) => id === 'trigger')?.done;
    const messages = `/channels/${stage.chat.id}/messages`;
    await stage.call('POST', messages, { content: 'News' });
    const used = browser.do({ kind: 'slash', seat: 'ada', channel: stage.chat.id, line: 'ping', options: {} });
    await stage.answer(await stage.interaction(), { type: 4, data: { content: 'Pong' } });
    await used;
    expect(trigger()).to.equal(false);
    await browser.do({ kind: 'say', seat: 'ada', channel: stage.chat.id, text: 'hello' });
    await browser.do({ kind: 'moveClock', ms: 60_000 });
    await stage.call('POST', messages, { content: 'Much later' });
    expect(trigger()).to.equal(false);
    await browser.do({ kind: 'say', seat: 'ada', channel: stage.chat.id, text: 'hello' });
    await stage.call('POST', messages, { content: 'Hello, Ada!' });
    await browser.until(() => trigger() === true, 'the step');
    await browser.do({ kind: 'restartTour' });
    expect(trigger()).to.equal(false);
    await browser.do({ kind: 'skipTourStep', step: 'trigger' });
    expect(trigger()).to.equal(true);
  });
});
