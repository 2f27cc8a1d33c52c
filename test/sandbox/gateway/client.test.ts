import { expect } from 'chai';
import { Events, type Client } from 'discord.js';
import { Moderator } from '../../../sandbox/people/moderator-acts.js';
import { addMember } from '../../../sandbox/store/members.js';
import { Running } from '../running.js';
import { everyIntent } from './raw-client.js';

/** Identifies at once: discord.js would wait five seconds between two. */
const ws = { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) };

async function once(client: Client, event: string): Promise<void> {
  await new Promise<void>((resolve) => void client.once(event, () => resolve()));
}

describe('sandbox gateway with a discord.js client', () => {
  let running: Running;

  beforeEach(async () => {
    running = await Running.start();
  });
  afterEach(async () => running.stop());

  it('SB-02 lets the client log in and know its guild', async () => {
    running.person('Ada');
    const client = await running.login();
    const guild = client.guilds.cache.get(running.guild.id);
    expect(guild?.name).to.equal('Garden');
    expect(guild?.memberCount).to.equal(3);
    expect(client.application.id).to.equal(running.sandbox.world.application.id);
  });

  it('SB-02 replays what happened while the client was cut off', async () => {
    const client = await running.login();
    const made: string[] = [];
    client.on(Events.GuildRoleCreate, ({ name }) => void made.push(name));
    const olga = new Moderator(running.sandbox.world, running.guild, running.guild.ownerId);
    olga.createRole({ name: 'before' });
    await running.sandbox.settled();
    const resumed = once(client, Events.ShardResume);
    running.sandbox.gateway.cut({ resumable: true });
    olga.createRole({ name: 'meanwhile' });
    await resumed;
    olga.createRole({ name: 'after' });
    await running.sandbox.until(() => made.length === 3);
    expect(made).to.deep.equal(['before', 'meanwhile', 'after']);
    expect(running.sandbox.gateway.identifies).to.equal(1);
  });

  it('SB-02 makes a client resume that is asked to connect again', async () => {
    const client = await running.login();
    const resumed = once(client, Events.ShardResume);
    running.sandbox.gateway.reconnect();
    await resumed;
    expect(running.sandbox.gateway.identifies).to.equal(1);
  });

  it('SB-02 makes a client identify itself anew when its session is gone', async () => {
    const client = await running.login({ intents: everyIntent, ws });
    const ready = once(client, Events.ShardReady);
    running.sandbox.gateway.cut({ resumable: false });
    await ready;
    expect(running.sandbox.gateway.identifies).to.equal(2);
    expect(running.sandbox.gateway.sessions).to.have.length(1);
  });

  it('SB-02 makes a client identify itself anew when told that its session is invalid', async () => {
    const client = await running.login({ intents: everyIntent, ws });
    const ready = once(client, Events.ShardReady);
    running.sandbox.gateway.invalidSession({ resumable: false });
    await ready;
    expect(running.sandbox.gateway.identifies).to.equal(2);
  });

  it('SB-02 deals the guilds out to the shards', async () => {
    const guilds = [running.guild, ...Array.from({ length: 5 }, (_, index) => running.addGuild(`Guild ${index}`))];
    const client = await running.login({ intents: everyIntent, shards: [0, 1], shardCount: 2, ws });
    expect(client.guilds.cache.size).to.equal(6);
    for (const { id } of guilds)
      expect(client.guilds.cache.get(id)?.shardId).to.equal(Number((BigInt(id) >> 22n) % 2n));
    expect(client.ws.shards.size).to.equal(2);
  });

  it('SB-02 brings all members in chunks of a thousand', async () => {
    const { world } = running.sandbox;
    for (let index = 0; index < 1200; index += 1) {
      addMember(world, running.guild, world.addUser({ username: `member${index}`, globalName: null, bot: false }));
    }
    const client = await running.login();
    const guild = client.guilds.cache.get(running.guild.id);
    const members = await guild?.members.fetch();
    expect(members?.size).to.equal(1202);
    const chunks = running.sandbox.timeline.filter(
      (row) => row.kind === 'dispatch' && row.event === 'GUILD_MEMBERS_CHUNK',
    );
    expect(chunks).to.have.length(2);
  });

  it('SB-02 remembers the presence that the client sets', async () => {
    const client = await running.login();
    client.user.setPresence({ status: 'idle', activities: [{ name: 'the door', type: 3 }] });
    const presence = () => running.guild.presences.get(client.user.id);
    await running.sandbox.until(() => presence()?.status === 'idle');
    expect(presence()?.activities[0]?.name).to.equal('the door');
  });

  it('SB-02 does not let in a client with a wrong token', async () => {
    const client = await running.connect();
    client.identify({ token: 'wrong' });
    expect(await client.closed).to.equal(4004);
  });
});
