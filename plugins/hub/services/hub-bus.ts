import { EventEmitter } from 'node:events';
import type { Logger } from 'roomkeeper';
import type { HubEvents } from '../events.js';

/** Publishes hub's events. What a listener throws is logged and keeps nobody else from theirs. */
export class HubBus {
  readonly #emitter = new EventEmitter();
  readonly #log: Logger;

  public constructor(log: Logger) {
    this.#log = log;
  }

  public on<Name extends keyof HubEvents>(name: Name, listener: (...args: HubEvents[Name]) => void): void {
    this.#emitter.on(name, (...args: HubEvents[Name]) => {
      try {
        listener(...args);
      } catch (error) {
        this.#log.error({ event: name, error }, 'A listener of rooms failed');
      }
    });
  }

  public emit<Name extends keyof HubEvents>(name: Name, ...args: HubEvents[Name]): void {
    this.#emitter.emit(name, ...args);
  }
}
