import { Agent, DecoratorHandler, type Dispatcher } from 'undici';
import type { Lease, OutgoingRequest } from '../sharding/lease.js';
import { NotActingError } from '../sharding/lease.js';

/**
 * Sends the client's requests, as long as the lease permits them. It asks in the moment in which a request is written to its
 * connection, and not before: between a decision and that moment a process can be frozen for as long as it likes.
 */
export function guardedAgent(lease: Pick<Lease, 'permits'>): Dispatcher {
  return new Agent().compose(
    (dispatch) => (options, handler) => dispatch(options, new Guard(handler, () => lease.permits(requestOf(options)))),
  );
}

const requestOf = ({ method, path }: Dispatcher.DispatchOptions): OutgoingRequest => ({ method, path });

class Guard extends DecoratorHandler {
  readonly #handler: Dispatcher.DispatchHandlers;
  readonly #isPermitted: () => boolean;

  public constructor(handler: Dispatcher.DispatchHandlers, isPermitted: () => boolean) {
    super(handler);
    this.#handler = handler;
    this.#isPermitted = isPermitted;
  }

  /** Called right before the request is written. What it throws fails the request, which is not written then. */
  public onConnect(abort: (error?: Error) => void): void {
    if (!this.#isPermitted()) throw new NotActingError();
    this.#handler.onConnect?.(abort);
  }
}
