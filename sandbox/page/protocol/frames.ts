import type { Act, ActResult } from './acts.js';
import type { SeatView } from './seat-view.js';
import type { SharedView, TimelineEntry } from './shared-view.js';

/**
 * What the page and its server say to each other: JSON over one WebSocket at `/page`. Types only, for both sides.
 *
 * The page sends {@link Ask} frames, each answered by one {@link AnswerFrame} of its id. The server sends, unasked, what has
 * changed: {@link SharedFrame} for what all seats see, {@link SeatFrame} for what a seat sees, {@link TimelineFrame} for what
 * happened. The first frame of a connection is a shared frame with all slices, the second a timeline frame with `reset`.
 * Seats belong to a connection: after a reconnect the page opens them anew.
 */
export interface Ask {
  /** Chosen by the page, unique within the connection. */
  readonly id: number;
  readonly act: Act;
}

export type ServerFrame = AnswerFrame | SharedFrame | SeatFrame | TimelineFrame;

/** The answer to an {@link Ask}. */
export type AnswerFrame =
  | { readonly type: 'answer'; readonly id: number; readonly ok: true; readonly result: ActResult }
  | { readonly type: 'answer'; readonly id: number; readonly ok: false; readonly error: ActError };

/** Why an act did not happen. */
export interface ActError {
  /**
   * Discord's JSON error code (such as 50013) where Discord's API refuses, else a word: why Discord's client would not send it
   * (`full`, `cannotConnect`, `missingOption`, `disabled`, …), `interactionFailed` when the bot did not answer in time, or
   * `page` when the page itself asked for something that is not there.
   */
  readonly code: number | string;
  /** For the person who acted, in Discord's words where Discord refuses. */
  readonly message: string;
  /** Of code 50035: the faults by field, such as `{ 'name': 'Must be between 1 and 100 in length.' }`. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** The slices of the shared view that have changed; each replaces the former one. */
export interface SharedFrame {
  readonly type: 'shared';
  readonly slices: Partial<SharedView>;
}

/** The slices of a seat's view that have changed; the first frame of a seat has all. */
export interface SeatFrame {
  readonly type: 'seat';
  readonly seat: string;
  readonly slices: Partial<SeatView>;
}

/** New rows at the end; a row whose id is known replaces that one (a call that has been answered). */
export interface TimelineFrame {
  readonly type: 'timeline';
  readonly rows: readonly TimelineEntry[];
  /** All rows that the page has are void: these are the last ones that there are. */
  readonly reset?: true;
}
