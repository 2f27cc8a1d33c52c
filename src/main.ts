import { createBot, type Bot } from './bot.js';
import { loadConfig } from './config/load.js';
import { createLogger } from './logging/pino-logger.js';
import { RoomkeeperError } from './plugins/errors.js';
import { clockOverrides } from './scheduling/clock-overrides.js';

/**
 * Says what is wrong, without a stack unless somebody looks for it, and ends with exit code 1. A program that reads every line
 * as JSON is not somebody.
 */
function fail(error: unknown): never {
  const { LOG_LEVEL = '', LOG_FORMAT } = process.env;
  const debug = ['debug', 'trace'].includes(LOG_LEVEL.toLowerCase()) && LOG_FORMAT !== 'json';
  const shown = error instanceof RoomkeeperError && !debug ? error.message : error;
  process.stderr.write(`${shown instanceof Error ? (shown.stack ?? shown.message) : String(shown)}\n`);
  process.exit(1);
}

let bot: Bot | undefined;
let stopping = false;

async function stop(): Promise<void> {
  stopping = true;
  await bot?.stop();
  process.exit(0);
}

// `disconnect`: whoever started this process and watches over it is gone.
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(signal, () => void stop());

try {
  const config = await loadConfig({
    argv: process.argv.slice(2),
    env: process.env,
    directory: process.cwd(),
    needsToken: true,
  });
  const log = createLogger(config.config.log);
  // The process ends of it all the same, with the stack on standard error; this is for whoever reads the log only.
  process.on('uncaughtExceptionMonitor', (error) =>
    log.fatal({ error }, 'Something failed that nobody saw to: the process ends'),
  );
  bot = createBot(config, log, await clockOverrides(process.env, process));
  const { refused } = bot;
  await bot.start();
  void refused.then(async (error) => {
    await bot?.stop();
    if (!stopping) fail(error);
  });
} catch (error) {
  // What fails because it was told to stop in the middle of its start is no failure.
  if (!stopping) fail(error);
}
