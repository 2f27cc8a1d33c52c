import type { TimeStyle } from './inline.js';

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

const distance = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** How far a time is from now: `in 12 seconds`, `3 minutes ago`. Both in epoch milliseconds. */
export function relativeTime(at: number, now: number): string {
  const difference = at - now;
  const [unit, size] = steps.find(([, size]) => Math.abs(difference) >= size) ?? (['second', 1000] as const);
  return distance.format(Math.round(difference / size), unit);
}

const formats: Readonly<Record<Exclude<TimeStyle, 'R'>, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

/** A time as `<t:…>` shows it, in the zone of this machine. */
export function formatTime(at: number, style: TimeStyle, now: number): string {
  if (style === 'R') return relativeTime(at, now);
  return new Intl.DateTimeFormat('en-GB', formats[style]).format(at);
}

const clockTime = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** `14:03:09`. */
export function clockText(at: number): string {
  return clockTime.format(at);
}
