import { signal } from '@preact/signals';
import type { ClockView } from '../../protocol/shared-view.js';

/** The sandbox's time on the page: runs on between what the server tells. */
class PageClock {
  /** The time to show, refreshed twice a second. */
  public readonly now = signal(Date.now());
  #told: ClockView = { pausedAt: null, ahead: 0, steerable: false };

  public set(clock: ClockView): void {
    this.#told = clock;
    this.#show();
  }

  public run(): void {
    setInterval(() => this.#show(), 500);
  }

  #show(): void {
    const { pausedAt, ahead } = this.#told;
    this.now.value = pausedAt ?? Date.now() + ahead;
  }
}

export const pageClock = new PageClock();
