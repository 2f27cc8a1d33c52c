import { expect } from 'chai';
import { GatewayIntentBits as Intents } from 'discord.js';
import { ManualClock } from '../../../sandbox/clock.js';
import { Running } from '../running.js';

describe('sandbox gateway protocol', () => {
  let running: Running;

  afterEach(async () => running.stop());

  async function closedAfter(act: (client: Awaited<ReturnType<Running['connect']>>) => void): Promise<number> {
    const client = await running.connect();
    act(client);
    return client.closed;
  }

  it('SB-02 greets with the heartbeat interval and acknowledges heartbeats', async () => {
    running = await Running.start({ gateway: { heartbeatInterval: 12_345 } });
    const client = await running.connect();
    const hello = await client.frame(({ op }) => op === 10);
    expect(hello.d).to.include({ heartbeat_interval: 12_345 });
    client.send(1, null);
    expect((await client.frame(({ op }) => op === 11)).d).to.equal(null);
  });

  it('SB-02 closes whoever sends no heartbeat with 4009', async () => {
    const heartbeatClock = new ManualClock();
    running = await Running.start({ gateway: { heartbeatInterval: 1000, heartbeatClock } });
    const client = await running.identify();
    await heartbeatClock.advance(1400);
    await client.synced();
    await heartbeatClock.advance(1499);
    await client.synced();
    await heartbeatClock.advance(1500);
    expect(await client.closed).to.equal(4009);
    await running.sandbox.until(() => running.sandbox.gateway.sessions.length === 0);
  });

  it('SB-02 refuses tokens, intents and shards with the codes of Discord', async () => {
    running = await Running.start({ privilegedIntents: ['GuildMembers'] });
    expect(await closedAfter((client) => client.identify({ token: 'no' }))).to.equal(4004);
    expect(await closedAfter((client) => client.identify({ intents: 1 << 30 }))).to.equal(4013);
    expect(await closedAfter((client) => client.identify({ intents: Intents.MessageContent }))).to.equal(4014);
    expect(await closedAfter((client) => client.identify({ intents: Intents.GuildPresences }))).to.equal(4014);
    expect(await closedAfter((client) => client.identify({ intents: 1, shard: [2, 2] }))).to.equal(4010);
    const allowed = await running.identify({ intents: Intents.GuildMembers });
    expect(allowed.events).to.include('READY');
  });

  it('SB-02 wants more shards for more than 2500 guilds', async () => {
    running = await Running.start();
    for (let index = 0; index < 2500; index += 1) running.addGuild(`Guild ${index}`);
    expect(await closedAfter((client) => client.identify({ intents: 1 }))).to.equal(4011);
  });

  it('SB-02 refuses what makes no sense with the codes of Discord', async () => {
    running = await Running.start();
    expect(await closedAfter((client) => client.send(8, {}))).to.equal(4003);
    expect(await closedAfter((client) => client.sendText('{'))).to.equal(4002);
    const twice = await running.identify();
    twice.identify();
    expect(await twice.closed).to.equal(4005);
    const unknown = await running.identify();
    unknown.send(77, null);
    expect(await unknown.closed).to.equal(4001);
    expect(await (await running.connect('v=6&encoding=json')).closed).to.equal(4012);
    expect(await (await running.connect('v=10&encoding=etf')).closed).to.equal(4002);
  });

  it('SB-02 accepts voice updates, which it does nothing about', async () => {
    running = await Running.start();
    const client = await running.identify();
    client.send(4, { guild_id: running.guild.id, channel_id: null, self_mute: false, self_deaf: false });
    await client.synced();
    expect(client.events).to.deep.equal(['READY', 'GUILD_CREATE']);
  });

  it('SB-02 tells in READY who the bot is and where to come back to', async () => {
    running = await Running.start({ privilegedIntents: ['GuildMembers'] });
    const client = await running.identify({ intents: Intents.Guilds });
    const ready = await client.event('READY');
    const { application } = running.sandbox.world;
    expect(ready['user']).to.include({ id: application.botId, bot: true });
    expect(ready['application']).to.deep.include({ id: application.id, flags: 1 << 15 });
    expect(ready['guilds']).to.deep.equal([{ id: running.guild.id, unavailable: true }]);
    expect(ready['resume_gateway_url']).to.match(/^ws:\/\/127\.0\.0\.1:\d+\/gateway$/);
  });

  it('SB-02 resumes with exactly what was missed, then RESUMED', async () => {
    running = await Running.start();
    const first = await running.identify();
    const { session_id: id } = await first.event('READY');
    await first.event('GUILD_CREATE');
    running.person('Ada');
    await first.event('GUILD_MEMBER_ADD');
    first.terminate();
    await first.closed;
    running.person('Bert');
    const second = await running.connect();
    second.resume(id, 2);
    await second.event('RESUMED');
    const dispatches = second.frames.filter(({ op }) => op === 0).map(({ s, t }) => [s, t]);
    expect(dispatches).to.deep.equal([
      [3, 'GUILD_MEMBER_ADD'],
      [4, 'GUILD_MEMBER_ADD'],
      [5, 'RESUMED'],
    ]);
  });

  it('SB-02 does not resume what is unknown, too long ago, or not sent yet', async () => {
    running = await Running.start({ gateway: { replayLimit: 3 } });
    const first = await running.identify();
    const { session_id: id } = await first.event('READY');
    first.terminate();
    for (const name of ['Ada', 'Bert', 'Cleo', 'Dora']) running.person(name);
    const other = await running.connect();
    other.resume('nonsense', 1);
    expect((await other.frame(({ op }) => op === 9)).d).to.equal(false);
    const late = await running.connect();
    late.resume(id, 2);
    expect((await late.frame(({ op }) => op === 9)).d).to.equal(false);
    expect(await closedAfter((client) => client.resume(id, 99))).to.equal(4007);
    const just = await running.connect();
    just.resume(id, 3);
    await just.event('RESUMED');
    expect(just.events).to.have.length(4);
  });

  it('SB-02 ends a session when its client says goodbye or stays away too long', async () => {
    const clock = new ManualClock();
    running = await Running.start({ clock, gateway: { resumeWindow: 60_000 } });
    const polite = await running.identify();
    polite.close(1000);
    await polite.closed;
    await running.sandbox.until(() => running.sandbox.gateway.sessions.length === 0);
    const lost = await running.identify();
    lost.terminate();
    await running.sandbox.until(() => running.sandbox.gateway.sessions[0]?.connected === false);
    await clock.advance(59_999);
    expect(running.sandbox.gateway.sessions).to.have.length(1);
    await clock.advance(1);
    expect(running.sandbox.gateway.sessions).to.have.length(0);
  });

  it('SB-02 compresses the transport when asked: one stream, flushed after each message', async () => {
    running = await Running.start();
    const client = await running.connect('v=10&encoding=json&compress=zlib-stream');
    client.identify();
    await client.event('GUILD_CREATE');
    expect(client.events).to.deep.equal(['READY', 'GUILD_CREATE']);
    expect(client.packets).to.have.length(3);
    for (const packet of client.packets) expect(packet.subarray(-4)).to.deep.equal(Buffer.from([0, 0, 255, 255]));
  });

  it('SB-05 freezes: what comes up meanwhile arrives when it thaws', async () => {
    running = await Running.start();
    const client = await running.identify();
    await client.event('GUILD_CREATE');
    running.sandbox.gateway.freeze();
    running.person('Ada');
    await running.sandbox.settled();
    expect(client.events).to.not.include('GUILD_MEMBER_ADD');
    running.sandbox.gateway.unfreeze();
    await client.event('GUILD_MEMBER_ADD');
  });

  it('SB-02 sends no guild that an outage hides, until the outage ends', async () => {
    running = await Running.start();
    running.guild.available = false;
    const client = await running.identify();
    await client.synced();
    expect(client.events).to.deep.equal(['READY']);
  });

  it('SB-02 refuses upgrades anywhere but at the gateway', async () => {
    running = await Running.start();
    const url = running.sandbox.api.replace('http', 'ws');
    const failed = new Promise<string>((resolve) => {
      const socket = new WebSocket(`${url}/elsewhere`);
      socket.addEventListener('error', () => resolve('refused'));
      socket.addEventListener('open', () => resolve('open'));
    });
    expect(await failed).to.equal('refused');
  });
});
