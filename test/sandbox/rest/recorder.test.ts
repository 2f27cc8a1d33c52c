import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { ManualClock } from '../../../sandbox/clock.js';
import { Running } from '../running.js';

describe('sandbox records', () => {
  const clock = new ManualClock();
  const log = new PassThrough({ encoding: 'utf8' });
  let running: Running;

  beforeEach(async () => {
    running = await Running.start({ clock, log });
  });
  afterEach(async () => running.stop());

  it('SB-08 records every call with time, route, body and outcome', async () => {
    const { guild } = running;
    const headers = { 'x-audit-log-reason': 'a%20new%20room' };
    const answer = await running.call('POST', `/guilds/${guild.id}/channels?x=1`, {
      json: { name: 'Room', type: 2 },
      headers,
    });
    const [call] = running.sandbox.calls();
    expect(call).to.deep.include({
      at: clock.now(),
      method: 'POST',
      path: `/guilds/${guild.id}/channels`,
      operation: 'POST /guilds/{guild_id}/channels',
      params: { guild_id: guild.id },
      query: { x: '1' },
      body: { name: 'Room', type: 2 },
      reason: 'a new room',
      status: 201,
      code: null,
      answer: await answer.json(),
    });
    expect(call?.duration).to.be.greaterThan(0);
  });

  it('SB-08 records refusals with their code', async () => {
    await running.call('GET', '/channels/1');
    expect(running.sandbox.calls()[0]).to.include({ status: 404, code: 10003 });
  });

  it('SB-08 counts calls by operation and finds them by operation or beginning', async () => {
    const { guild, sandbox } = running;
    await running.call('GET', '/users/@me');
    await running.call('GET', '/users/@me');
    await running.call('GET', '/users/@me/guilds');
    await running.call('GET', `/guilds/${guild.id}`);
    expect(sandbox.callCounts()).to.deep.equal({
      'GET /users/@me': 2,
      'GET /users/@me/guilds': 1,
      'GET /guilds/{guild_id}': 1,
    });
    expect(sandbox.calls('GET /users/@me')).to.have.length(2);
    expect(sandbox.calls('GET /users')).to.have.length(3);
    expect(sandbox.calls('GET')).to.have.length(4);
    expect(sandbox.calls('POST')).to.deep.equal([]);
    sandbox.clearCalls();
    expect(sandbox.calls()).to.deep.equal([]);
    expect(sandbox.callCounts()).to.deep.equal({});
  });

  it('SB-08 exports an HTTP archive', async () => {
    await running.call('POST', `/guilds/${running.guild.id}/channels?x=1`, { json: { name: 'Room' } });
    const { log: archive } = running.sandbox.har() as {
      log: { version: string; entries: { request: Record<string, unknown>; response: Record<string, unknown> }[] };
    };
    expect(archive.version).to.equal('1.2');
    expect(archive.entries[0]?.request).to.deep.include({
      method: 'POST',
      url: `${running.sandbox.api}/v10/guilds/${running.guild.id}/channels?x=1`,
      postData: { mimeType: 'application/json', text: '{"name":"Room"}' },
    });
    expect(archive.entries[0]?.response).to.include({ status: 201, statusText: 'Created' });
  });

  it('SB-22 keeps calls and events in the order of their happening', async () => {
    await running.identify();
    await running.call('POST', `/guilds/${running.guild.id}/channels`, { json: { name: 'Room' } });
    const rows = running.sandbox.timeline.map((row) => {
      if (row.kind === 'dispatch') return `${row.event} ${row.sessions}`;
      return row.kind === 'call' ? `${row.call.operation} ${row.call.status}` : row.kind;
    });
    expect(rows.slice(0, 5)).to.deep.equal([
      'GUILD_CREATE 0',
      'READY 1',
      'GUILD_CREATE 1',
      'POST /guilds/{guild_id}/channels 201',
      'CHANNEL_CREATE 1',
    ]);
  });

  it('SB-08 writes a line for each call to the log', async () => {
    await running.call('GET', '/channels/1');
    expect(log.read()).to.match(/call {2}GET \/channels\/1 404 \(10003\)/);
  });

  it('SB-08 says what happened last when a condition does not come true', async () => {
    await running.call('GET', '/channels/1');
    const failure = await running.sandbox
      .until(() => false, { timeout: 30, describe: 'a miracle' })
      .then(
        () => null,
        (error: unknown) => error,
      );
    expect((failure as Error).message).to.match(/a miracle: not within 30 ms[^]*GET \/channels\/1 404/);
  });

  it('SB-08 looks at a condition again after each event', async () => {
    const client = await running.identify();
    const waiting = running.sandbox.until(() => client.events.includes('GUILD_MEMBER_ADD'));
    running.person('Ada');
    await waiting;
  });

  it('SB-08 settles when the client has answered what the events set off', async () => {
    const client = await running.login();
    client.on('guildMemberAdd', ({ guild }) => void guild.channels.create({ name: 'welcome' }));
    running.person('Ada');
    await running.sandbox.settled();
    expect(running.sandbox.calls('POST')).to.have.length(1);
    expect(running.sandbox.calls('POST')[0]?.status).to.equal(201);
    expect(client.channels.cache.some((channel) => 'name' in channel && channel.name === 'welcome')).to.equal(true);
  });
});
