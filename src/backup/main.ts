import { RoomkeeperError } from '../plugins/errors.js';
import { runBackupCommand } from './command.js';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

try {
  await runBackupCommand(process.argv.slice(2), { env: process.env, directory: process.cwd(), say });
} catch (error) {
  const shown = error instanceof RoomkeeperError ? error.message : error;
  process.stderr.write(`${shown instanceof Error ? (shown.stack ?? shown.message) : String(shown)}\n`);
  process.exitCode = 1;
}
