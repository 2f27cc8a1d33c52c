import type { EventKind, EventOf } from '../event.js';
import type { Fault } from '../fault.js';
import type { Regex, RegexEngine } from '../regex.js';
import { asWritten, unfolded, type ComparedText, type Span } from '../text.js';
import type { ConditionId, PersistenceKind, ScopeKind, TriggerId } from '../trigger.js';

/** A parameter in the form that is stored, or why it is refused. */
export type ParameterCheck =
  | { readonly ok: true; readonly parameter: string }
  | { readonly ok: false; readonly fault: Fault };

export interface CheckInput {
  readonly caseSensitive: boolean;
  readonly engine: RegexEngine;
}

/** What a condition is asked about, next to the event. */
export interface MatchInput<Kind extends EventKind> {
  readonly event: EventOf<Kind>;
  readonly triggerId: TriggerId;
  readonly parameter: string;
  readonly caseSensitive: boolean;
  /** The event's text; only conditions on messages read it. */
  readonly text: ComparedText;
  /** The guild's command prefix. */
  readonly prefix: string;
  /** The compiled pattern of a `regex` condition. Null: it did not compile, and never matches. */
  readonly regex: Regex | null;
}

/** What matched: the part of the event's text as it was written, and what follows it. Empty where there is no text. */
export interface Match {
  readonly match: string;
  readonly args: string;
}

/** One way in which a trigger can be set off. Pure: the id is stored, the rest may be looked up anew at any time. */
export interface ConditionRule<Kind extends EventKind = EventKind> {
  readonly id: ConditionId;
  readonly event: Kind;
  readonly scopes: readonly ScopeKind[];
  readonly persistences: readonly PersistenceKind[];
  check: (parameter: string, input: CheckInput) => ParameterCheck;
  /** Whether the event meets the condition. The scope is not its business. */
  matches: (input: MatchInput<Kind>) => Match | null;
}

export const everyScope: readonly ScopeKind[] = ['server', 'channel', 'message'];
export const everyPersistence: readonly PersistenceKind[] = ['persistent', 'temporary', 'oneshot'];

/** A match in something that has no text. */
export const wordless: Match = { match: '', args: '' };

/** What of the written text lies at a span of the compared side, and what follows it. */
export function matchAt(text: ComparedText, span: Span, caseSensitive: boolean): Match {
  const { start, end } = asWritten(text, caseSensitive ? span : unfolded(text, span));
  return { match: text.written.slice(start, end), args: text.written.slice(end).trim() };
}

export function accepted(parameter: string): ParameterCheck {
  return { ok: true, parameter };
}

export function refused(fault: Omit<Fault, 'path'>): ParameterCheck {
  return { ok: false, fault: { path: '', ...fault } };
}
