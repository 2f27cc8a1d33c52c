import { expect } from 'chai';
import { RateLimitError } from 'discord.js';
import { ManualClock } from 'roomkeeper/sandbox';
import { RequestGovernor } from '../../../../src/discord/governor/governor.js';
import { RequestHeldBackError } from '../../../../src/discord/governor/held-back-error.js';
import type { RequestFacts } from '../../../../src/discord/governor/request-facts.js';
import { restFailure } from '../../../../src/discord/rest-errors.js';
import { memoryLogger, type LogLine } from '../../../support/logger.js';

const of = (guildId: string | null, urgency: RequestFacts['urgency'] = 'ordinary'): RequestFacts => ({
  method: 'PATCH',
  path: '/channels/1',
  urgency,
  guildId,
});

describe('RL-07 the governor of requests', () => {
  let clock: ManualClock;
  let log: LogLine[];
  let governor: RequestGovernor;
  let tokenRefused: number;

  beforeEach(() => {
    clock = new ManualClock();
    log = [];
    tokenRefused = 0;
    const onTokenRefused = (): void => void (tokenRefused += 1);
    governor = new RequestGovernor({ clock, log: memoryLogger(log), perSecond: Infinity, onTokenRefused });
  });

  function refuse(times: number, request: RequestFacts, status = 403, scope: string | null = null): void {
    for (let time = 0; time < times; time += 1) governor.answered(request, { status, scope, authorized: true });
  }

  /** Refusals of many guilds, none of which is made to pause. */
  function refuseAll(times: number): void {
    for (let time = 0; time < times; time += 1) refuse(1, of(`g${time % 1000}`));
  }

  async function held(request: RequestFacts): Promise<RequestHeldBackError | null> {
    try {
      await governor.admit(request);
      return null;
    } catch (error) {
      if (error instanceof RequestHeldBackError) return error;
      throw error;
    }
  }

  it('RL-07 what is held back is a rate limit to whoever made it, never a refusal', async () => {
    refuse(20, of('a'));
    const error = await held(of('a'));
    expect(error).to.be.instanceOf(RateLimitError);
    expect(error).to.include({ name: 'RequestHeldBackError', because: 'guild', retryAfter: 60_000, global: false });
    expect(error?.message).to.contain('PATCH /channels/1 was not made');
    expect(restFailure(error)).to.equal('rate-limited');
  });

  it('RL-07 a guild that provokes 403s is held back alone, and only for the pause', async () => {
    refuse(20, of('a'));
    expect(await held(of('a'))).to.not.equal(null);
    expect(await held(of('a', 'answer'))).to.equal(null);
    expect(await held(of('b'))).to.equal(null);
    expect(await held(of(null))).to.equal(null);
    expect(governor.snapshot().pausedGuilds).to.deep.equal([{ guildId: 'a', until: clock.now() + 60_000 }]);
    await clock.advance(60_000);
    expect(await held(of('a'))).to.equal(null);
    expect(governor.snapshot().pausedGuilds).to.deep.equal([]);
  });

  it('RL-07 twenty 403s of a guild over many minutes are no cause to hold it back', async () => {
    for (let time = 0; time < 60; time += 1) {
      refuse(1, of('a'));
      await clock.advance(5000);
    }
    expect(await held(of('a'))).to.equal(null);
  });

  it('RL-07 403s to answers do not count against the guild, nor do 429s', async () => {
    refuse(30, of('a', 'answer'));
    refuse(30, of('a'), 429);
    expect(await held(of('a'))).to.equal(null);
  });

  it('RL-07 at a tenth of the threshold it slows down, and says so once', () => {
    governor = new RequestGovernor({ clock, log: memoryLogger(log), perSecond: 50, onTokenRefused: () => {} });
    refuseAll(999);
    expect(governor.snapshot()).to.include({ level: 'normal', perSecond: 50 });
    refuseAll(500);
    expect(governor.snapshot()).to.include({ level: 'slow', perSecond: 20, refusals: 1499, refusalLimit: 10_000 });
    expect(log.map(({ level, message }) => [level, message])).to.deep.equal([
      ['warn', 'Discord refuses many requests: they are made more slowly, before it bans this address'],
    ]);
  });

  it('RL-07 at a half only answers, deletions and the connection go on; at four fifths no deletions either', async () => {
    const through = async (): Promise<string[]> => {
      const urgencies = ['answer', 'vital', 'deletion', 'ordinary'] as const;
      const verdicts = await Promise.all(urgencies.map(async (urgency) => (await held(of(null, urgency))) === null));
      return urgencies.filter((_, index) => verdicts[index]);
    };
    refuseAll(4999);
    expect(await through()).to.deep.equal(['answer', 'vital', 'deletion', 'ordinary']);
    refuseAll(1);
    expect(await through()).to.deep.equal(['answer', 'vital', 'deletion']);
    refuseAll(3000);
    expect(await through()).to.deep.equal(['answer', 'vital']);
    expect(governor.snapshot()).to.include({ level: 'stopped', heldBack: 3 });
  });

  it('RL-07 once the ten minutes are over it goes on, when it has said it would', async () => {
    refuseAll(9000);
    const error = await held(of(null));
    const wait = error?.retryAfter ?? 0;
    expect(wait).to.be.within(590_000, 620_000);
    await clock.advance(wait - 1);
    expect(await held(of(null))).to.not.equal(null);
    await clock.advance(1);
    expect(await held(of(null))).to.equal(null);
    expect(governor.snapshot()).to.include({ level: 'normal', refusals: 0 });
    expect(log.at(-1)?.message).to.equal('Discord refuses little again: requests go on as usual');
  });

  it('RL-07 a bot to which Discord refuses everything never gets near the ban', async () => {
    governor = new RequestGovernor({ clock, log: memoryLogger(log), perSecond: 50, onTokenRefused: () => {} });
    const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    let most = 0;
    // 40 guilds with 100 requests a second between them, all refused, for half an hour.
    for (let second = 0; second < 1800; second += 1) {
      for (let index = 0; index < 100; index += 1) {
        const request = of(`${second}-${index % 40}`, index % 4 === 0 ? 'deletion' : 'ordinary');
        void governor.admit(request).then(
          () => refuse(1, request),
          () => {},
        );
      }
      await clock.advance(1000, breath);
      most = Math.max(most, governor.snapshot().refusals);
    }
    expect(most).to.be.within(5000, 8500);
  });

  it('RL-07 401, 403 and 429 are counted by status; a limit shared with others is not', () => {
    refuse(1, of(null), 401);
    refuse(2, of(null), 403);
    refuse(3, of(null), 429, 'user');
    refuse(4, of(null), 429, 'shared');
    refuse(5, of(null), 404);
    expect(governor.snapshot()).to.deep.include({ refusals: 6, refusalsByStatus: { 401: 1, 403: 2, 429: 3 } });
  });

  it('RL-07 a refused token ends all requests but answers, and is told once', async () => {
    refuse(2, of('a'), 401);
    expect(tokenRefused).to.equal(1);
    expect((await held(of(null)))?.because).to.equal('token');
    expect(await held(of(null, 'answer'))).to.equal(null);
    expect(governor.snapshot()).to.include({ tokenRefused: true });
  });

  it('RL-07 the expired token of an interaction is not the token of the bot', async () => {
    governor.answered(of(null, 'answer'), { status: 401, scope: null, authorized: false });
    expect(tokenRefused).to.equal(0);
    expect(await held(of(null))).to.equal(null);
  });
});
