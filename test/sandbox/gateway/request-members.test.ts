import { expect } from 'chai';
import { GatewayIntentBits as Intents, PresenceUpdateStatus } from 'discord-api-types/v10';
import { memberChunks } from '../../../sandbox/gateway/request-members.js';
import { changesStatus } from '../../../sandbox/people/presence-acts.js';
import { Running } from '../running.js';
import { everyIntent } from './raw-client.js';

describe('sandbox gateway member requests', () => {
  let running: Running;

  beforeEach(async () => {
    running = await Running.start();
    for (const name of ['Ada', 'Adam', 'Bert']) running.person(name);
  });
  afterEach(async () => running.stop());

  function names(request: object, intents = everyIntent): string[][] {
    const chunks = memberChunks(running.guild, { guild_id: running.guild.id, ...request }, intents);
    return chunks.map(({ members }) => members.map(({ user }) => user.username));
  }

  it('SB-02 finds members by the beginning of their names', () => {
    expect(names({ query: 'ad', limit: 0 })).to.deep.equal([['ada', 'adam']]);
    expect(names({ query: 'AD', limit: 1 })).to.deep.equal([['ada']]);
    expect(names({ query: 'nobody', limit: 5 })).to.deep.equal([[]]);
    const bert = [...running.guild.members.values()].find(({ user }) => user.username === 'bert');
    if (bert) bert.nick = 'Adalbert';
    expect(names({ query: 'ad', limit: 0 })).to.deep.equal([['ada', 'adam', 'bert']]);
  });

  it('SB-02 finds members by id, and names those who are not there', () => {
    const ada = [...running.guild.members.values()].find(({ user }) => user.username === 'ada');
    const request = { guild_id: running.guild.id, user_ids: [ada?.user.id ?? '', '99'] };
    const [chunk] = memberChunks(running.guild, request, 0);
    expect(chunk?.members.map(({ user }) => user.username)).to.deep.equal(['ada']);
    expect(chunk?.not_found).to.deep.equal(['99']);
  });

  it('SB-02 lists everybody only to those with the intent, and presences likewise', () => {
    expect(names({ query: '', limit: 0 })[0]).to.have.length(5);
    expect(names({ query: '', limit: 0 }, everyIntent & ~Intents.GuildMembers)).to.deep.equal([]);
    expect(names({ query: 'a', limit: 1, presences: true }, everyIntent & ~Intents.GuildPresences)).to.deep.equal([]);
  });

  it('SB-02 answers over the wire with nonce and presences', async () => {
    const { world } = running.sandbox;
    const ada = [...running.guild.members.values()].find(({ user }) => user.username === 'ada');
    changesStatus(world, ada?.user.id ?? '', PresenceUpdateStatus.DoNotDisturb);
    const client = await running.identify();
    client.send(8, { guild_id: running.guild.id, query: 'ada', limit: 10, presences: true, nonce: 'n1' });
    const chunk = await client.event('GUILD_MEMBERS_CHUNK');
    expect(chunk).to.include({ nonce: 'n1', chunk_index: 0, chunk_count: 1 });
    expect(chunk['presences']).to.have.length(1);
  });

  it('SB-02 ignores a nonce of more than 32 bytes, and a guild of another shard', async () => {
    const client = await running.identify();
    client.send(8, { guild_id: '1', query: '', limit: 0 });
    client.send(8, { guild_id: running.guild.id, query: 'ada', limit: 1, nonce: 'n'.repeat(33) });
    const chunk = await client.event('GUILD_MEMBERS_CHUNK');
    expect(chunk).to.not.have.property('nonce');
    expect(chunk['guild_id']).to.equal(running.guild.id);
  });
});
