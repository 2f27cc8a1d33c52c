import { expect } from 'chai';
import { GatewayIntentBits } from 'discord.js';
import { lacksOf, type Holds } from '../../../src/core/status/lacks.js';
import { statusText, type StatusFacts } from '../../../src/core/status/status-text.js';

const holding =
  (held: Readonly<Record<string, readonly string[] | null>>): Holds =>
  (channelId, permission) =>
    held[channelId ?? 'guild']?.includes(permission) ?? null;

describe('FW-62 which permissions are missing, and where', () => {
  it('FW-62 places that lack the same stand together, the server as a whole first', () => {
    const needs = [
      { channelId: 'a', permissions: ['Connect', 'MoveMembers'] as const },
      { channelId: 'b', permissions: ['MoveMembers', 'Connect'] as const },
      { channelId: 'c', permissions: ['Connect'] as const },
      { channelId: null, permissions: ['MoveMembers'] as const },
    ];
    const held = holding({ a: [], b: [], c: ['Connect'], guild: [] });
    expect(lacksOf([{ plugin: 'p', needs }], held)).to.deep.equal([
      { plugin: 'p', permissions: ['MoveMembers'], places: [null] },
      { plugin: 'p', permissions: ['Connect', 'MoveMembers'], places: ['a', 'b'] },
    ]);
  });

  it('FW-62 what two rules want of one place is one line', () => {
    const needs = [
      { channelId: 'a', permissions: ['Connect'] as const },
      { channelId: 'a', permissions: ['ViewChannel', 'Connect'] as const },
    ];
    expect(lacksOf([{ plugin: 'p', needs }], holding({ a: [] }))).to.deep.equal([
      { plugin: 'p', permissions: ['Connect', 'ViewChannel'], places: ['a'] },
    ]);
  });

  it('FW-62 a place that is gone, and one that nothing is known of, lacks nothing', () => {
    const needs = [{ channelId: 'gone', permissions: ['Connect'] as const }];
    expect(lacksOf([{ plugin: 'p', needs }], holding({ gone: null }))).to.deep.equal([]);
  });
});

describe('FW-62 /status as a text', () => {
  const plain: StatusFacts = {
    version: '1.2.3',
    plugins: ['hub'],
    shards: { up: 1, all: 1, own: 0, latency: 42 },
    missingIntents: [],
    slowedDown: false,
    pausedUntil: null,
    process: null,
    invite: 'https://discord.com/oauth2/authorize?client_id=1&scope=bot&permissions=8',
    lacks: [],
    tracked: [],
    upcoming: [],
    silent: [],
  };
  const id = (number: number): string => String(1_573_772_876_337_643_520n + BigInt(number));

  it('FW-62 where nothing is wrong it says so in a few lines', () => {
    expect(statusText(plain).split('\n')).to.deep.equal([
      '## Roomkeeper 1.2.3',
      '**Plugins:** hub',
      '**Gateway latency:** 42 ms.',
      '### Missing permissions',
      'Nothing is missing.',
      '### Channels that I look after',
      'None yet.',
      '### What comes next',
      'Nothing is planned.',
      `[Invite link](<${plain.invite}>), with exactly the permissions that these plugins need.`,
    ]);
  });

  it('FW-62 names the shard where there are several', () => {
    const text = statusText({ ...plain, shards: { up: 15, all: 16, own: 3, latency: -1 } });
    expect(text).to.include('not measured yet. Shard 3 serves this server; 15 of 16 shards are connected.');
  });

  it('FW-62 shows the next three deadlines of however many', () => {
    const upcoming = [1, 2, 3, 4].map((minute) => ({ at: new Date(minute * 60_000), what: `number ${minute}` }));
    const lines = statusText({ ...plain, upcoming }).split('\n');
    const from = lines.indexOf('### What comes next');
    expect(lines.slice(from + 1, from + 4)).to.deep.equal([
      '- <t:60:R> number 1',
      '- <t:120:R> number 2',
      '- <t:180:R> number 3',
    ]);
    expect(lines.join()).to.not.include('number 4');
  });

  it('FW-62 fits into a message with 75 hubs that each lack something else, and says how many it leaves out', () => {
    const permissions = ['ViewChannel', 'Connect', 'ManageChannels', 'ManageRoles', 'MoveMembers'] as const;
    const lacks = Array.from({ length: 75 }, (_, at) => ({
      plugin: 'hub',
      permissions: permissions.slice(at % 4),
      places: Array.from({ length: 1 + (at % 20) }, (__, place) => id(at * 20 + place)),
    }));
    const intent = { intent: GatewayIntentBits.GuildPresences, without: 'x'.repeat(500) };
    const text = statusText({
      ...plain,
      plugins: Array.from({ length: 60 }, (_, at) => `a-plugin-${at}`),
      lacks,
      tracked: Array.from({ length: 20 }, (_, at) => ({
        plugin: `plugin-${at}`,
        roles: [{ role: 'room '.repeat(40), count: 75 }],
      })),
      upcoming: Array.from({ length: 9 }, () => ({ at: new Date(0), what: 'y'.repeat(500) })),
      silent: Array.from({ length: 60 }, (_, at) => `silent-${at}`),
      missingIntents: [intent, intent],
      slowedDown: true,
      pausedUntil: 5,
      process: { megabytes: 100, since: 0 },
    });
    expect(text.length).to.be.at.most(2000);
    expect(text)
      .to.include(plain.invite)
      .and.include('100 MB')
      .and.match(/…and \d+ more lines/);
  });

  it('FW-62 75 hubs that lack the same are one line', () => {
    const places = Array.from({ length: 75 }, (_, at) => id(at));
    const text = statusText({ ...plain, lacks: [{ plugin: 'hub', permissions: ['Connect'], places }] });
    expect(text)
      .to.include(`- **Connect** in <#${id(0)}>, `)
      .and.include('and 67 more, for hub');
  });
});
