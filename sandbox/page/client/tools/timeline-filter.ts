import type { TimelineEntry } from '../../protocol/shared-view.js';

export type RowKind = TimelineEntry['kind'];

/** What a row of each kind is called. */
export const kindNames: Readonly<Record<RowKind, string>> = {
  act: 'Act',
  event: 'Event',
  call: 'Call',
  job: 'Job',
  bot: 'Bot',
  log: 'Log',
  clock: 'Clock',
  fault: 'Fault',
  violation: 'Violation',
};

/** Kinds that are shown and hidden together, in the order in which they are offered. */
export const kindGroups: readonly { readonly name: string; readonly kinds: readonly RowKind[] }[] = [
  { name: 'Acts', kinds: ['act', 'clock', 'fault'] },
  { name: 'Events', kinds: ['event'] },
  { name: 'Calls', kinds: ['call', 'violation'] },
  { name: 'Jobs', kinds: ['job'] },
  { name: 'Bot', kinds: ['bot'] },
  { name: 'Log', kinds: ['log'] },
];

/** What somebody wants to see of the timeline. */
export interface TimelineFilter {
  /** Kinds that do not show. */
  readonly hidden: ReadonlySet<RowKind>;
  /** A plugin's name, or null for all. */
  readonly plugin: string | null;
  /** A channel's id, or null for all. */
  readonly channel: string | null;
  /** Text that a row must hold. */
  readonly search: string;
}

export const everything: TimelineFilter = { hidden: new Set(), plugin: null, channel: null, search: '' };

/** The rows that fit a filter, the last `limit` of them. */
export function filterRows(rows: readonly TimelineEntry[], filter: TimelineFilter, limit: number): TimelineEntry[] {
  const found: TimelineEntry[] = [];
  for (let index = rows.length - 1; index >= 0 && found.length < limit; index -= 1) {
    const row = rows[index];
    if (row && fits(row, filter)) found.push(row);
  }
  return found.toReversed();
}

function fits(row: TimelineEntry, { hidden, plugin, channel, search }: TimelineFilter): boolean {
  if (hidden.has(row.kind)) return false;
  if (plugin !== null && row.plugin !== plugin) return false;
  if (channel !== null && row.channel !== channel) return false;
  const wanted = search.trim().toLowerCase();
  return wanted === '' || `${row.title} ${row.about} ${row.code ?? ''}`.toLowerCase().includes(wanted);
}

/** The plugins that rows belong to, by name. */
export function pluginsIn(rows: readonly TimelineEntry[]): string[] {
  return [...new Set(rows.flatMap(({ plugin }) => (plugin === null ? [] : [plugin])))].sort();
}

/** The channels that rows belong to, the one that was named last first. */
export function channelsIn(rows: readonly TimelineEntry[]): string[] {
  return [...new Set(rows.toReversed().flatMap(({ channel }) => (channel === null ? [] : [channel])))];
}

/** How a row went, in words: `200 in 4 ms`, `no answer yet`, `to 1 session`. */
export function outcomeText({ kind, outcome, status, code, duration, sessions, faulted }: TimelineEntry): string {
  if (kind === 'event') {
    if (sessions === null) return '';
    return sessions === 0 ? 'nobody got it' : `to ${sessions} ${sessions === 1 ? 'session' : 'sessions'}`;
  }
  if (outcome === 'open') return 'no answer yet';
  if (outcome === 'lost') return faulted ? 'no answer, as you chose' : 'no answer';
  const parts = [
    status === null ? '' : String(status),
    code === null || code === 0 ? '' : `(${code})`,
    duration === null ? '' : `in ${duration < 10 ? duration.toFixed(1) : Math.round(duration)} ms`,
    faulted ? 'as you chose' : '',
  ];
  const text = parts.filter(Boolean).join(' ');
  return text === '' && outcome !== 'ok' ? outcome : text;
}
