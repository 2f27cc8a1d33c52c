import { signal } from '@preact/signals';
import type { ClockView } from '../../protocol/shared-view.js';

/** The sandbox's time on the page: runs on between what the server tells. */
class PageClock {
  /** The time to show, refreshed twice a second. */
  public readonly now = signal(Date.now());
  #told: ClockView = { now: Date.now(), paused: false, ahead: 0, steerable: false };
  #at = performance.now();

  public set(clock: ClockView): void {
    this.#told = clock;
    this.#at = performance.now();
    this.#show();
  }

  public run(): void {
    setInterval(() => this.#show(), 500);
  }

  #show(): void {
    const { now, paused } = this.#told;
    this.now.value = paused ? now : now + (performance.now() - this.#at);
  }
}

export const pageClock = new PageClock();
