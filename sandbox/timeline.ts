import type { Writable } from 'node:stream';
import type { RecordedCall } from './rest/recorder.js';
import type { Violation } from './schema/violations.js';

/** A gateway event on its way out. */
export interface DispatchRow {
  readonly kind: 'dispatch';
  readonly at: number;
  readonly event: string;
  readonly guildId: string | null;
  /** How many sessions got it: 0 when nobody was connected, or all lacked the intent. */
  readonly sessions: number;
  /** What was sent, as JSON, before message content was taken out for those without the intent. */
  readonly json: string;
}

/** A REST call. It stands where it arrived; its outcome is filled in later. */
export interface CallRow {
  readonly kind: 'call';
  readonly at: number;
  readonly call: RecordedCall;
}

export interface ViolationRow {
  readonly kind: 'violation';
  readonly at: number;
  readonly violation: Violation;
}

export type TimelineRow = DispatchRow | CallRow | ViolationRow;

/** So many rows, and characters of JSON, are kept; older ones go. */
const limits = { rows: 10_000, json: 32 * 1024 * 1024 };

/** What went in and out, in order. Tells its listeners of each new row, and of each call that has been answered. */
export class Timeline {
  public readonly rows: TimelineRow[] = [];
  readonly #log: Writable | undefined;
  readonly #listeners = new Set<(row: TimelineRow) => void>();
  #json = 0;

  public constructor(log?: Writable) {
    this.#log = log;
  }

  public add(row: TimelineRow): void {
    this.rows.push(row);
    this.#json += jsonSize(row);
    if (this.rows.length > limits.rows || this.#json > limits.json) this.#drop(Math.ceil(this.rows.length / 10));
    if (row.kind !== 'call') this.#log?.write(`${formatRow(row)}\n`);
    this.#tell(row);
  }

  /** Something has become known of a call that is not over. */
  public changed(row: CallRow): void {
    this.#tell(row);
  }

  /** A call has got its answer, or none for good. */
  public finished(row: CallRow): void {
    this.#log?.write(`${formatRow(row)}\n`);
    this.#tell(row);
  }

  /** Calls `listener` with each new row, and again with a call of which more is known; the answer stops it. */
  public onChange(listener: (row: TimelineRow) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The last rows as text, a line each. */
  public print(count: number): string {
    return this.rows.slice(-count).map(formatRow).join('\n');
  }

  #drop(count: number): void {
    for (const row of this.rows.splice(0, count)) this.#json -= jsonSize(row);
  }

  #tell(row: TimelineRow): void {
    for (const listener of this.#listeners) listener(row);
  }
}

function jsonSize(row: TimelineRow): number {
  return row.kind === 'dispatch' ? row.json.length : 0;
}

function formatRow(row: TimelineRow): string {
  return `${new Date(row.at).toISOString().slice(11, 23)} ${describe(row)}`;
}

function describe(row: TimelineRow): string {
  if (row.kind === 'dispatch') return `event ${row.event} to ${row.sessions} session(s) ${shorten(row.json)}`;
  if (row.kind === 'call') return describeCall(row.call);
  return `VIOLATION (${row.violation.kind}) ${row.violation.subject}: ${row.violation.messages.join('; ')}`;
}

function describeCall({ method, path, status, code, fault, body }: RecordedCall): string {
  const outcome = status === null ? 'no answer' : `${status}${code === null ? '' : ` (${code})`}`;
  const injected = fault === undefined ? '' : ' [fault]';
  return `call  ${method} ${path} ${outcome}${injected} ${body === undefined ? '' : shorten(JSON.stringify(body))}`.trimEnd();
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
