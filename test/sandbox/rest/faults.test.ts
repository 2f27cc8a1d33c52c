import { expect } from 'chai';
import { ManualClock } from '../../../sandbox/clock.js';
import type { FaultAnswer } from '../../../sandbox/rest/faults.js';
import { Moderator } from '../../../sandbox/people/moderator-acts.js';
import { Running } from '../running.js';

describe('sandbox faults', () => {
  const clock = new ManualClock();
  let running: Running;
  let random = 0;

  beforeEach(async () => {
    running = await Running.start({ clock, random: () => random });
  });
  afterEach(async () => running.stop());

  const me = async () => running.call('GET', '/users/@me');
  const failing = async () =>
    me().then(
      () => 'answered',
      () => 'failed',
    );
  const strike = (answer: FaultAnswer) => running.sandbox.faults.add({ operation: 'GET /users/@me', times: 1, answer });

  it('SB-05 answers an error so often as told, and only for the operation', async () => {
    running.sandbox.faults.add({ operation: 'GET /users/@me', times: 2, answer: { status: 503 } });
    expect((await running.call('GET', '/users/@me/guilds')).status).to.equal(200);
    expect((await me()).status).to.equal(503);
    expect((await me()).status).to.equal(503);
    expect((await me()).status).to.equal(200);
    expect(running.sandbox.calls('GET /users/@me').map(({ fault }) => fault)).to.deep.equal([
      { status: 503 },
      { status: 503 },
      undefined,
    ]);
  });

  it('SB-05 answers the code and message of a refusal', async () => {
    strike({ status: 403, code: 50013, message: 'Missing Permissions' });
    const answer = await me();
    expect(answer.status).to.equal(403);
    expect(await answer.json()).to.deep.equal({ code: 50013, message: 'Missing Permissions' });
    expect(running.sandbox.calls()[0]).to.include({ status: 403, code: 50013 });
  });

  it('SB-05 answers 429 with its headers', async () => {
    strike({ status: 429, retryAfter: 2.5 });
    const answer = await me();
    expect(await answer.json()).to.include({ retry_after: 2.5, global: false });
    expect(answer.headers.get('retry-after')).to.equal('3');
    strike({ status: 429, global: true });
    expect((await me()).headers.get('x-ratelimit-global')).to.equal('true');
    strike({ status: 429, scope: 'shared' });
    expect((await me()).headers.get('x-ratelimit-scope')).to.equal('shared');
  });

  it('SB-05 makes discord.js wait and try again', async () => {
    const client = await running.login();
    running.sandbox.faults.add({ operation: 'GET /users/{user_id}', times: 1, answer: { status: 502 } });
    const user = await client.users.fetch(running.guild.ownerId, { force: true });
    expect(user.username).to.equal('olga');
    expect(running.sandbox.calls('GET /users/{user_id}')).to.have.length(2);
  });

  it('SB-05 strikes with a probability', async () => {
    running.sandbox.faults.add({ operation: 'GET /users/@me', probability: 0.5, answer: { status: 500 } });
    random = 0.49;
    expect((await me()).status).to.equal(500);
    random = 0.5;
    expect((await me()).status).to.equal(200);
  });

  it('SB-05 strikes the calls that match, until it is taken away', async () => {
    const remove = running.sandbox.faults.add({ match: ({ path }) => path.endsWith('@me'), answer: { status: 500 } });
    expect((await me()).status).to.equal(500);
    expect((await running.call('GET', '/users/@me/guilds')).status).to.equal(200);
    remove();
    expect((await me()).status).to.equal(200);
    running.sandbox.faults.add({ answer: { status: 500 } });
    running.sandbox.faults.clear();
    expect((await me()).status).to.equal(200);
  });

  function deletion(): { gone: () => boolean; act: (options?: RequestInit) => Promise<Response> } {
    const channel = new Moderator(running.sandbox.world, running.guild, running.guild.ownerId).createChannel({
      name: 'x',
      type: 2,
    });
    return {
      gone: () => !running.guild.channels.has(channel.id),
      act: async (options) => running.call('DELETE', `/channels/${channel.id}`, options),
    };
  }

  it('SB-05 drops the connection before anything happens', async () => {
    const { gone, act } = deletion();
    running.sandbox.faults.add({ times: 1, answer: 'drop' });
    expect(
      await act().then(
        () => 'answered',
        () => 'failed',
      ),
    ).to.equal('failed');
    expect(gone()).to.equal(false);
    expect(running.sandbox.calls('DELETE')[0]).to.include({ status: null, fault: 'drop' });
  });

  it('SB-05 loses the answer of what has happened', async () => {
    const { gone, act } = deletion();
    running.sandbox.faults.add({ times: 1, answer: 'lose-answer' });
    expect(
      await act().then(
        () => 'answered',
        () => 'failed',
      ),
    ).to.equal('failed');
    expect(gone()).to.equal(true);
  });

  it('SB-05 lets a call time out, which nobody waits for to settle', async () => {
    strike('timeout');
    const abort = new AbortController();
    const call = running.call('GET', '/users/@me', { signal: abort.signal }).then(
      () => 'answered',
      () => 'aborted',
    );
    await running.sandbox.until(() => running.sandbox.calls().length === 1);
    await running.sandbox.settled();
    expect(running.sandbox.calls()[0]?.status).to.equal(null);
    abort.abort();
    expect(await call).to.equal('aborted');
  });

  it('SB-05 carries a call out and never answers it, which nobody waits for to settle', async () => {
    const { gone, act } = deletion();
    const abort = new AbortController();
    running.sandbox.faults.add({ times: 1, answer: 'hold-answer' });
    const call = act({ signal: abort.signal }).then(
      () => 'answered',
      () => 'aborted',
    );
    await running.sandbox.until(gone);
    await running.sandbox.settled();
    expect(running.sandbox.calls()[0]).to.include({ status: null, fault: 'hold-answer' });
    abort.abort();
    expect(await call).to.equal('aborted');
  });

  it('SB-05 delays a call on the sandbox clock', async () => {
    strike({ delay: 5000 });
    const call = me();
    await running.sandbox.until(() => running.sandbox.calls().length === 1);
    await clock.advance(4999, async () => running.sandbox.settled());
    expect(running.sandbox.calls()[0]?.status).to.equal(null);
    await clock.advance(1);
    expect((await call).status).to.equal(200);
  });

  it('SB-05 never handles a call that was still delayed when the sandbox stopped', async () => {
    const { gone, act } = deletion();
    running.sandbox.faults.add({ times: 1, answer: { delay: 5000 } });
    const call = act().then(
      () => 'answered',
      () => 'failed',
    );
    await running.sandbox.until(() => running.sandbox.calls().length === 1);
    await running.stop();
    await clock.advance(5000);
    expect([await call, gone()]).to.deep.equal(['failed', false]);
    running = await Running.start();
  });

  it('SB-05 stops although calls hang', async () => {
    strike('timeout');
    const call = failing();
    await running.sandbox.until(() => running.sandbox.calls().length === 1);
    await running.stop();
    expect(await call).to.equal('failed');
    running = await Running.start();
  });

  it('SB-05 lets a call pass at a gate: handled when it is let in, answered when it is let out', async () => {
    const [handled, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const gate = () => ({ before: handled.promise, after: answered.promise });
    running.sandbox.faults.add({ operation: 'POST /guilds/{guild_id}/channels', times: 1, answer: { gate } });
    const names = () => [...running.guild.channels.values()].map(({ name }) => name);
    const call = running.call('POST', `/guilds/${running.guild.id}/channels`, { json: { name: 'gated', type: 2 } });
    await running.sandbox.until(() => running.sandbox.calls('POST /guilds').length === 1);
    await running.sandbox.settled();
    expect(names()).to.not.include('gated');
    handled.resolve();
    await running.sandbox.until(() => names().includes('gated'));
    await running.sandbox.settled();
    expect(running.sandbox.calls('POST /guilds')[0]?.status).to.equal(null);
    answered.resolve();
    expect((await call).status).to.equal(201);
  });
});
