import { z } from 'zod';
import { REQUESTS_PER_SECOND } from '../discord/governor/rules.js';
import { LOG_LEVELS } from '../logging/pino-logger.js';

/** The framework's own part of the configuration file. What else is at the top level belongs to plugins. */
export const baseSchema = z.strictObject({
  plugins: z
    .array(z.string())
    .default(['autochannel', 'hub', 'panel', 'trigger'])
    .describe('The plugins that are on: names of those that come with Roomkeeper, and of npm packages.'),
  database: z
    .strictObject({
      migrate: z
        .enum(['boot', 'cli'])
        .default('boot')
        .describe('"boot" runs pending migrations at every start; "cli" leaves them to the command line.'),
      connectTimeout: z
        .number()
        .min(0)
        .max(3600)
        .default(30)
        .describe('How long an unreachable database server is tried at start, in seconds.'),
    })
    .prefault({})
    .describe('The database. Its address is a secret: DATABASE_URL in the environment or .env.'),
  log: z
    .strictObject({
      level: z.enum(LOG_LEVELS).default('info').describe('The least severe lines that are written. LOG_LEVEL wins.'),
      format: z
        .enum(['json', 'pretty'])
        .optional()
        .describe(
          '"json" for machines (the default with NODE_ENV=production), "pretty" for people (the default else).',
        ),
    })
    .prefault({})
    .describe('Log lines.'),
  requests: z
    .strictObject({
      perSecond: z
        .int()
        .min(1)
        .max(1000)
        .default(REQUESTS_PER_SECOND)
        .describe(
          "How many requests the bot makes in a second at most. A process that runs some of its shards (SHARDS) takes their share of it. Discord allows a bot 50 in all; more only if Discord has raised the bot's limit.",
        ),
    })
    .prefault({})
    .describe('Requests to Discord.'),
  scheduling: z
    .strictObject({
      sweepInterval: z
        .number()
        .min(1)
        .max(86_400)
        .default(60)
        .describe('How often deadlines that lost their wake-up call are looked for, in seconds.'),
      concurrency: z.int().min(2).max(100).default(8).describe('How many tasks run at once.'),
    })
    .prefault({})
    .describe('Deadlines and the tasks that they wake.'),
  operations: z
    .strictObject({
      port: z
        .int()
        .min(0)
        .max(65_535)
        .optional()
        .describe('Serves /healthz, /readyz and /metrics. Without it nothing listens. METRICS_PORT wins.'),
      host: z
        .string()
        .min(1)
        .default('127.0.0.1')
        .describe('The address to listen at; 0.0.0.0 lets other machines in, with no password. METRICS_HOST wins.'),
    })
    .prefault({})
    .describe('Health and metrics, for those who run the bot.'),
  privacy: z
    .strictObject({
      guildRetention: z
        .number()
        .min(0)
        .max(3650)
        .default(30)
        .describe(
          'How long the data of a server are kept after the bot was removed from it, in days; 0 for not at all.',
        ),
      logRetention: z
        .number()
        .min(1)
        .max(3650)
        .default(90)
        .describe('How long the log of a server, who changed what, is kept, in days.'),
    })
    .prefault({})
    .describe('How long data are kept.'),
});

/** The framework's own top-level keys. No plugin can have one of them as its name. */
export const BASE_KEYS: readonly string[] = Object.keys(baseSchema.shape);

/** Names that a plugin cannot have: its section would be taken for the framework's. */
export const RESERVED_NAMES: readonly string[] = [...BASE_KEYS, 'core', 'discord', 'redis', 'roomkeeper'];

/** Keys that people look for in the file, by their path; they belong in the environment, under this name. */
export const ENVIRONMENT_ONLY: Readonly<Record<string, string>> = {
  token: 'DISCORD_TOKEN',
  discord: 'DISCORD_TOKEN and DISCORD_API',
  DISCORD_TOKEN: 'DISCORD_TOKEN',
  DISCORD_API: 'DISCORD_API',
  databaseUrl: 'DATABASE_URL',
  DATABASE_URL: 'DATABASE_URL',
  'database.url': 'DATABASE_URL',
  'database.password': 'DATABASE_URL',
  'database.dataDirectory': 'ROOMKEEPER_DATA',
  redis: 'REDIS_URL',
  shards: 'SHARDS',
  SHARDS: 'SHARDS',
  redisUrl: 'REDIS_URL',
  REDIS_URL: 'REDIS_URL',
};
