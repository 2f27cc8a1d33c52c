import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Client } from 'discord.js';
import { createBot } from '../src/bot.js';
import { loadConfig, type LoadedConfig } from '../src/config/load.js';
import { answerJoins, type Acting } from './bare-joins.js';
import { DeadlineLog, type Lateness } from './deadline-log.js';

/** The bot with all its plugins, or a client of discord.js with the same intents and no state. */
export type Role =
  | { readonly kind: 'bot' }
  | { readonly kind: 'bare'; readonly intents: number; readonly acting: Acting | null };

export interface Start {
  readonly kind: 'start';
  readonly role: Role;
  readonly api: string;
  readonly token: string;
  readonly databaseUrl: string;
  /** In place of the 50 requests a second that Discord allows, and to which the bot and discord.js keep. */
  readonly requestsPerSecond?: number;
}

export type Order = Start | { readonly kind: 'memory' } | { readonly kind: 'deadlines' };

/** What becomes of each order. */
export interface Answers {
  readonly start: {
    readonly intents: number;
    /** Milliseconds of each plugin's `ready`, and of the whole start. */
    readonly ready: Readonly<Record<string, number>>;
    readonly boot: number;
  };
  /** Bytes, once all garbage is gone. */
  readonly memory: { readonly rss: number; readonly heap: number };
  readonly deadlines: Lateness;
}

export type Answer = Answers[keyof Answers];

const deadlines = new DeadlineLog();
let ready: Record<string, number> = {};

process.on('message', (order: Order) => void obey(order));

async function obey(order: Order): Promise<void> {
  process.send?.(await answer(order));
}

async function answer(order: Order): Promise<Answer> {
  switch (order.kind) {
    case 'start':
      return order.role.kind === 'bot' ? startBot(order) : startBare(order, order.role);
    case 'memory':
      return memory();
    case 'deadlines':
      return deadlines.lateness();
  }
}

async function startBot({ api, token, databaseUrl, requestsPerSecond }: Start): Promise<Answers['start']> {
  const started = performance.now();
  const env = { DISCORD_TOKEN: token, DISCORD_API: api, DATABASE_URL: databaseUrl };
  const config = await loadConfig({ argv: [], env, directory: process.cwd() });
  const bot = createBot(
    timed(config),
    deadlines.logger(),
    requestsPerSecond === undefined ? {} : { requestsPerSecond },
  );
  await bot.start();
  const { client } = bot;
  if (client === undefined) throw new Error('The bot did not start.');
  return { intents: client.options.intents.bitfield, ready, boot: performance.now() - started };
}

async function startBare(
  { api, token, requestsPerSecond }: Start,
  { intents, acting }: Extract<Role, { kind: 'bare' }>,
): Promise<Answers['start']> {
  const started = performance.now();
  const rest = { api, ...(requestsPerSecond && { globalRequestsPerSecond: requestsPerSecond }) };
  // `tasks` is demanded by the types of a plugin of Sapphire, and read by nothing here.
  const bare = new Client({ intents, rest, tasks: { bull: { connection: {} } } });
  const isReady = new Promise((resolve) => void bare.once('clientReady', resolve));
  if (acting !== null) answerJoins(bare, acting);
  await bare.login(token);
  await isReady;
  return { intents: bare.options.intents.bitfield, ready, boot: performance.now() - started };
}

/** The configuration, with a watch on each plugin's `ready`. */
function timed(config: LoadedConfig): LoadedConfig {
  ready = {};
  const enabled = config.enabled.map((definition) => ({
    ...definition,
    async ready(...args: Parameters<NonNullable<typeof definition.ready>>): Promise<void> {
      const started = performance.now();
      await definition.ready?.(...args);
      ready[definition.name] = performance.now() - started;
    },
  }));
  return { ...config, enabled };
}

function memory(): Answers['memory'] {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let time = 0; time < 3; time++) collect();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, heap: heapUsed + external };
}
