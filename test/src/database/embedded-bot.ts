import { stat } from 'node:fs/promises';
import { once } from 'node:events';
import { startEmbeddedServer } from '../../../src/database/embedded-server.js';
import { silentLogger } from '../../support/logger.js';

// A bot that does nothing but use the embedded server, for tests that kill it, or run it as another user. It says on its
// standard output what it has got, and stops when its standard input ends.
const [directory = ''] = process.argv.slice(2);
const server = await startEmbeddedServer({ directory, log: silentLogger, settings: { fsync: 'off' } });
const { uid } = await stat(server.directory);
const { adopted } = server;
process.stdout.write(`${JSON.stringify({ adopted, uid, directory: server.directory, url: server.url('postgres') })}\n`);
process.stdin.resume();
await once(process.stdin, 'end');
await server.stop();
