import { createRequire } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import { Client, type GatewayDispatchPayload } from 'discord.js';
import type pg from 'pg';
import { createBot } from '../src/bot.js';
import { loadConfig } from '../src/config/load.js';
import { silentLogger } from '../test/support/logger.js';

/** What the process is: the bot with all its plugins, or a client of discord.js that asks for these intents and no more. */
export type Role = { readonly kind: 'bot' } | { readonly kind: 'bare'; readonly intents: number };

export interface Start {
  readonly role: Role;
  readonly api: string;
  readonly token: string;
  readonly databaseUrl: string;
  /** Dispatches by their sort, as JSON that is cut in two: what changes from round to round goes between. */
  readonly frames: Readonly<Record<string, readonly (readonly [string, string])[]>>;
}

/** One pass over all dispatches of a sort. */
export interface Round {
  readonly sort: string;
  /** What goes between the halves; with a number behind it that is used once where it ends in `#`. */
  readonly between: string;
}

export type Order = Start | Round;

/** The answer to a start is the client's intents, to a round its time and the statements that were sent meanwhile. */
export type Answer =
  | { readonly intents: number }
  | {
      /** Microseconds for each dispatch. */
      readonly wall: number;
      readonly cpu: number;
      readonly statements: readonly string[];
    };

/** So many dispatches come out of the socket at once. What they leave for later runs before the next ones. */
const AT_ONCE = 10;

const statements: string[] = [];
let frames: Start['frames'] = {};
let client: Client | undefined;
let used = 0;

process.on('message', (order: Order) => void obeyed(order));

async function obeyed(order: Order): Promise<void> {
  const answer = 'role' in order ? await started(order) : await ran(order);
  process.send?.(answer);
}

async function started(start: Start): Promise<Answer> {
  frames = start.frames;
  client = start.role.kind === 'bot' ? await startBot(start) : await startBare(start, start.role.intents);
  return { intents: client.options.intents.bitfield };
}

async function startBot({ api, token, databaseUrl }: Start): Promise<Client> {
  const directory = process.cwd();
  const env = { DISCORD_TOKEN: token, DISCORD_API: api, DATABASE_URL: databaseUrl };
  const bot = createBot(await loadConfig({ argv: [], env, directory }), silentLogger);
  await bot.start();
  if (bot.client === undefined) throw new Error('The bot did not start.');
  countStatements();
  return bot.client;
}

async function startBare({ api, token }: Start, intents: number): Promise<Client> {
  // `tasks` is demanded by the types of a plugin of Sapphire, and read by nothing here.
  const bare = new Client({ intents, rest: { api }, tasks: { bull: { connection: {} } } });
  const ready = new Promise((resolve) => void bare.once('clientReady', resolve));
  await bare.login(token);
  await ready;
  return bare;
}

/** Goes the way of a frame that came out of the socket, from its text on. */
async function ran({ sort, between }: Round): Promise<Answer> {
  const texts = (frames[sort] ?? []).map(([before, after]) => {
    const value = between.endsWith('#') ? `${between.slice(0, -1)}${String((used += 1)).padStart(9, '0')}` : between;
    return Buffer.from(before + value + after).toString();
  });
  const socket: unknown = client && Reflect.get(client.ws, '_ws');
  if (!isEmitter(socket)) throw new Error('discord.js keeps its connection elsewhere.');
  statements.length = 0;
  const cpu = process.cpuUsage();
  const started = performance.now();
  for (let at = 0; at < texts.length; at += AT_ONCE) {
    for (const text of texts.slice(at, at + AT_ONCE)) {
      socket.emit('dispatch', { data: JSON.parse(text) as GatewayDispatchPayload, shardId: 0 });
    }
    await setImmediate();
  }
  const wall = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return {
    wall: (wall * 1_000) / texts.length,
    cpu: (user + system) / texts.length,
    statements: [...new Set(statements)],
  };
}

function isEmitter(thing: unknown): thing is { emit: (event: string, payload: unknown) => boolean } {
  return typeof thing === 'object' && thing !== null && 'emit' in thing;
}

/** Notes what the ORM sends: its own copy of pg. */
function countStatements(): void {
  const { Client: Connection } = createRequire(import.meta.resolve('@mikro-orm/postgresql'))('pg') as typeof pg;
  const query = Reflect.get(Connection.prototype, 'query') as (...args: unknown[]) => unknown;
  Object.assign(Connection.prototype, {
    query(this: pg.Client, ...args: unknown[]): unknown {
      const [first] = args;
      statements.push(typeof first === 'string' ? first : (first as { text: string }).text);
      return query.apply(this, args);
    },
  });
}
