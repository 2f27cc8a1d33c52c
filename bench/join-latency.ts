import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelRecord, GuildHandle, Person, RecordedCall } from 'roomkeeper/sandbox';
import type { Acting } from './bare-joins.js';
import type { Role } from './bot-child.js';
import { quantile } from './deadline-log.js';
import { median } from './measure.js';
import { hubRow, insert, sourceRow } from './room-world.js';
import { BenchScene } from './scene.js';

const GUILDS = 40;
/** From one join to the next under load, in milliseconds: 50 a second. */
const APART = 20;
/** From one join's first request to the next join without load: what follows it is over by then. */
const REST = 100;
/** What follows joins is over by then. */
const SETTLING = 1_000;
const HUB = 'Join me';
/** How long the first request of a join is waited for, in milliseconds. */
const PATIENCE = 10_000;

/** What people join: a source, whose bot makes a breakout and moves them, or a hub, which becomes their room. */
export type Joined = 'source' | 'hub';
export type Load = 'idle' | '50 a second';

export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

export interface JoinFigures {
  readonly joined: Joined;
  readonly load: Load;
  /** Joins of each, over all rounds. */
  readonly joins: number;
  /** Milliseconds from the join to the first request, medians of the rounds. */
  readonly bare: Latency;
  readonly bot: Latency;
  /** How many times as long the bot takes: medians of the ratios within each round. */
  readonly p50Ratio: number;
  /** Of all rounds together, for a round has few that are slower than all others. */
  readonly p99Ratio: number;
  /** Joins without a request. */
  readonly lost: number;
}

/**
 * PF-10: the time from a join to the bot's first request, next to a client of discord.js that makes the same requests and keeps
 * nothing. Each has a local Discord of its own, in this process; rounds take turns. Discord's 50 requests a second, to which
 * the bot and discord.js keep, are lifted for both: 50 joins a second need more, and who waits there says nothing about the bot.
 */
export async function benchJoins(rounds: number, joins: number): Promise<readonly JoinFigures[]> {
  const bot = await JoinScene.set();
  const bare = await JoinScene.set();
  try {
    const intents = await bot.start({ kind: 'bot' });
    await bare.start({ kind: 'bare', intents, acting: bare.acting });
    const figures: JoinFigures[] = [];
    for (const joined of ['source', 'hub'] as const) {
      for (const load of ['idle', '50 a second'] as const) {
        figures.push(await measured({ bot, bare }, joined, load, rounds, joins));
      }
    }
    return figures;
  } finally {
    await bot.scene.strike();
    await bare.scene.strike();
  }
}

async function measured(
  { bot, bare }: Readonly<Record<'bot' | 'bare', JoinScene>>,
  joined: Joined,
  load: Load,
  rounds: number,
  joins: number,
): Promise<JoinFigures> {
  const all: { readonly bot: readonly number[]; readonly bare: readonly number[] }[] = [];
  // The first round warms up: V8 has to see what it has to compile, of which the bot has more.
  for (let round = 0; round <= rounds; round++) {
    const botFirst = round % 2 === 0 ? await bot.round(joined, load, joins) : null;
    const ofBare = await bare.round(joined, load, joins);
    const ofBot = botFirst ?? (await bot.round(joined, load, joins));
    if (round > 0) all.push({ bot: ofBot, bare: ofBare });
  }
  const sorted = (of: 'bot' | 'bare') => all.flatMap((round) => round[of]).toSorted((one, other) => one - other);
  const [ofBot, ofBare] = [sorted('bot'), sorted('bare')];
  const p50 = (times: readonly number[]) => median(times);
  const latency = (times: readonly number[]) => ({ p50: quantile(times, 0.5), p99: quantile(times, 0.99) });
  return {
    joined,
    load,
    joins: ofBot.length,
    bare: latency(ofBare),
    bot: latency(ofBot),
    p50Ratio: median(all.map((round) => p50(round.bot) / p50(round.bare))),
    p99Ratio: quantile(ofBot, 0.99) / quantile(ofBare, 0.99),
    lost: rounds * joins - ofBot.length,
  };
}

interface Place {
  readonly guild: GuildHandle;
  readonly source: ChannelRecord;
}

/** Guilds with a source and a hub each, and the one who serves those who join. */
class JoinScene {
  public readonly scene: BenchScene;
  readonly #places: readonly Place[];
  /** By guild: who waits for the first request of a join. */
  readonly #waiting = new Map<string, (at: number) => void>();
  #next = 0;

  private constructor(scene: BenchScene, places: readonly Place[]) {
    this.scene = scene;
    this.#places = places;
    scene.sandbox.onChange((row) => {
      if (row.kind === 'call' && row.call.status === null) this.#called(row.call);
    });
  }

  public static async set(): Promise<JoinScene> {
    const scene = await BenchScene.set();
    const places = Array.from({ length: GUILDS }, (_, at) => {
      const guild = scene.sandbox.addGuild({ name: `Guild ${at}` });
      guild.addChannel({ name: HUB });
      return { guild, source: guild.addChannel({ name: 'General' }) };
    });
    const hubs = places.map(({ guild }, at) => {
      const { id, position } = hubOf(guild);
      return hubRow(at + 1, guild.id, id, position);
    });
    await insert(scene.database.url, 'hub_channels', hubs);
    const sources = places.map(({ guild, source }, at) => sourceRow(at + 1, guild.id, source.id));
    await insert(scene.database.url, 'autochannel_source', sources);
    return new JoinScene(scene, places);
  }

  public async start(role: Role): Promise<number> {
    const { started } = await this.scene.start(role, { requestsPerSecond: 10_000 });
    return started.intents;
  }

  public get acting(): Acting {
    return {
      sources: this.#places.map(({ source }) => source.id),
      hubs: this.#places.map(({ guild }) => hubOf(guild).id),
    };
  }

  /** @returns the milliseconds from each join to its first request, of those that had one. */
  public async round(joined: Joined, load: Load, count: number): Promise<number[]> {
    const joins = Array.from({ length: count }, () => this.#guest());
    await this.scene.sandbox.settled();
    const times: Promise<number | null>[] = [];
    for (const join of joins) {
      const time = this.#join(joined, join);
      times.push(time);
      if (load === 'idle') await time;
      await sleep(load === 'idle' ? REST : APART);
    }
    const all = await Promise.all(times);
    await sleep(SETTLING);
    return all.filter((time) => time !== null);
  }

  #guest(): { readonly place: Place; readonly person: Person } {
    const place = this.#places[this.#next++ % GUILDS];
    if (!place) throw new RangeError('There is no guild.');
    return { place, person: place.guild.addMember({ name: `Person ${this.#next}` }) };
  }

  async #join(joined: Joined, { place, person }: { readonly place: Place; readonly person: Person }) {
    const { promise, resolve } = Promise.withResolvers<number>();
    this.#waiting.set(place.guild.id, resolve);
    const channel = joined === 'source' ? place.source : hubOf(place.guild);
    const began = performance.now();
    person.join(channel);
    const at = await Promise.race([promise, sleep(PATIENCE, null)]);
    return at === null ? null : at - began;
  }

  /** The first of a join makes a channel, or makes the hub a room; what is drawn or moved afterwards is neither. */
  #called({ operation, params, body }: RecordedCall): void {
    const makes = operation === 'POST /guilds/{guild_id}/channels';
    const converts =
      operation === 'PATCH /channels/{channel_id}' && typeof body === 'object' && body !== null && 'name' in body;
    if (!makes && !converts) return;
    const guildId = params['guild_id'] ?? this.scene.sandbox.world.channels.get(params['channel_id'] ?? '')?.guildId;
    const met = this.#waiting.get(guildId ?? '');
    if (guildId) this.#waiting.delete(guildId);
    met?.(performance.now());
  }
}

/** The channel that is the hub now. */
function hubOf({ record }: GuildHandle): ChannelRecord {
  const hub = [...record.channels.values()].findLast(({ name }) => name === HUB);
  if (!hub) throw new Error('A guild has no hub at the moment.');
  return hub;
}
