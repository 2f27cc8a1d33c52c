/** What all seats see, as top-level slices that are sent when they change. Times are epoch milliseconds of the sandbox's clock. */
export interface SharedView {
  /** Everybody whom the page can act as: users who are no bots, or bots other than the one under test. */
  readonly people: readonly PersonView[];
  readonly guilds: readonly { readonly id: string; readonly name: string }[];
  readonly bot: BotView;
  readonly clock: ClockView;
  readonly faults: readonly FaultView[];
  readonly tour: TourView;
  /** What never changes while the sandbox runs. */
  readonly catalog: Catalog;
}

export interface PersonView {
  readonly user: string;
  readonly name: string;
  readonly bot: boolean;
  readonly guilds: readonly string[];
}

export interface BotView {
  readonly name: string;
  readonly user: string;
  /**
   * `unmanaged`: the page did not start it and can neither kill nor start it. `starting` until it is ready to be used.
   */
  readonly state: 'unmanaged' | 'starting' | 'running' | 'stopping' | 'down';
  /** How many gateway sessions it has now. */
  readonly sessions: number;
  /** Since when it is in this state. */
  readonly since: number;
  /** How it ended last: an exit code or a signal. */
  readonly ended: string | null;
}

/** The time is `pausedAt`, or when it runs `Date.now() + ahead`. */
export interface ClockView {
  /** The time at which it stands still, or null when it runs. */
  readonly pausedAt: number | null;
  /** So many milliseconds it is ahead of the machine's when it runs. */
  readonly ahead: number;
  /** False when the clock cannot be steered from the page. */
  readonly steerable: boolean;
}

/** A fault that waits for its call. */
export interface FaultView {
  readonly id: string;
  /** Null: any. */
  readonly operation: string | null;
  readonly answer: FaultChoice;
  /** How often it will still strike; null: always. */
  readonly left: number | null;
}

/** What shall happen to a call. */
export type FaultChoice =
  | { readonly kind: '429'; /** Seconds. */ readonly retryAfter: number }
  | { readonly kind: '5xx'; readonly status: 500 | 502 | 503 }
  | { readonly kind: '4xx'; readonly status: 400 | 403 | 404; /** Such as 50013. */ readonly code: number }
  /** It is never answered. */
  | { readonly kind: 'timeout' }
  /** The connection is cut before it is handled. */
  | { readonly kind: 'drop' }
  /** It is handled, and the connection is cut instead of an answer. */
  | { readonly kind: 'lose-answer' }
  | { readonly kind: 'delay'; /** Milliseconds of the sandbox's clock. */ readonly ms: number };

export type TourStepId = 'own' | 'lock' | 'comeBack' | 'trigger' | 'restart';

/** The guided tour, which checks itself from what happened: its steps in order. */
export interface TourView {
  readonly steps: readonly TourStep[];
  /** The room that the tour is about, once somebody owns one. */
  readonly room: { readonly channel: string; readonly name: string; readonly owner: string } | null;
}

export interface TourStep {
  readonly id: TourStepId;
  readonly done: boolean;
  /** When. */
  readonly at: number | null;
  /** Of a step with parts: those that are done, such as `left` of `comeBack`, or `killed` of `restart`. */
  readonly parts: readonly string[];
}

export interface Catalog {
  /** Discord's permissions by name, such as `ManageChannels`, with their bit as a decimal string. */
  readonly permissions: readonly { readonly name: string; readonly bit: string }[];
  /** Every REST operation that can be made to fail, such as `POST /guilds/{guild_id}/channels`. */
  readonly operations: readonly string[];
}

/** One row of the timeline. Its JSON comes with the act `details`. */
export interface TimelineEntry {
  readonly id: number;
  readonly at: number;
  /**
   * `event` a gateway dispatch, `call` a REST call of the bot, `job` a wake-up of the bot that was armed, cancelled or fired,
   * `log` another line of its log, `act` what somebody did on the page or the console, `bot` its life: started, ready, killed,
   * ended; `clock` and `fault` what was set; `violation` a breach of Discord's schemas.
   */
  readonly kind: 'event' | 'call' | 'job' | 'log' | 'act' | 'bot' | 'clock' | 'fault' | 'violation';
  /** What it is called: an event's name, method and path, a task's name and what became of it, an act. */
  readonly title: string;
  /** More in words, may be empty. */
  readonly about: string;
  /** How it went; `open` for a call without an answer so far, `lost` for one that will never get one. */
  readonly outcome: 'ok' | 'refused' | 'failed' | 'open' | 'lost';
  /** Of a call: the HTTP status, and Discord's code of a refusal. */
  readonly status: number | null;
  readonly code: number | null;
  /** Of a call: real milliseconds until its answer. */
  readonly duration: number | null;
  /** Of an event: how many sessions got it. */
  readonly sessions: number | null;
  /** Of a call: it met an injected fault. */
  readonly faulted: boolean;
  /** Whose it is, where that is known: the name of a plugin of the bot. */
  readonly plugin: string | null;
  readonly guild: string | null;
  readonly channel: string | null;
  readonly user: string | null;
}
