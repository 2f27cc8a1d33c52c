import { Client } from 'pg';

/** Any number will do, as long as it stays: bots of different versions must mean the same lock. */
const PRESENCE_LOCK = 7_266_510;

/** How long a connection to the server on this machine may take, in milliseconds. */
const CONNECT_LIMIT = 5_000;

/**
 * One bot's presence at the embedded server: a connection with a shared advisory lock, held for as long as the bot needs
 * the server. Whoever gets the exclusive lock is the last one, and may stop the server; who comes meanwhile is refused.
 */
export class Presence {
  readonly #client: Client;
  #mayBreak = false;

  private constructor(client: Client, onLost: (error: Error) => void) {
    this.#client = client;
    client.on('error', (error) => {
      if (this.#mayBreak) return;
      this.#mayBreak = true;
      onLost(error);
    });
  }

  /**
   * Joins the server at `url`.
   *
   * @param onLost - Called once if the connection breaks before {@link leave} or {@link isLast}.
   * @returns `undefined` when the server is not there, is not the one on `data`, or is being stopped.
   */
  public static async join(url: string, data: string, onLost: (error: Error) => void): Promise<Presence | undefined> {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_LIMIT, keepAlive: true });
    const presence = new Presence(client, onLost);
    presence.#mayBreak = true;
    try {
      await client.connect();
      const { rows } = await client.query<{ joined: boolean }>(
        `select current_setting('data_directory') = $1 and pg_try_advisory_lock_shared($2) as joined`,
        [data.replaceAll('\\', '/'), PRESENCE_LOCK],
      );
      if (rows[0]?.joined) {
        presence.#mayBreak = false;
        return presence;
      }
    } catch (error) {
      if (!isUnavailable(error)) throw error;
    }
    await client.end();
    return undefined;
  }

  /**
   * Whether no other bot is present, nor anybody else connected. If so, nobody can join until {@link leave}; if not,
   * others may stop the server from now on, so only `isLast` and `leave` are of use.
   */
  public async isLast(): Promise<boolean> {
    this.#mayBreak = true;
    await this.#client.query('select pg_advisory_unlock_all()');
    const { rows } = await this.#client.query<{ last: boolean }>(
      `select pg_try_advisory_lock($1) and not exists (
         select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()
       ) as last`,
      [PRESENCE_LOCK],
    );
    return rows[0]?.last === true;
  }

  public async leave(): Promise<void> {
    this.#mayBreak = true;
    await this.#client.end();
  }
}

/** Not there (any more), starting, stopping, or somebody else's server: the port may have changed hands. */
function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (!('code' in error)) return true;
  const code = String(error.code);
  return /^E[A-Z]+$/.test(code) || code.startsWith('57P') || code.startsWith('28') || code.startsWith('08');
}
