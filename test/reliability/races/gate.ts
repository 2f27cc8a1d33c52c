import type { Passage } from '../../../sandbox/rest/faults.js';
import type { GateDraw } from './acts.js';

/** A call waits for its turn, or its answer does. */
interface Waiting {
  readonly pass: () => void;
}

/** So many calls of a guild pass at most between two slots of a round. */
export const MOST_PASSES = 3;

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

  /** How many calls pass after each slot of the round: with none, what is begun later overtakes what was begun before. */
  public get passes(): number {
    return Math.max(0, ((this.#draw.order.at(-1) ?? 0) % (2 * MOST_PASSES)) - MOST_PASSES + 1);
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

  /** Lets all pass in the order that is drawn; those that come from now on too. */
  public open(): void {
    while (this.#waiting.length > 0) this.release();
    this.#draw = { closed: false, order: [] };
  }

  #next(): number {
    const drawn = this.#draw.order[this.#turn % Math.max(1, this.#draw.order.length)] ?? 0;
    this.#turn += 1;
    return drawn;
  }
}
