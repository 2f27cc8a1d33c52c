import { redaction, secretsIn, type Redaction } from './logging/redaction.js';
import { RoomkeeperError } from './plugins/errors.js';

/**
 * Says what is wrong, without secrets, and without a stack unless somebody looks for it, and ends the process with exit code 1. A
 * program that reads every line as JSON is not somebody.
 *
 * @param redact - Until there is a configuration, the environment says what is secret.
 */
export function fail(error: unknown, redact: Redaction = redaction(secretsIn(process.env))): never {
  const { LOG_LEVEL = '', LOG_FORMAT } = process.env;
  const debug = ['debug', 'trace'].includes(LOG_LEVEL.toLowerCase()) && LOG_FORMAT !== 'json';
  const shown = error instanceof RoomkeeperError && !debug ? error.message : error;
  process.stderr.write(`${redact(shown instanceof Error ? (shown.stack ?? shown.message) : String(shown))}\n`);
  process.exit(1);
}
