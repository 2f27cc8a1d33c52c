import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProxiedConnection, type DatabaseWrite } from './proxied-connection.js';

/** When a write is held: before the server hears of it, or after it was carried out and before its client hears so. */
export type HoldTime = 'before' | 'after';

/** A write that is to be held. */
export interface Hold {
  /** Resolves once it is held. After `after` it has been carried out then. */
  readonly reached: Promise<DatabaseWrite>;
  /** Lets it go on, or, when it has not come yet, pass. A client that is gone meanwhile takes a held-back write with it. */
  release(): void;
}

interface PendingHold {
  readonly which: (write: DatabaseWrite) => boolean;
  readonly when: HoldTime;
  readonly reached: PromiseWithResolvers<DatabaseWrite>;
  readonly released: PromiseWithResolvers<void>;
}

/**
 * A line to a PostgreSQL server, on a free port of 127.0.0.1, that knows what is written through it, and that can break. Of the
 * bot's job queue it tells nothing, since jobs are only wake-up calls, nor of its lease, which is renewed all the time.
 */
export class DatabaseProxy {
  readonly #target: URL;
  readonly #server: Server;
  readonly #connections = new Set<ProxiedConnection>();
  readonly #holds = new Set<PendingHold>();
  readonly #held = new Set<DatabaseWrite>();
  readonly #listeners = new Set<(write: DatabaseWrite) => void>();
  #writes: DatabaseWrite[] = [];
  #activity = 0;
  #refuses = false;
  #delay = 0;

  private constructor(url: string) {
    this.#target = new URL(url);
    this.#server = createServer((client) => this.#connect(client));
  }

  /** @param url - The address of a database. */
  public static async start(url: string): Promise<DatabaseProxy> {
    const proxy = new DatabaseProxy(url);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  /** The same database, through this proxy. */
  public get url(): string {
    const url = new URL(this.#target);
    url.host = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return url.href;
  }

  /** Every write since the start, or since {@link clearWrites}, in the order in which they arrived. */
  public get writes(): readonly DatabaseWrite[] {
    return this.#writes;
  }

  /** Whether a client waits for an answer, or is in the middle of a transaction; but not for what is held. */
  public get isBusy(): boolean {
    return [...this.#connections].some(({ isBusy, write }) => isBusy && !(write && this.#held.has(write)));
  }

  /** How often clients have asked something, or come, so far. */
  public get activity(): number {
    return this.#activity;
  }

  /** Forgets the writes so far; the next one is the first. */
  public clearWrites(): void {
    this.#writes = [];
  }

  /** Calls `listener` with each write as it arrives, before the server hears of it; the answer stops it. */
  public onWrite(listener: (write: DatabaseWrite) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Holds the next write that is the `which`-th, or that fits. */
  public hold(which: number | ((write: DatabaseWrite) => boolean), when: HoldTime): Hold {
    const hold: PendingHold = {
      which: typeof which === 'number' ? ({ index }) => index === which : which,
      when,
      reached: Promise.withResolvers(),
      released: Promise.withResolvers(),
    };
    this.#holds.add(hold);
    const release = (): void => {
      this.#holds.delete(hold);
      hold.released.resolve();
    };
    return { reached: hold.reached.promise, release };
  }

  /** Cuts every connection, and every new one, until {@link serve}. */
  public refuse(): void {
    this.#refuses = true;
    for (const connection of this.#connections) connection.cut();
  }

  /** The server goes: it says so to every client, and lets nobody in until {@link serve}. */
  public shutDown(): void {
    this.#refuses = true;
    for (const connection of this.#connections) connection.shutDown();
  }

  /** Lets clients in again, and no longer slows them. */
  public serve(): void {
    this.#refuses = false;
    this.#delay = 0;
  }

  /** Forwards everything that clients ask so many real milliseconds later. */
  public slow(milliseconds: number): void {
    this.#delay = milliseconds;
  }

  /** Shuts the server down, and serves again after so many real milliseconds. */
  public async restart(milliseconds: number): Promise<void> {
    this.shutDown();
    await sleep(milliseconds);
    this.serve();
  }

  /** Cuts every connection, and frees the port. */
  public async stop(): Promise<void> {
    this.refuse();
    for (const { released } of this.#holds) released.resolve();
    this.#holds.clear();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #connect(client: Socket): void {
    this.#activity += 1;
    if (this.#refuses) return void client.destroy();
    const host = {
      arrived: (kind: DatabaseWrite['kind'], statements: readonly string[]) => this.#arrived(kind, statements),
      held: (write: DatabaseWrite, when: HoldTime) => this.#hold(write, when),
      pace: () => this.#pace(),
    };
    const port = Number(this.#target.port || 5432);
    const connection = new ProxiedConnection(host, client, { host: this.#target.hostname, port });
    this.#connections.add(connection);
    client.once('close', () => this.#connections.delete(connection));
  }

  #arrived(kind: DatabaseWrite['kind'], statements: readonly string[]): DatabaseWrite {
    const write: DatabaseWrite = { index: this.#writes.length + 1, kind, statements, outcome: 'under way' };
    this.#writes.push(write);
    for (const listener of this.#listeners) listener(write);
    return write;
  }

  async #hold(write: DatabaseWrite, when: HoldTime): Promise<void> {
    for (const hold of this.#holds) {
      if (hold.when !== when || !hold.which(write)) continue;
      this.#holds.delete(hold);
      this.#held.add(write);
      hold.reached.resolve(write);
      await hold.released.promise;
      this.#held.delete(write);
    }
  }

  async #pace(): Promise<void> {
    this.#activity += 1;
    if (this.#delay > 0) await sleep(this.#delay);
  }
}
