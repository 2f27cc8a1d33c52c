import type { Lease, LeaseState } from '../../src/sharding/lease.js';

/** A lease that a test suspends and renews. */
export class ManualLease implements Lease {
  /** Whether requests wait for it. Otherwise they are refused at once, as after a stall that was too long. */
  public isWaitedFor = false;
  readonly #listeners: (() => void)[] = [];
  readonly #waiting: (() => void)[] = [];
  #state: LeaseState = 'held';

  public get state(): LeaseState {
    return this.#state;
  }

  public get lost(): Promise<never> {
    return new Promise(() => undefined);
  }

  public suspend(): void {
    this.#state = 'suspended';
  }

  public renew(): void {
    this.#state = 'held';
    for (const go of this.#waiting.splice(0)) go();
    for (const listener of this.#listeners) listener();
  }

  public permits(): boolean {
    return this.#state === 'held';
  }

  public async untilActing(): Promise<void> {
    if (this.#state !== 'held' && this.isWaitedFor)
      await new Promise<void>((resolve) => void this.#waiting.push(resolve));
  }

  public onRegained(listener: () => void): void {
    this.#listeners.push(listener);
  }

  public hold(): Promise<void> {
    return Promise.resolve();
  }

  public release(): Promise<void> {
    return Promise.resolve();
  }
}
