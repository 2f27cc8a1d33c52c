import type { Passage } from '../../../sandbox/rest/faults.js';
import type { GateDraw } from './acts.js';

/** A call waits for its turn, or its answer does. */
interface Waiting {
  readonly pass: () => void;
}

/** Where the calls of one guild wait until it is drawn which of them passes. */
export class Gate {
  #draw: GateDraw = { closed: false, order: [] };
  #turn = 0;
  readonly #waiting: Waiting[] = [];

  /** A new round: from now on calls wait, or do not. */
  public set(draw: GateDraw): void {
    this.#draw = draw;
    this.#turn = 0;
  }

  public get closed(): boolean {
    return this.#draw.closed;
  }

  /** How many calls wait here. */
  public get waiting(): number {
    return this.#waiting.length;
  }

  /** A call has come. One in three is handled at once and has only its answer held back. */
  public admit(): Passage {
    const drawn = this.#next();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ pass: resolve });
    return drawn % 3 === 0 ? { after: promise } : { before: promise };
  }

  /** Lets a drawn call pass. */
  public release(): void {
    const [drawn] = this.#waiting.splice(this.#next() % Math.max(1, this.#waiting.length), 1);
    drawn?.pass();
  }

  /** Lets all pass, those that come from now on too. */
  public open(): void {
    this.#draw = { closed: false, order: [] };
    for (const { pass } of this.#waiting.splice(0)) pass();
  }

  #next(): number {
    const drawn = this.#draw.order[this.#turn % Math.max(1, this.#draw.order.length)] ?? 0;
    this.#turn += 1;
    return drawn;
  }
}
