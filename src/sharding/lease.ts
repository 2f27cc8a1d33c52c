import { RoomkeeperError } from '../plugins/errors.js';

/**
 * - `standby`: another process has the shards, or it is not known yet.
 * - `held`: this process acts.
 * - `suspended`: it holds the shards, but the database has not confirmed that in time: it does nothing until then.
 * - `lost`: another process has taken over. For good.
 * - `released`: given back.
 */
export type LeaseState = 'standby' | 'held' | 'suspended' | 'lost' | 'released';

/** A request as {@link Lease.permits} looks at it. */
export interface OutgoingRequest {
  readonly method: string;
  readonly path: string;
}

/** The right to act for the shards of this process. Two processes never have it at once for the same guild. */
export interface Lease {
  /** As of this moment. */
  readonly state: LeaseState;
  /** Takes the shards, as soon as nobody else has them. Rejects when `signal` says so. */
  hold(signal: AbortSignal): Promise<void>;
  /** Whether a request may go out at this moment. */
  permits(request: OutgoingRequest): boolean;
  /**
   * Resolves as soon as it is not suspended any more, at once when it is not, and after some seconds in any case. Then nothing
   * is promised: {@link Lease.permits} says what may go out.
   */
  untilActing(): Promise<void>;
  /** Calls `listener` whenever this process may act again after it could not for a while, with nobody having acted meanwhile. */
  onRegained(listener: () => void): void;
  /** Resolves when another process has taken over. */
  readonly lost: Promise<LeaseLostError>;
  /** Gives the shards back, for another process to take at once. Never rejects. */
  release(): Promise<void>;
}

const hindrances: Readonly<Record<LeaseState, string | null>> = {
  standby: 'standby: another process has them',
  held: null,
  suspended: 'the database has not confirmed in time that they are still held',
  lost: 'another process has taken them over',
  released: 'they were given back',
};

/** Why a process with a lease of this state is not ready; null when it is. */
export const hindranceOf = (state: LeaseState): string | null => hindrances[state];

/** Another process acts for these shards now. */
export class LeaseLostError extends RoomkeeperError {
  override readonly name = 'LeaseLostError';
  public readonly code = 'LEASE_LOST';

  public constructor(shards: string) {
    super(
      `Another process has taken over (shards ${shards}): this one was frozen, or cut off from the database, for longer than its lease. It ends, so that the two never act at once. Started anew it stands by.`,
    );
  }
}

/** A request that was not sent, because this process may not act. */
export class NotActingError extends RoomkeeperError {
  override readonly name = 'NotActingError';
  public readonly code = 'NOT_ACTING';

  public constructor() {
    super('Not sent: this process does not hold its shards at the moment.');
  }
}

/** For a bot of which there is one alone: it may always act. */
export const soleLease: Lease = {
  state: 'held',
  hold: () => Promise.resolve(),
  permits: () => true,
  untilActing: () => Promise.resolve(),
  onRegained: () => undefined,
  // A new one each time: what waits for it is not kept for ever.
  get lost() {
    return new Promise<never>(() => undefined);
  },
  release: () => Promise.resolve(),
};
