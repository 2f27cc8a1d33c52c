import type { Clock, Timer } from 'roomkeeper';

/** What is known of a panel beyond what hub stores. Kept in memory: after a restart the next change is sent whatever it is. */
export interface Drawn {
  /** The key of what the message shows; null when that is not known. */
  key: string | null;
  /** Whether somebody has deleted the message. */
  lost: boolean;
  timer: Timer | null;
  /** When the oldest change came that has not been drawn; null when there is none. */
  changedAt: number | null;
  /** How many clicks are being answered with the panel at the moment. */
  clicks: number;
  failures: number;
}

/** What is known of panels, by room, and when they are drawn next. */
export class DrawnPanels {
  readonly #clock: Clock;
  readonly #drawn = new Map<string, Drawn>();

  public constructor(clock: Clock) {
    this.#clock = clock;
  }

  public of(roomId: string): Drawn {
    const known = this.#drawn.get(roomId);
    if (known) return known;
    const drawn: Drawn = { key: null, lost: false, timer: null, changedAt: null, clicks: 0, failures: 0 };
    this.#drawn.set(roomId, drawn);
    return drawn;
  }

  /** Lets `work` run in `delay` milliseconds, in place of what was to run for that room. */
  public schedule(roomId: string, delay: number, work: () => void): void {
    const drawn = this.of(roomId);
    drawn.timer?.cancel();
    drawn.timer = this.#clock.after(delay, () => {
      drawn.timer = null;
      work();
    });
  }

  public forget(roomId: string): void {
    this.#drawn.get(roomId)?.timer?.cancel();
    this.#drawn.delete(roomId);
  }

  public stop(): void {
    for (const roomId of this.#drawn.keys()) this.forget(roomId);
  }
}
