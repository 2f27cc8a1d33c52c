import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Logger } from '../logging/logger.js';
import { LeaseConnection } from './lease-connection.js';
import {
  connectionName,
  giveBack,
  leaseConnectionName,
  isHolder,
  lock,
  renew,
  take,
  type Claim,
} from './lease-table.js';
import { BEAT, claimOf, HOLD, leftOf, LOOK, type Moment } from './lease-terms.js';
import { LeaseLostError, type Lease, type LeaseState, type OutgoingRequest } from './lease.js';
import { ownPlace } from './process-place.js';
import type { Shards } from './shards.js';

export interface ShardLeaseOptions {
  readonly url: string;
  /** The bot's id. */
  readonly application: string;
  readonly shards: Shards;
  readonly log: Logger;
}

/** How long taking over may take: connections of the one before are ended meanwhile, in milliseconds. */
const TAKING_LIMIT = 10_000;
/** So long a failed look into the database says that it is the database that is away, in milliseconds. */
const FRESH = 3000;

/** The first answer to an interaction, and the change of that which takes the place of “thinking”. */
const answers = /^POST \S*\/interactions\/\d+\/[^/]+\/callback|^PATCH \S*\/webhooks\/\d+\/[^/]+\/messages\/@original/;

const now = (): Moment => ({ monotonic: performance.now(), wall: Date.now() });

/**
 * Shards that are held by a lease in the database, renewed every second and good for five, and by an advisory lock on a
 * connection of its own. All times are real ones, whatever clock the bot has.
 *
 * The lease decides: its holder stops by its own clocks a second before the database lets another one take over. It is looked at
 * in the moment in which a request is sent, so that also a process that was frozen and goes on does nothing before it knows. Whoever
 * takes over ends the connections of the one before; new ones of that one are refused, see {@link ShardLease.verify}.
 */
export class ShardLease implements Lease {
  readonly #options: ShardLeaseOptions;
  readonly #claim: Claim;
  readonly #connection: LeaseConnection;
  readonly #lost = Promise.withResolvers<LeaseLostError>();
  readonly #listeners: (() => void)[] = [];
  readonly #waiting = new Set<() => void>();
  #phase: 'standby' | 'held' | 'lost' | 'released' = 'standby';
  /** When the last renewal that succeeded was asked for. */
  #asked: Moment | undefined;
  /** When a look into the database last failed. */
  #failed = Number.NEGATIVE_INFINITY;
  #isTold = false;
  #timer: NodeJS.Timeout | undefined;
  #beat: Promise<void> = Promise.resolve();

  public constructor(options: ShardLeaseOptions) {
    this.#options = options;
    const holder = randomBytes(8).toString('hex');
    this.#claim = { ...claimOf(options.shards), application: options.application, holder, place: ownPlace() };
    this.#connection = new LeaseConnection(options.url, leaseConnectionName(holder));
  }

  /** What every connection of this process to the database is to be called. */
  public get connectionName(): string {
    return connectionName(this.#claim.holder);
  }

  public get lost(): Promise<LeaseLostError> {
    return this.#lost.promise;
  }

  public get state(): LeaseState {
    return this.#phase === 'held' && this.#left() <= 0 ? 'suspended' : this.#phase;
  }

  /**
   * While it is suspended because the database is away, only interactions are answered: whoever clicked is told that it does
   * not work now. One that was frozen does not even do that before it has looked.
   */
  public permits({ method, path }: OutgoingRequest): boolean {
    const { state } = this;
    if (state !== 'suspended') return state === 'held';
    return performance.now() - this.#failed < FRESH && answers.test(`${method} ${path}`);
  }

  public async untilActing(): Promise<void> {
    if (this.state !== 'suspended') return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, HOLD);
    this.#waiting.add(resolve);
    await promise;
    this.#waiting.delete(resolve);
    clearTimeout(timer);
  }

  public onRegained(listener: () => void): void {
    this.#listeners.push(listener);
  }

  public async hold(signal: AbortSignal): Promise<void> {
    const { log } = this.#options;
    const begin = performance.now();
    while (!(await this.#tryToTake())) await sleep(LOOK, undefined, { signal });
    this.#schedule(BEAT);
    while (!(await this.#tryToLock())) await sleep(LOOK, undefined, { signal });
    if (this.#phase !== 'held') throw new LeaseLostError(this.#options.shards.text);
    if (this.#isTold) log.info({ waited: Math.round(performance.now() - begin) }, 'This process takes over the shards');
    this.#isTold = false;
  }

  public async release(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#beat;
    const wasHeld = this.#phase === 'held';
    if (this.#phase !== 'lost') this.#phase = 'released';
    this.#endWaiting();
    try {
      if (wasHeld) await this.#connection.run((client) => giveBack(client, this.#claim));
    } catch (error) {
      this.#options.log.warn({ error }, 'The shards could not be given back; others take them when the lease ends');
    }
    this.#connection.drop();
  }

  /** For pools of connections: lets in those of a process that has not lost its shards. Standing by, one may migrate. */
  public async verify(client: Pick<Client, 'query'>): Promise<void> {
    if (this.#phase === 'standby' || (await isHolder(client, this.#claim))) return;
    throw new LeaseLostError(this.#options.shards.text);
  }

  async #tryToTake(): Promise<boolean> {
    const { log } = this.#options;
    const asked = now();
    try {
      const verdict = await this.#connection.run((client) => take(client, this.#claim), TAKING_LIMIT);
      if (verdict.kind === 'taken') {
        const { shard, count } = verdict.by;
        this.#tell(() => log.info({ takenBy: `${shard}/${count}` }, 'Another process has these shards: standing by'));
        return false;
      }
      this.#asked = asked;
      this.#phase = 'held';
      if (verdict.deposed.length > 0) log.info({}, 'The process that had these shards is dead, frozen or cut off');
      return true;
    } catch (error) {
      this.#tell(() => log.warn({ error }, 'The database does not say who has these shards: standing by'));
      return false;
    }
  }

  /** Who has the lease gets the locks as soon as the connections of the one before have ended. */
  async #tryToLock(): Promise<boolean> {
    if (this.#phase !== 'held') return true;
    try {
      return await this.#connection.run((client) => lock(client, this.#claim));
    } catch (error) {
      this.#options.log.warn({ error }, 'The shards could not be locked yet');
      return false;
    }
  }

  #schedule(delay: number): void {
    this.#timer = setTimeout(() => void (this.#beat = this.#renew()), delay);
  }

  async #renew(): Promise<void> {
    const asked = now();
    try {
      const kept = await this.#connection.run(
        async (client) => (await renew(client, this.#claim)) && (await lock(client, this.#claim), true),
      );
      if (!kept) return this.#lose();
      this.#renewed(asked);
      // A confirmation that came too late to be good for anything is asked for again at once.
      if (this.#phase === 'held') this.#schedule(this.state === 'suspended' ? 0 : BEAT);
    } catch (error) {
      this.#missed(error);
      if (this.#phase === 'held') this.#schedule(LOOK);
    }
  }

  #renewed(asked: Moment): void {
    const before = this.state;
    this.#asked = asked;
    this.#isTold = false;
    const isRegained = before === 'suspended' && this.state === 'held';
    if (!isRegained) return;
    this.#options.log.info({}, 'The lease on the shards is renewed: acting again');
    this.#endWaiting();
    for (const listener of this.#listeners) listener();
  }

  #missed(error: unknown): void {
    this.#failed = performance.now();
    const { log } = this.#options;
    if (this.state === 'suspended')
      this.#tell(() =>
        log.warn({ error }, 'The lease on the shards ran out without the database: nothing is done now'),
      );
    else log.debug({ error }, 'The lease on the shards could not be renewed yet');
  }

  #lose(): void {
    this.#phase = 'lost';
    this.#connection.drop();
    this.#endWaiting();
    this.#lost.resolve(new LeaseLostError(this.#options.shards.text));
  }

  #endWaiting(): void {
    for (const go of this.#waiting) go();
  }

  /** Once until something changes. */
  #tell(line: () => void): void {
    if (!this.#isTold) line();
    this.#isTold = true;
  }

  #left(): number {
    return this.#asked ? leftOf(this.#asked, now()) : 0;
  }
}
