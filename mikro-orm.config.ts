import { loadConfig } from './src/config/load.js';
import { core } from './src/core/plugin.js';
import { ormOptions } from './src/database/orm.js';
import { RoomkeeperError } from './src/plugins/errors.js';
import { gatherEntities, gatherMigrations } from './src/plugins/gather.js';

/** The options of MikroORM's own commands, such as `npx mikro-orm migration:up`: all installed plugins, enabled or not. */
export default async function config(): Promise<ReturnType<typeof ormOptions>> {
  const { config: settings, installed } = await loadConfig({
    env: process.env,
    directory: process.cwd(),
    needsToken: false,
  });
  const { url } = settings.database;
  if (url === undefined) throw new NoDatabaseUrlError();
  const plugins = [core, ...installed];
  return ormOptions(url, { entities: gatherEntities(plugins), migrations: gatherMigrations(plugins) });
}

class NoDatabaseUrlError extends RoomkeeperError {
  override readonly name = 'NoDatabaseUrlError';
  public readonly code = 'NO_DATABASE_URL';

  public constructor() {
    super('MikroORM’s commands need DATABASE_URL. The embedded database is migrated by the bot itself when it starts.');
  }
}
