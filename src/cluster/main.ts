import { availableParallelism } from 'node:os';
import { REST, Routes, type APIGatewayBotInfo } from 'discord.js';
import { loadConfig, type LoadedConfig } from '../config/load.js';
import { fail } from '../fail.js';
import { createLogger } from '../logging/pino-logger.js';
import { redaction, secretsOf } from '../logging/redaction.js';
import { ConfigurationError, type Fault } from '../plugins/errors.js';
import type { ShardSet } from '../sharding/shards.js';
import { readClusterArguments } from './arguments.js';
import { Cluster } from './cluster.js';
import { deal, fairShare } from './plan.js';

let cluster: Cluster | undefined;
let stopping = false;

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await cluster?.stop();
  process.exit(0);
}

/** What Discord says about the number of shards, and how fast they may be started. */
async function askDiscord(token: string, api: string | undefined): Promise<APIGatewayBotInfo> {
  const rest = new REST(api === undefined ? {} : { api }).setToken(token);
  return (await rest.get(Routes.gatewayBot())) as APIGatewayBotInfo;
}

/** What is wrong with it is told together with `faults`. */
async function load(argv: readonly string[], faults: readonly Fault[]): Promise<LoadedConfig> {
  try {
    return await loadConfig({ argv, env: process.env, directory: process.cwd(), needsToken: true });
  } catch (error) {
    throw error instanceof ConfigurationError ? new ConfigurationError([...faults, ...error.faults]) : error;
  }
}

function contradiction(shards: ShardSet | undefined, asked: number | undefined): Fault[] {
  if (shards === undefined || asked === undefined) return [];
  const todo = 'Leave one of the two out: SHARDS has the number of shards in it.';
  return [{ where: '--shards', what: 'SHARDS is set as well', todo }];
}

for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(signal, () => void stop());

try {
  const { shards, perProcess, rest, faults } = readClusterArguments(process.argv.slice(2));
  const { config } = await load(rest, faults);
  const { token = '', api, shards: chosen } = config.discord;
  const wrong = [...faults, ...contradiction(chosen, shards)];
  if (wrong.length > 0) throw new ConfigurationError(wrong);
  const discord = await askDiscord(token, api);
  const count = shards ?? discord.shards;
  const set = chosen ?? { ids: Array.from({ length: count }, (_, id) => id), count };
  const processes = deal(set, perProcess ?? fairShare(set.ids.length, availableParallelism()));
  const log = createLogger(config.log, redaction(secretsOf(config)));
  log.info(
    { processes: processes.length, shards: set.ids.length, of: set.count },
    'The processes of the bot are started',
  );
  const { max_concurrency: maximumConcurrency } = discord.session_start_limit;
  const { port } = config.operations;
  cluster = new Cluster({ token, processes, maximumConcurrency, args: rest, port, log });
  if (!stopping) await cluster.start();
} catch (error) {
  if (!stopping) fail(error);
}
