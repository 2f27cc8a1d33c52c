import type { WebSocket } from 'ws';
import { actEntry } from './acts/act-entry.js';
import { actError } from './acts/act-errors.js';
import { perform } from './acts/perform.js';
import { PageError } from './page-error.js';
import type { PageParts } from './page-parts.js';
import type { Act, ActResult, SeatAct } from './protocol/acts.js';
import type { ActError, Ask, ServerFrame } from './protocol/frames.js';
import type { SharedView, TimelineEntry } from './protocol/shared-view.js';
import { Seat } from './seat.js';
import { Slices } from './slices.js';
import { viewShared } from './view/shared-view.js';

/** So many rows of the timeline a browser gets when it connects. */
const ROWS = 1000;

/** One browser that has the page open, with its seats. */
export class PageConnection {
  readonly #socket: WebSocket;
  readonly #parts: PageParts;
  readonly #seats = new Map<string, Seat>();
  readonly #shared = new Slices<SharedView>();
  /** What has happened since the last time, by id. */
  readonly #rows = new Map<number, TimelineEntry>();
  readonly #stopListening: () => void;

  /** @param changed - Called when something may have changed that others show too. */
  public constructor(socket: WebSocket, parts: PageParts, changed: () => void) {
    this.#socket = socket;
    this.#parts = parts;
    this.#stopListening = parts.log.onEntry((entry) => void this.#rows.set(entry.id, entry));
    socket.on('message', (data) => void this.#receive((data as Buffer).toString()).then(changed));
    // An abrupt end is followed by `close`, which tells all that matters.
    socket.on('error', () => socket.terminate());
    this.#sendShared();
    this.#send({ type: 'timeline', rows: parts.log.last(ROWS), reset: true });
  }

  /** Sends what has changed. */
  public refresh(): void {
    this.#sendShared();
    for (const [name, seat] of this.#seats) this.#sendSeat(name, seat);
    if (this.#rows.size === 0) return;
    this.#send({ type: 'timeline', rows: [...this.#rows.values()] });
    this.#rows.clear();
  }

  public close(): void {
    this.#stopListening();
  }

  async #receive(text: string): Promise<void> {
    const ask = readAsk(text);
    if (!ask) return this.#socket.close(1007, 'not what a page says');
    const { id, act } = ask;
    const { result, error } = await this.#outcome(act);
    this.#note(act, error ?? null);
    this.refresh();
    this.#send(error ? { type: 'answer', id, ok: false, error } : { type: 'answer', id, ok: true, result });
  }

  async #outcome(
    act: Act,
  ): Promise<{ result: ActResult; error?: undefined } | { result?: undefined; error: ActError }> {
    try {
      return { result: await this.#perform(act) };
    } catch (thrown) {
      return { error: actError(thrown) };
    }
  }

  async #perform(act: Act): Promise<ActResult> {
    switch (act.kind) {
      case 'open':
        this.#open(act);
        return {};
      case 'close':
        this.#seats.delete(act.seat);
        return {};
      case 'more':
        this.#seatOf(act.seat).showMore();
        return {};
      default:
        return perform(act, this.#parts, (name) => this.#seatOf(name));
    }
  }

  #open({ seat: name, user, guild, channel }: Extract<SeatAct, { kind: 'open' }>): void {
    const before = this.#seats.get(name);
    const isSame = before?.user.id === user;
    const seat = before && isSame ? before : new Seat(this.#parts.around, user);
    // Somebody else who takes the seat looks at the same place, if he can.
    if (before && !isSame) seat.show({ guild: before.looker.guild?.id, channel: before.looker.channel?.id });
    seat.show({ guild, channel });
    this.#seats.set(name, seat);
  }

  #seatOf(name: string): Seat {
    const seat = this.#seats.get(name);
    if (!seat) throw new PageError('Nobody sits there: the seat must be taken first');
    return seat;
  }

  #note(act: Act, error: ActError | null): void {
    const seat = 'seat' in act ? this.#seats.get(act.seat) : undefined;
    const entry = actEntry(act, error, this.#parts, seat);
    if (entry) this.#parts.log.note(entry, { act, ...(error && { error }) });
  }

  #sendShared(): void {
    const slices = this.#shared.changed(viewShared(this.#parts));
    if (slices) this.#send({ type: 'shared', slices });
  }

  #sendSeat(name: string, seat: Seat): void {
    const slices = seat.changes();
    if (slices) this.#send({ type: 'seat', seat: name, slices });
  }

  #send(frame: ServerFrame): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(frame));
  }
}

function readAsk(text: string): Ask | null {
  try {
    const ask = JSON.parse(text) as Partial<Ask> | null;
    return typeof ask?.id === 'number' && typeof ask.act?.kind === 'string' ? (ask as Ask) : null;
  } catch {
    // What is no JSON is no ask either.
    return null;
  }
}
