import { WebSocket } from 'ws';
import type { Act, ActResult } from '../../../sandbox/page/protocol/acts.js';
import type { ActError, AnswerFrame, ServerFrame } from '../../../sandbox/page/protocol/frames.js';
import type { SeatView } from '../../../sandbox/page/protocol/seat-view.js';
import type { SharedView, TimelineEntry } from '../../../sandbox/page/protocol/shared-view.js';

/** So long a test waits for what must come, in milliseconds. */
const PATIENCE = 15_000;

/** What a browser does that has the page open: it keeps the slices that it gets, and asks for acts. */
export class Browser {
  /** Every frame as it came, to look for what must not be in any. */
  public readonly received: string[] = [];
  public readonly frames: ServerFrame[] = [];
  public readonly rows = new Map<number, TimelineEntry>();
  readonly #socket: WebSocket;
  readonly #seats = new Map<string, SeatView>();
  readonly #answers = new Map<number, (answer: AnswerFrame) => void>();
  readonly #waiting = new Set<() => void>();
  #shared: SharedView | undefined;
  #last = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#receive((data as Buffer).toString()));
  }

  /** @param address - That of the page. */
  public static async open(address: string): Promise<Browser> {
    const url = new URL('/page', address);
    url.protocol = 'ws:';
    const socket = new WebSocket(url, { origin: new URL(address).origin });
    const browser = new Browser(socket);
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    await browser.until(() => browser.#shared !== undefined && browser.frames.length > 1, 'the first frames');
    return browser;
  }

  public get shared(): SharedView {
    if (!this.#shared) throw new Error('Nothing shared has come yet');
    return this.#shared;
  }

  public get timeline(): TimelineEntry[] {
    return [...this.rows.values()];
  }

  /** What the seat of this name shows. */
  public seat(name: string): SeatView {
    const view = this.#seats.get(name);
    if (!view) throw new Error(`Nobody has taken the seat ${name}`);
    return view;
  }

  /** Does something that must succeed. */
  public async do(act: Act): Promise<ActResult> {
    const answer = await this.#ask(act);
    if (!answer.ok) throw new Error(`${act.kind} was refused: ${JSON.stringify(answer.error)}`);
    return answer.result;
  }

  /** Why something is refused. Fails when it is not. */
  public async refusal(act: Act): Promise<ActError> {
    const answer = await this.#ask(act);
    if (answer.ok) throw new Error(`${act.kind} was not refused`);
    return answer.error;
  }

  /** Takes a seat as somebody. */
  public async sit(seat: string, user: string, where: { guild?: string; channel?: string | null } = {}): Promise<void> {
    await this.do({ kind: 'open', seat, user, ...where });
  }

  /** Waits until something holds; it is asked after each frame. */
  public async until(holds: () => boolean, describe: string, patience = PATIENCE): Promise<void> {
    if (holds()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Not within ${patience} ms: ${describe}`)), patience);
      const check = (): void => {
        if (!holds()) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
    });
  }

  /** Sends a text that need not be what a page says. Answers the code with which the line is closed. */
  public async say(text: string): Promise<number> {
    const closed = new Promise<number>((resolve) => void this.#socket.once('close', resolve));
    this.#socket.send(text);
    return closed;
  }

  public close(): void {
    this.#socket.terminate();
  }

  async #ask(act: Act): Promise<AnswerFrame> {
    this.#last += 1;
    const id = this.#last;
    const answer = new Promise<AnswerFrame>((resolve) => void this.#answers.set(id, resolve));
    this.#socket.send(JSON.stringify({ id, act }));
    return answer;
  }

  #receive(text: string): void {
    this.received.push(text);
    const frame = JSON.parse(text) as ServerFrame;
    this.frames.push(frame);
    switch (frame.type) {
      case 'answer':
        this.#answers.get(frame.id)?.(frame);
        break;
      case 'shared':
        this.#shared = { ...this.#shared, ...frame.slices } as SharedView;
        break;
      case 'seat':
        this.#seats.set(frame.seat, { ...this.#seats.get(frame.seat), ...frame.slices } as SeatView);
        break;
      case 'timeline':
        if (frame.reset) this.rows.clear();
        for (const row of frame.rows) this.rows.set(row.id, row);
    }
    for (const check of this.#waiting) check();
  }
}
