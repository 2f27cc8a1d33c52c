import { signal } from '@preact/signals';
import type { Act, ActResult } from '../../protocol/acts.js';
import type { ActError, AnswerFrame, Ask, ServerFrame } from '../../protocol/frames.js';

/** What somebody wanted did not happen: Discord, its client or the page refuses. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  public readonly error: ActError;

  public constructor(error: ActError) {
    super(error.message);
    this.error = error;
  }
}

/** `lost` from the moment that the line breaks until it is back. */
export type LineState = 'connecting' | 'open' | 'lost';

interface Waiting {
  readonly resolve: (result: ActResult) => void;
  readonly reject: (error: RefusedError) => void;
}

/** Milliseconds before the first try, the second, and so on; the last one stays. */
const pauses = [300, 700, 1500, 3000, 5000];

const lostLine: ActError = {
  code: 'page',
  message: 'The page has no connection to the sandbox at the moment, so nothing was done. Try again when it is back.',
};

/** The line to the sandbox. It comes back by itself; whoever waits for an answer when it breaks gets an error. */
export class Connection {
  public readonly state = signal<LineState>('connecting');
  /** When the next try begins, in milliseconds of `performance.now()`. */
  public readonly nextTry = signal<number | null>(null);
  readonly #url: string;
  readonly #heard: (frame: Exclude<ServerFrame, AnswerFrame>) => void;
  readonly #opened: () => void;
  readonly #waiting = new Map<number, Waiting>();
  #socket: WebSocket | null = null;
  #lastId = 0;
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param opened - Runs at each new connection: seats belong to the former one. */
  public constructor(url: string, heard: (frame: Exclude<ServerFrame, AnswerFrame>) => void, opened: () => void) {
    this.#url = url;
    this.#heard = heard;
    this.#opened = opened;
  }

  /** Connects now, also when the next try would only come later. */
  public connect(): void {
    clearTimeout(this.#timer);
    this.nextTry.value = null;
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#tries = 0;
      this.state.value = 'open';
      this.#opened();
    });
    socket.addEventListener('message', ({ data }: MessageEvent<string>) => this.#hear(JSON.parse(data) as ServerFrame));
    socket.addEventListener('close', () => {
      if (this.#socket === socket) this.#lost();
    });
  }

  /** @throws {RefusedError} when it is refused, or the line is or gets lost */
  public ask(act: Act): Promise<ActResult> {
    const socket = this.#socket;
    if (!socket || socket.readyState !== WebSocket.OPEN) return Promise.reject(new RefusedError(lostLine));
    const ask: Ask = { id: ++this.#lastId, act };
    return new Promise((resolve, reject) => {
      this.#waiting.set(ask.id, { resolve, reject });
      socket.send(JSON.stringify(ask));
    });
  }

  #hear(frame: ServerFrame): void {
    if (frame.type !== 'answer') {
      this.#heard(frame);
      return;
    }
    const waiting = this.#waiting.get(frame.id);
    this.#waiting.delete(frame.id);
    if (frame.ok) waiting?.resolve(frame.result);
    else waiting?.reject(new RefusedError(frame.error));
  }

  #lost(): void {
    this.#socket = null;
    this.state.value = 'lost';
    for (const { reject } of this.#waiting.values()) reject(new RefusedError(lostLine));
    this.#waiting.clear();
    const pause = pauses[Math.min(this.#tries, pauses.length - 1)] ?? 5000;
    this.#tries += 1;
    this.nextTry.value = performance.now() + pause;
    this.#timer = setTimeout(() => this.connect(), pause);
  }
}
