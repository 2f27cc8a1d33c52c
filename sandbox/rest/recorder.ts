import type { Clock } from '../clock.js';
import { operations } from '../schema/operations.js';
import type { Violation } from '../schema/violations.js';
import type { CallRow, Timeline } from '../timeline.js';
import type { FaultAnswer } from './faults.js';

/** What is known of a call when it arrives. */
export interface ArrivedCall {
  readonly method: string;
  /** As called, without `/api/v10` and without the query. */
  readonly path: string;
  /** Method and template, such as `POST /guilds/{guild_id}/channels`; of an unknown route, method and path. */
  readonly operation: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The audit log reason, decoded. */
  readonly reason: string | null;
}

/** A REST call and what became of it. */
export interface RecordedCall extends ArrivedCall {
  /** When it arrived: epoch milliseconds of the sandbox's clock. */
  readonly at: number;
  /** Null until it is answered, and for ever when the connection was dropped or never answered. */
  status: number | null;
  /** The JSON error code of a refusal, else null. */
  code: number | null;
  answer: unknown;
  /** Real milliseconds between arrival and answer. */
  duration: number | null;
  /** What the call, or its answer, broke. */
  violation?: Violation;
  /** The injected fault that it met. */
  fault?: FaultAnswer;
}

/** So many calls are kept; older ones go. The counts know all. */
const limit = 50_000;

/** Remembers every REST call. */
export class Recorder {
  readonly #clock: Clock;
  readonly #timeline: Timeline;
  readonly #rows = new WeakMap<RecordedCall, { row: CallRow; started: number }>();
  #calls: RecordedCall[] = [];
  #counts = new Map<string, number>();

  public constructor(clock: Clock, timeline: Timeline) {
    this.#clock = clock;
    this.#timeline = timeline;
  }

  public begin(arrived: ArrivedCall): RecordedCall {
    const at = this.#clock.now();
    const call: RecordedCall = { ...arrived, at, status: null, code: null, answer: undefined, duration: null };
    const row: CallRow = { kind: 'call', at, call };
    this.#calls.push(call);
    if (this.#calls.length > limit) this.#calls.splice(0, limit / 10);
    this.#counts.set(call.operation, (this.#counts.get(call.operation) ?? 0) + 1);
    this.#rows.set(call, { row, started: performance.now() });
    this.#timeline.add(row);
    return call;
  }

  /** The call meets an injected fault. */
  public struck(call: RecordedCall, fault: FaultAnswer): void {
    call.fault = fault;
    const known = this.#rows.get(call);
    if (known) this.#timeline.changed(known.row);
  }

  /** The call is over: answered with `status`, or with null not answered at all. */
  public finish(call: RecordedCall, status: number | null, answer: unknown): void {
    const known = this.#rows.get(call);
    if (!known) return;
    this.#rows.delete(call);
    call.status = status;
    call.answer = answer;
    call.code = status !== null && status >= 400 ? codeOf(answer) : null;
    call.duration = performance.now() - known.started;
    this.#timeline.finished(known.row);
  }

  /**
   * The calls so far, in order of arrival.
   *
   * @param filter - An operation such as `POST /guilds/{guild_id}/channels`, or the beginning of some: `PATCH /channels`.
   *   An operation of Discord's means itself alone, not those that begin alike.
   */
  public calls(filter = ''): RecordedCall[] {
    if (filter in operations) return this.#calls.filter(({ operation }) => operation === filter);
    return this.#calls.filter(({ operation }) => operation.startsWith(filter));
  }

  /** How often each operation was called. */
  public counts(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }

  public clear(): void {
    this.#calls = [];
    this.#counts = new Map();
  }
}

function codeOf(answer: unknown): number | null {
  const code = (answer as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'number' ? code : null;
}
