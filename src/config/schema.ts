import { z } from 'zod';
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
