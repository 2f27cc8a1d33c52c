import { Client } from 'pg';
import { LOOK_LIMIT, STALL } from './lease-terms.js';

/** The connection of its own that a lease lives on. One that fails, or is too slow, is thrown away; the next look opens another. */
export class LeaseConnection {
  readonly #url: string;
  readonly #name: string;
  #client: Client | undefined;

  public constructor(url: string, name: string) {
    this.#url = url;
    this.#name = name;
  }

  /** Does some work on it, and rejects after `limit` milliseconds in which the process did not stand still. */
  public async run<Result>(work: (client: Client) => Promise<Result>, limit = LOOK_LIMIT): Promise<Result> {
    const late = Promise.withResolvers<never>();
    let timer: NodeJS.Timeout | undefined;
    const wait = (due: number): void => {
      timer = setTimeout(() => {
        // Who stood still has not listened: the answer may be there, and is read next.
        if (performance.now() - due > STALL) wait(performance.now() + limit);
        else late.reject(new Error('The database does not answer'));
      }, limit);
    };
    wait(performance.now() + limit);
    try {
      return await Promise.race([this.#connected().then(work), late.promise]);
    } catch (error) {
      this.drop();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Cuts it. What the server holds for it, such as locks, is free. */
  public drop(): void {
    const client = this.#client;
    this.#client = undefined;
    // Not asked nicely: who does not answer would not answer that either.
    client?.end().catch(() => undefined);
  }

  async #connected(): Promise<Client> {
    if (this.#client) return this.#client;
    const client = new Client({
      connectionString: this.#url,
      application_name: this.#name,
      connectionTimeoutMillis: LOOK_LIMIT,
      keepAlive: true,
    });
    this.#client = client;
    // An event of this name that nobody listens to ends the process. The next look meets what it says.
    client.on('error', () => this.#client === client && this.drop());
    client.on('end', () => this.#client === client && this.drop());
    await client.connect();
    return client;
  }
}
