import type { FaultAnswer, Faults } from '../rest/faults.js';
import type { FaultChoice, FaultView } from './protocol/shared-view.js';

interface Injected {
  readonly view: Omit<FaultView, 'left'>;
  left: number | null;
  readonly remove: () => void;
}

/** The faults that were chosen on the page, as long as they wait for their calls. */
export class FaultBoard {
  readonly #faults: Faults;
  readonly #injected = new Map<string, Injected>();
  #last = 0;

  public constructor(faults: Faults) {
    this.#faults = faults;
  }

  public get view(): FaultView[] {
    return [...this.#injected.values()].map(({ view, left }) => ({ ...view, left }));
  }

  /** Makes the next calls of an operation, or any, go wrong: so many, or with null all from now on. */
  public add(operation: string | null, answer: FaultChoice, times: number | null): void {
    this.#last += 1;
    const id = String(this.#last);
    const remove = this.#faults.add({
      ...(operation !== null && { operation }),
      ...(times !== null && { times }),
      // Asked last of all, so that a call which it fits is struck.
      match: () => this.#struck(id),
      answer: answerOf(answer),
    });
    this.#injected.set(id, { view: { id, operation, answer }, left: times, remove });
  }

  public remove(id: string): void {
    this.#injected.get(id)?.remove();
    this.#injected.delete(id);
  }

  public clear(): void {
    for (const id of this.#injected.keys()) this.remove(id);
  }

  #struck(id: string): boolean {
    const injected = this.#injected.get(id);
    if (injected && injected.left !== null) {
      injected.left -= 1;
      if (injected.left <= 0) this.#injected.delete(id);
    }
    return true;
  }
}

function answerOf(choice: FaultChoice): FaultAnswer {
  switch (choice.kind) {
    case '429':
      return { status: 429, retryAfter: choice.retryAfter };
    case '5xx':
      return { status: choice.status };
    case '4xx':
      return { status: choice.status, code: choice.code };
    case 'delay':
      return { delay: choice.ms };
    case 'timeout':
    case 'drop':
    case 'lose-answer':
      return choice.kind;
  }
}
