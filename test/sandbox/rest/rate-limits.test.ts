import { expect } from 'chai';
import { ManualClock } from '../../../sandbox/clock.js';
import { RateLimits, type LimitedCall, type RateLimitOptions } from '../../../sandbox/rest/rate-limits.js';
import { Moderator } from '../../../sandbox/people/moderator-acts.js';
import { Running } from '../running.js';

const editChannel = 'PATCH /channels/{channel_id}';

function call(operation: string, channel = '1', body: unknown = {}, open = false): LimitedCall {
  return { operation, params: { channel_id: channel }, body, open };
}

describe('sandbox rate limits', () => {
  const clock = new ManualClock();
  const limits = (options: RateLimitOptions) => new RateLimits(clock, options);
  const generous = { '*': { limit: 1000, window: 1000 }, [editChannel]: { limit: 1000, window: 1000 } };

  it('SB-04 gives the headers of the route, and 429 when its bucket is empty', async () => {
    const limited = limits({ routes: { 'GET /users/@me': { limit: 2, window: 4000 } } });
    const first = limited.check(call('GET /users/@me')).headers;
    expect(first).to.include({
      'x-ratelimit-limit': '2',
      'x-ratelimit-remaining': '1',
      'x-ratelimit-reset-after': '4.000',
    });
    expect(first['x-ratelimit-bucket']).to.match(/^[0-9a-f]{32}$/);
    expect(Number(first['x-ratelimit-reset'])).to.be.closeTo((clock.now() + 4000) / 1000, 0.01);
    await clock.advance(1000);
    expect(limited.check(call('GET /users/@me')).headers).to.include({ 'x-ratelimit-remaining': '0' });
    expect(limited.check(call('GET /users/@me')).refusal).to.deep.equal({ retryAfter: 3, scope: 'user' });
    expect(limited.check(call('GET /users/@me', '2')).refusal).to.equal(null);
    await clock.advance(3000);
    expect(limited.check(call('GET /users/@me')).refusal).to.equal(null);
  });

  it('SB-04 allows 50 calls a second over all routes, interactions apart', async () => {
    const limited = limits({ routes: generous });
    for (let index = 0; index < 50; index += 1) {
      expect(limited.check(call('GET /users/@me', String(index))).refusal).to.equal(null);
    }
    expect(limited.check(call('GET /users/@me')).refusal).to.deep.equal({ retryAfter: 1, scope: 'global' });
    const callback = 'POST /interactions/{interaction_id}/{interaction_token}/callback';
    expect(limited.check(call(callback, '1', {}, true))).to.deep.equal({ headers: {}, refusal: null });
    expect(limited.check(call('POST /webhooks/{webhook_id}/{webhook_token}', '1', {}, true)).refusal).to.equal(null);
    await clock.advance(1000);
    expect(limited.check(call('GET /users/@me')).refusal).to.equal(null);
  });

  it('SB-04 allows two names in ten minutes for a channel, and no header tells', async () => {
    const limited = limits({ routes: generous });
    limited.check(call(editChannel, '1', { name: 'a' }));
    await clock.advance(60_000);
    const second = limited.check(call(editChannel, '1', { name: 'b' }));
    expect(Number(second.headers['x-ratelimit-remaining'])).to.be.greaterThan(900);
    const third = limited.check(call(editChannel, '1', { name: 'c', user_limit: 3 }));
    expect(third.refusal).to.deep.equal({ retryAfter: 540, scope: 'user' });
    expect(Number(third.headers['x-ratelimit-remaining'])).to.be.greaterThan(900);
    expect(limited.check(call(editChannel, '1', { user_limit: 3 })).refusal).to.equal(null);
    expect(limited.check(call(editChannel, '1', { topic: 'other' })).refusal).to.equal(null);
    expect(limited.check(call(editChannel, '2', { name: 'c' })).refusal).to.equal(null);
    await clock.advance(540_000);
    expect(limited.check(call(editChannel, '1', { name: 'c' })).refusal).to.equal(null);
  });

  it('SB-04 uses up neither name nor topic when one of them bites', () => {
    const limited = limits({ routes: false });
    limited.check(call(editChannel, '1', { name: 'a' }));
    limited.check(call(editChannel, '1', { name: 'b' }));
    expect(limited.check(call(editChannel, '1', { name: 'c', topic: 't' })).refusal).to.not.equal(null);
    expect(limited.check(call(editChannel, '1', { topic: 't' })).refusal).to.equal(null);
    expect(limited.check(call(editChannel, '1', { topic: 'u' })).refusal).to.equal(null);
    expect(limited.check(call(editChannel, '1', { topic: 'v' })).refusal).to.not.equal(null);
  });

  it('SB-04 allows a reaction each quarter of a second for a channel', async () => {
    const limited = limits({});
    const react = 'PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me';
    const undo = 'DELETE /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me';
    expect(limited.check(call(react)).headers).to.include({
      'x-ratelimit-limit': '1',
      'x-ratelimit-reset-after': '0.250',
    });
    expect(limited.check(call(undo)).refusal).to.deep.equal({ retryAfter: 0.25, scope: 'user' });
    expect(limited.check(call(react, '2')).refusal).to.equal(null);
    await clock.advance(250);
    expect(limited.check(call(undo)).refusal).to.equal(null);
  });

  it('SB-04 can switch each limit off', () => {
    const limited = limits({ global: false, routes: false, names: false, reactions: false });
    for (let index = 0; index < 100; index += 1) {
      const react = 'PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me';
      expect(limited.check(call(editChannel, '1', { name: 'n' }))).to.deep.equal({ headers: {}, refusal: null });
      expect(limited.check(call(react))).to.deep.equal({ headers: {}, refusal: null });
    }
  });
});

describe('sandbox rate limits over the wire', () => {
  let running: Running;
  afterEach(async () => running.stop());

  it('SB-04 answers 429 as Discord does, without touching the channel', async () => {
    const clock = new ManualClock();
    running = await Running.start({ clock, rateLimits: {} });
    const olga = new Moderator(running.sandbox.world, running.guild, running.guild.ownerId);
    const channel = olga.createChannel({ name: 'zero', type: 2 });
    const rename = async (name: string) => running.call('PATCH', `/channels/${channel.id}`, { json: { name } });
    expect((await rename('one')).status).to.equal(200);
    expect((await rename('two')).status).to.equal(200);
    const third = await rename('three');
    expect(third.status).to.equal(429);
    expect(await third.json()).to.deep.equal({
      message: 'You are being rate limited.',
      retry_after: 600,
      global: false,
    });
    expect(third.headers.get('retry-after')).to.equal('600');
    expect(third.headers.get('x-ratelimit-scope')).to.equal('user');
    expect(Number(third.headers.get('x-ratelimit-remaining'))).to.be.greaterThan(0);
    expect(channel.name).to.equal('two');
  });

  it('SB-04 has no limits under a manual clock unless told otherwise', async () => {
    running = await Running.start({ clock: new ManualClock() });
    const answers = await Promise.all(Array.from({ length: 60 }, async () => running.call('GET', '/users/@me')));
    expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([200]));
    expect(answers[0]?.headers.has('x-ratelimit-limit')).to.equal(false);
  });

  it('SB-04 has all limits with the machine clock', async () => {
    running = await Running.start();
    const answer = await running.call('GET', '/users/@me');
    expect(answer.headers.get('x-ratelimit-limit')).to.equal('10');
  });
});
