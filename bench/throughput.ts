import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PresenceUpdateStatus } from 'discord-api-types/v10';
import { ChannelType } from 'discord.js';
import { startSandbox, type ChannelRecord, type GuildHandle, type Sandbox } from 'roomkeeper/sandbox';
import { GuildIndex } from '../plugins/trigger/domain/matcher/guild-index.js';
import type { Trigger } from '../plugins/trigger/domain/trigger.js';
import { re2Engine } from '../plugins/trigger/services/re2-engine.js';
import { triggerColumns } from '../plugins/trigger/services/store/codec.js';
import { testDatabase } from '../test/support/database.js';
import { BenchChild } from './child.js';
import type { Answer, Order, Start } from './gateway-child.js';
import { channels, messages, triggers, Words } from './matcher-mix.js';
import { median } from './measure.js';
import { Random } from './random.js';
import { inSnakeCase, insert } from './room-world.js';

const GUILDS = 40;
const TRIGGERS = 20;
const CHANNELS = 4;
const PEOPLE = 25;
/** Each guild's members speak so often in a round. */
const SAYINGS = 2;

const sorts = ['without', 'with', 'presence'] as const;
type Sort = (typeof sorts)[number];

export interface ThroughputFigures {
  readonly sort: Sort;
  /** Microseconds of processor time for each dispatch, and of time that passes: medians. */
  readonly bare: number;
  readonly bot: number;
  readonly bareWall: number;
  readonly botWall: number;
  /** Dispatches that the bot handles for each that bare discord.js does, by processor time: the median of all rounds. */
  readonly share: number;
  readonly wallShare: number;
  /** What was asked of the database by plugins while dispatches came, after each guild's first. */
  readonly statements: readonly string[];
}

interface Place {
  readonly guild: GuildHandle;
  readonly channels: readonly ChannelRecord[];
  readonly triggers: readonly Trigger[];
}

/**
 * PF-11: what handling a dispatch costs the whole bot, with all plugins on a database of its own, next to a client of
 * discord.js that has the same intents, its default options, and no listeners. Each is a process; both are connected to
 * the same local Discord, and are handed the same dispatches in turn, as text, where the socket would hand them on. Half of the
 * guilds have 20 triggers. The messages are such as fire nothing: what fires is bound by Discord's answers.
 */
export async function benchThroughput(rounds: number): Promise<readonly ThroughputFigures[]> {
  const sandbox = await startSandbox({ gateway: { heartbeatInterval: 3_600_000 }, rateLimits: false });
  const database = await testDatabase('migrated');
  const directory = await mkdtemp(join(tmpdir(), 'roomkeeper-bench-'));
  const children: GatewayProcess[] = [];
  try {
    const places = furnished(sandbox, new Random(23));
    await store(database.url, places);
    await writeFile(join(directory, 'config.yaml'), 'plugins: [autochannel, hub, panel, trigger]\n');
    const world = {
      api: sandbox.api,
      token: sandbox.token,
      databaseUrl: database.url,
      frames: framesOf(sandbox, places),
    };
    const bot = new GatewayProcess('gateway-child.js', { cwd: directory });
    children.push(bot);
    const { intents } = (await bot.asked({ ...world, role: { kind: 'bot' } })) as Extract<Answer, { intents: number }>;
    const bare = new GatewayProcess('gateway-child.js', { cwd: directory });
    children.push(bare);
    await bare.asked({ ...world, role: { kind: 'bare', intents } });
    return await measured(bot, bare, rounds);
  } finally {
    await Promise.all(children.map((child) => child.stop()));
    await sandbox.stop();
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  }
}

type Ran = Extract<Answer, { readonly cpu: number }>;

/** The bot, or a bare client, in a process. */
class GatewayProcess extends BenchChild<Order, Answer> {}

async function ran(child: GatewayProcess, round: Extract<Order, { readonly sort: string }>): Promise<Ran> {
  const answer = await child.asked(round);
  if ('cpu' in answer) return answer;
  throw new Error('It did not run.');
}

async function measured(
  bot: GatewayProcess,
  bare: GatewayProcess,
  rounds: number,
): Promise<readonly ThroughputFigures[]> {
  const all = new Map<Sort, { readonly bot: Ran; readonly bare: Ran }[]>(sorts.map((sort) => [sort, []]));
  // The first rounds load the guilds' triggers, and let V8 see what it has to compile.
  const warm = Math.ceil(rounds / 4);
  for (let round = 0; round < warm + rounds; round++) {
    const between: Record<Sort, string> = {
      without: '1300000000#',
      with: '1300000000#',
      presence: round % 2 === 0 ? PresenceUpdateStatus.Idle : PresenceUpdateStatus.Online,
    };
    for (const sort of sorts) {
      const order = { sort, between: between[sort] };
      const botFirst = round % 2 === 0 ? await ran(bot, order) : null;
      const ofBare = await ran(bare, order);
      const both = { bot: botFirst ?? (await ran(bot, order)), bare: ofBare };
      if (round >= warm) all.get(sort)?.push(both);
    }
  }
  return sorts.map((sort) => {
    const done = all.get(sort) ?? [];
    const of = (value: (both: { readonly bot: Ran; readonly bare: Ran }) => number) => median(done.map(value));
    return {
      sort,
      bare: of(({ bare: ran }) => ran.cpu),
      bot: of(({ bot: ran }) => ran.cpu),
      bareWall: of(({ bare: ran }) => ran.wall),
      botWall: of(({ bot: ran }) => ran.wall),
      share: of((both) => both.bare.cpu / both.bot.cpu),
      wallShare: of((both) => both.bare.wall / both.bot.wall),
      statements: [...new Set(done.flatMap((both) => both.bot.statements))],
    };
  });
}

function furnished(sandbox: Sandbox, random: Random): readonly Place[] {
  const words = new Words(random);
  return Array.from({ length: GUILDS }, (_, at) => {
    const guild = sandbox.addGuild({ name: `Guild ${at}` });
    const texts = Array.from({ length: CHANNELS }, (__, number) =>
      guild.addChannel({ name: `text-${number}`, type: ChannelType.GuildText }),
    );
    const own = at % 2 === 0 ? [] : triggers(TRIGGERS, words, random);
    return {
      guild,
      channels: texts,
      triggers: own.map((trigger) => ({
        ...trigger,
        id: at * TRIGGERS + trigger.id,
        guildId: guild.id,
        scope: scopeIn(texts, trigger.scope),
      })),
    };
  });
}

function scopeIn(texts: readonly ChannelRecord[], scope: Trigger['scope']): Trigger['scope'] {
  if (scope.kind !== 'channel') return scope;
  return { ...scope, channelId: texts[channels.indexOf(scope.channelId)]?.id ?? scope.channelId };
}

async function store(url: string, places: readonly Place[]): Promise<void> {
  const rows = places.flatMap((place) =>
    place.triggers.map((trigger) =>
      inSnakeCase({ ...triggerColumns(trigger), id: trigger.id, runs: 0, createdAt: new Date().toISOString() }),
    ),
  );
  await insert(url, 'trigger_triggers', rows);
}

/** What the local Discord sends when people speak and change their status, with what they say changed to chat. */
function framesOf(sandbox: Sandbox, places: readonly Place[]): Start['frames'] {
  const random = new Random(29);
  const chat = messages(GUILDS * PEOPLE * SAYINGS, new Words(random), random, ['well']);
  const frames: Record<Sort, (readonly [string, string])[]> = { without: [], with: [], presence: [] };
  let said = 0;
  for (const { guild, channels: texts, triggers: own } of places) {
    const index = new GuildIndex(own, re2Engine);
    const people = Array.from({ length: PEOPLE }, (_, at) => guild.addMember({ name: `Person ${at}` }));
    for (const [at, person] of people.entries()) {
      person.presence(PresenceUpdateStatus.Idle);
      frames.presence.push(cut(lastDispatch(sandbox), 'status'));
      person.presence(PresenceUpdateStatus.Online);
      for (let saying = 0; saying < SAYINGS; saying++) {
        const channel = texts[(at + saying) % CHANNELS];
        const content = chat[said++]?.slice(0, 2_000).trimEnd() ?? '';
        if (channel === undefined || isMet(index, channel.id, content)) continue;
        person.say(channel, content);
        frames[own.length === 0 ? 'without' : 'with'].push(cut(lastDispatch(sandbox), 'id'));
      }
    }
  }
  const shuffled = (all: readonly (readonly [string, string])[]) =>
    all.map((frame) => ({ frame, at: random.next() })).toSorted((one, other) => one.at - other.at);
  return Object.fromEntries(sorts.map((sort) => [sort, shuffled(frames[sort]).map(({ frame }) => frame)]));
}

function isMet(index: GuildIndex, channelId: string, content: string): boolean {
  const event = {
    kind: 'message',
    id: '1',
    channelId,
    parentId: null,
    messageId: '1',
    repliesTo: null,
    content,
  } as const;
  return index.match(event, { prefix: '!', now: Date.now(), stopwatch: () => 0 }).triggers.length > 0;
}

interface Dispatch {
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

function lastDispatch(sandbox: Sandbox): Dispatch {
  const row = sandbox.timeline.at(-1);
  if (row?.kind !== 'dispatch') throw new Error('Nothing was sent.');
  return { event: row.event, data: JSON.parse(row.json) as Dispatch['data'] };
}

/** A dispatch as text, cut where one of its fields stands. */
function cut({ event, data }: Dispatch, field: string): readonly [string, string] {
  const [before = '', after = ''] = JSON.stringify({ t: event, s: 1, op: 0, d: { ...data, [field]: '@@' } }).split(
    '@@',
  );
  return [before, after];
}
