import { createBot, type Bot } from './bot.js';
import { loadConfig } from './config/load.js';
import { fail } from './fail.js';
import { createLogger } from './logging/pino-logger.js';
import { redaction, secretsOf, type Redaction } from './logging/redaction.js';
import { giveBackMemory } from './memory.js';
import { clockOverrides } from './scheduling/clock-overrides.js';

/** Takes secrets out of whatever is written, once it is known what they are. */
let redact: Redaction | undefined;

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
  redact = redaction(secretsOf(config.config));
  const log = createLogger(config.config.log, redact);
  // The process ends of it as it would by itself, with the stack on standard error, but without the secrets that Node would show.
  process.on('uncaughtException', (error) => {
    log.fatal({ error }, 'Something failed that nobody saw to: the process ends');
    fail(error, redact);
  });
  bot = createBot(config, log, await clockOverrides(process.env, process));
  const { refused } = bot;
  await bot.start();
  giveBackMemory();
  void refused.then(async (error) => {
    await bot?.stop();
    if (!stopping) fail(error, redact);
  });
} catch (error) {
  // What fails because it was told to stop in the middle of its start is no failure.
  if (!stopping) fail(error, redact);
}
