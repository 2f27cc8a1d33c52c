import { Agent, DecoratorHandler, type Dispatcher } from 'undici';
import type { Lease, OutgoingRequest } from '../sharding/lease.js';
import { NotActingError } from '../sharding/lease.js';

/** What the agent asks of the lease. */
type Permission = Pick<Lease, 'permits' | 'untilActing'>;

/**
 * Sends the client's requests, as long as the lease permits them. It asks in the moment in which a request is written to its
 * connection, and not before: between a decision and that moment a process can be frozen for as long as it likes. One that
 * comes while the lease is suspended waits a while for it to be renewed, since nobody else acts meanwhile.
 */
export function guardedAgent(lease: Permission): Dispatcher {
  return new Agent().compose((dispatch) => (options, handler) => {
    const guard: Guard = new Guard(handler, lease, requestOf(options), () => dispatch(options, guard));
    return dispatch(options, guard);
  });
}

const requestOf = ({ method, path }: Dispatcher.DispatchOptions): OutgoingRequest => ({ method, path });

/** Channels are deleted for being empty, which may be true no longer: whoever wants that looks anew. */
const mayWait = ({ method, path }: OutgoingRequest): boolean => method !== 'DELETE' || !/\/channels\/\d+$/.test(path);

class Guard extends DecoratorHandler {
  readonly #handler: Dispatcher.DispatchHandlers;
  readonly #lease: Permission;
  readonly #request: OutgoingRequest;
  readonly #again: () => void;
  #hasWaited: boolean;

  public constructor(
    handler: Dispatcher.DispatchHandlers,
    lease: Permission,
    request: OutgoingRequest,
    again: () => void,
  ) {
    super(handler);
    this.#handler = handler;
    this.#lease = lease;
    this.#request = request;
    this.#again = again;
    this.#hasWaited = !mayWait(request);
  }

  /** Called right before the request is written. What it throws fails the request, which is not written then. */
  public onConnect(abort: (error?: Error) => void): void {
    if (!this.#lease.permits(this.#request)) throw new NotActingError();
    this.#handler.onConnect?.(abort);
  }

  public onError(error: Error): void {
    if (!(error instanceof NotActingError) || this.#hasWaited) return this.#handler.onError?.(error);
    this.#hasWaited = true;
    void this.#wait();
  }

  async #wait(): Promise<void> {
    await this.#lease.untilActing();
    this.#again();
  }
}
