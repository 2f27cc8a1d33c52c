import { compared, type ComparedText } from '../text.js';

/** The text of one event, in the forms that conditions compare. What costs something is made when it is asked for. */
export class EventText implements ComparedText {
  readonly written: string;
  /** Whether all its letters fold one by one: it is plain as it was written then. */
  readonly simple: boolean;
  #compared: ComparedText | null = null;

  constructor(written: string, simple: boolean) {
    this.written = written;
    this.simple = simple;
  }

  get plain(): string {
    return this.simple ? this.written : this.#made().plain;
  }

  get folded(): string {
    return this.#made().folded;
  }

  #made(): ComparedText {
    this.#compared ??= compared(this.written);
    return this.#compared;
  }
}
