import { join, resolve } from 'node:path';
import type { Variables } from '../config/environment.js';
import { loadConfig, type LoadedConfig } from '../config/load.js';
import { core } from '../core/plugin.js';
import { withoutPassword } from '../database/connection.js';
import { withDatabase } from '../database/database.js';
import { createLogger } from '../logging/pino-logger.js';
import { gatherEntities, gatherMigrations } from '../plugins/gather.js';
import { backUp } from './backup.js';
import { BackupError } from './errors.js';
import { restore } from './restore.js';

const USAGE = 'Write "npm run backup -- FILE", or "npm run restore -- FILE --confirm".';
const CONFIRM = '--confirm';

/** Where a command runs, and where it says what it did. */
export interface CommandSurroundings {
  readonly env: Variables;
  readonly directory: string;
  readonly say: (text: string) => void;
}

/**
 * `backup [FILE]` and `restore FILE --confirm`: on the database of the configuration, be it a server or the embedded one.
 *
 * @throws {RoomkeeperError} when it cannot be done, or when nobody can tell what is to be done.
 */
export async function runBackupCommand(args: readonly string[], around: CommandSurroundings): Promise<void> {
  const [command, ...rest] = args;
  const [file, ...further] = rest.filter((argument) => argument !== CONFIRM);
  const isClear = further.length === 0 && !file?.startsWith('-');
  if (isClear && command === 'backup') return save(around, file);
  if (isClear && command === 'restore' && file !== undefined) return load(around, file, rest.includes(CONFIRM));
  throw new BackupError('USAGE', USAGE);
}

function configurationOf({ env, directory }: CommandSurroundings): Promise<LoadedConfig> {
  return loadConfig({ env, directory, needsToken: false });
}

async function save(around: CommandSurroundings, file: string | undefined): Promise<void> {
  const { config } = await configurationOf(around);
  const now = new Date();
  const name = `roomkeeper-${now.toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`;
  const path = resolve(around.directory, file ?? join(config.database.dataDirectory, 'backups', name));
  const log = createLogger({ ...config.log, level: 'warn' });
  const { rows, tables } = await withDatabase(config, log, { mustExist: true }, (url) => backUp(url, path, now));
  around.say(
    `Saved ${rows} rows of ${tables} tables to ${path}. It holds personal data: keep it where nobody else can read it.`,
  );
}

async function load(around: CommandSurroundings, file: string, confirmed: boolean): Promise<void> {
  const { config, installed } = await configurationOf(around);
  const { url, dataDirectory } = config.database;
  const where =
    url === undefined ? `the embedded database in ${dataDirectory}` : `the database ${withoutPassword(url)}`;
  if (!confirmed) {
    throw new BackupError(
      'NOT_CONFIRMED',
      `This would fill ${where} with ${file}. Stop the bot, and write it again with ${CONFIRM} at its end. Nothing was touched.`,
    );
  }
  const plugins = [core, ...installed];
  const schema = { entities: gatherEntities(plugins), migrations: gatherMigrations(plugins) };
  const log = createLogger({ ...config.log, level: 'warn' });
  const { rows, tables } = await withDatabase(config, log, { mustExist: false }, (address) =>
    restore(address, resolve(around.directory, file), schema),
  );
  around.say(`Restored ${rows} rows of ${tables} tables into ${where}. Start the bot.`);
}
