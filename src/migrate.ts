import { loadConfig } from './config/load.js';
import { core } from './core/plugin.js';
import { openDatabase } from './database/database.js';
import { migrateJobs } from './database/jobs-migration.js';
import { fail } from './fail.js';
import { createLogger } from './logging/pino-logger.js';
import { redaction, secretsOf } from './logging/redaction.js';
import { gatherEntities, gatherMigrations } from './plugins/gather.js';
import { systemClock } from './scheduling/clock.js';

// `npm run migrate`: brings the database to what the installed plugins and the job queue need, as a role that may change tables.
// The bot itself then runs as one that may not: see docs/security.md.
try {
  const { argv, env } = process;
  const { config, installed } = await loadConfig({
    argv: argv.slice(2),
    env,
    directory: process.cwd(),
    needsToken: false,
  });
  const log = createLogger(config.log, redaction(secretsOf(config)));
  const plugins = [core, ...installed];
  const schema = { entities: gatherEntities(plugins), migrations: gatherMigrations(plugins) };
  const settings = { ...config, database: { ...config.database, migrate: 'boot' as const } };
  const database = await openDatabase(settings, schema, systemClock, log);
  try {
    if (config.redisUrl === undefined) await migrateJobs(database.url);
  } finally {
    await database.close();
  }
  log.info({}, 'The database has all migrations');
} catch (error) {
  fail(error);
}
