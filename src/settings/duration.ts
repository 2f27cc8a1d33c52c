const UNITS = [
  { letter: 'd', name: 'day', length: 86_400_000 },
  { letter: 'h', name: 'hour', length: 3_600_000 },
  { letter: 'm', name: 'minute', length: 60_000 },
  { letter: 's', name: 'second', length: 1000 },
] as const;

const FORM = /^(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?$/;

/** Milliseconds from what somebody typed: `90`, `90s`, `5m`, `1h 30m`, `2d`. A bare number is seconds. Null for anything else. */
export function parseDuration(typed: string): number | null {
  const compact = typed.toLowerCase().replaceAll(/\s+/g, '');
  if (/^\d{1,9}$/.test(compact)) return Number(compact) * 1000;
  const found = compact === '' ? null : FORM.exec(compact);
  return found && UNITS.reduce((sum, { length }, index) => sum + Number(found[index + 1] ?? 0) * length, 0);
}

/** A length of time as people say it: `1 hour 30 minutes`. Milliseconds are shown only where there are any. */
export function durationInWords(milliseconds: number): string {
  const { parts, rest } = split(milliseconds);
  const words = parts.map(({ amount, name }) => `${amount} ${name}${amount === 1 ? '' : 's'}`);
  if (rest > 0) words.push(`${rest} ms`);
  return words.join(' ') || '0 seconds';
}

/** A length of time as it is typed: `1h 30m`. What is below a second is left out. */
export function durationAsTyped(milliseconds: number): string {
  const { parts } = split(milliseconds);
  return parts.map(({ amount, letter }) => `${amount}${letter}`).join(' ') || '0s';
}

function split(milliseconds: number) {
  let rest = milliseconds;
  const parts = UNITS.flatMap(({ letter, name, length }) => {
    const amount = Math.floor(rest / length);
    rest -= amount * length;
    return amount === 0 ? [] : [{ amount, letter, name }];
  });
  return { parts, rest };
}
