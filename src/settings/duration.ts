const UNITS = [
  { letter: 'd', name: 'day', length: 86_400_000 },
  { letter: 'h', name: 'hour', length: 3_600_000 },
  { letter: 'm', name: 'minute', length: 60_000 },
  { letter: 's', name: 'second', length: 1000 },
  { letter: 'ms', name: 'millisecond', length: 1 },
] as const;

const FORM = new RegExp(
  `^${UNITS.map(({ letter }) => String.raw`(?:(\d{1,9})\s*${letter}(?![a-z]))?`).join(String.raw`\s*`)}$`,
);

/**
 * Milliseconds from what somebody typed: `90`, `90s`, `5m`, `1h 30m`, `2d`, `1500ms`. A bare number is seconds. Null for anything
 * else.
 */
export function parseDuration(typed: string): number | null {
  const text = typed.trim().toLowerCase();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const found = text === '' ? null : FORM.exec(text);
  return found && UNITS.reduce((sum, { length }, index) => sum + Number(found[index + 1] ?? 0) * length, 0);
}

/** A length of time as people say it: `1 hour 30 minutes`. */
export function durationInWords(milliseconds: number): string {
  const words = split(milliseconds).map(({ amount, name }) => `${amount} ${name}${amount === 1 ? '' : 's'}`);
  return words.join(' ') || '0 seconds';
}

/** A length of time as it is typed: `1h 30m`. */
export function durationAsTyped(milliseconds: number): string {
  return (
    split(milliseconds)
      .map(({ amount, letter }) => `${amount}${letter}`)
      .join(' ') || '0s'
  );
}

function split(milliseconds: number) {
  let rest = milliseconds;
  return UNITS.flatMap(({ letter, name, length }) => {
    const amount = Math.floor(rest / length);
    rest -= amount * length;
    return amount === 0 ? [] : [{ amount, letter, name }];
  });
}
