import { Client } from 'pg';
import type { Logger } from '../logging/logger.js';
import type { Clock } from '../scheduling/clock.js';
import { DatabaseError } from './errors.js';

export interface WaitOptions {
  readonly url: string;
  /** How long an unreachable server is tried, in milliseconds. */
  readonly timeLimit: number;
  readonly clock: Clock;
  readonly log: Logger;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
}

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 5_000;

/** What PostgreSQL says no to for good: the next try would be answered alike. */
const definite = new Map([
  ['28P01', 'the password or the user name is wrong'],
  ['28000', 'the server does not let this user in'],
  ['3D000', 'there is no such database; create it first'],
  ['42501', 'the user may not use this database'],
]);

/**
 * Waits until a database can be used. A server that cannot be reached is tried again, ever more slowly, for as long as
 * `timeLimit` says; one that refuses is not.
 *
 * @throws {DatabaseError} with the address without its password.
 */
export async function waitForDatabase({ url, timeLimit, clock, log, signal }: WaitOptions): Promise<void> {
  checkAddress(url);
  const end = clock.now() + timeLimit;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      return await connectOnce(url);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal) {
        throw new DatabaseError(
          'DATABASE_REFUSED',
          `The database ${withoutPassword(url)} cannot be used: ${refusal}. Check DATABASE_URL.`,
        );
      }
      if (clock.now() + pause > end) {
        throw new DatabaseError(
          'DATABASE_UNREACHABLE',
          `The database ${withoutPassword(url)} cannot be reached (${reasonOf(error)}), tried for ${timeLimit / 1000} s. Check that the server runs and that DATABASE_URL names it; without DATABASE_URL an embedded one is used.`,
        );
      }
      log.warn(
        { database: withoutPassword(url), reason: reasonOf(error), pause },
        'The database cannot be reached yet',
      );
      await paused(clock, pause, signal);
      signal?.throwIfAborted();
    }
  }
}

async function paused(clock: Clock, pause: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const ended = (): void => resolve();
  const timer = clock.after(pause, ended);
  signal?.addEventListener('abort', ended);
  // A clock's timers keep no process alive, and while there is no connection nothing else would.
  const keepAlive = setInterval(() => undefined, LONGEST_PAUSE);
  await promise;
  clearInterval(keepAlive);
  signal?.removeEventListener('abort', ended);
  timer.cancel();
}

function checkAddress(url: string): void {
  const protocol = URL.parse(url)?.protocol;
  if (protocol === 'postgres:' || protocol === 'postgresql:') return;
  // The address itself is not shown: nobody can tell where its password is.
  throw new DatabaseError(
    'DATABASE_ADDRESS',
    'DATABASE_URL is not the address of a PostgreSQL database. Write it as postgresql://user:password@host:5432/database, with special characters of the password as %XX.',
  );
}

async function connectOnce(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: LONGEST_PAUSE });
  // An event of this name that nobody listens to ends the process; the promises below tell the same.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    await client.end();
  }
}

/** The address of a database as it may be shown. */
export function withoutPassword(url: string): string {
  const { protocol, username, host, pathname } = new URL(url);
  return `${protocol}//${username ? `${username}@` : ''}${host}${pathname}`;
}

function refusalOf(error: unknown): string | undefined {
  // Without a code: the driver itself finds out that the server wants a password and the address has none.
  if (error instanceof Error && error.message.startsWith('SASL')) return definite.get('28P01');
  return definite.get(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function reasonOf(error: unknown): string {
  return codeOf(error) || (error instanceof Error ? error.message : String(error));
}
