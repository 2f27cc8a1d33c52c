const units: readonly (readonly [string, number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
];

const whole = /^\s*(?:\d{1,9}\s*[dhms]\s*)+$/i;
const part = /(\d{1,9})\s*([dhms])/gi;

/** The milliseconds of a duration like `90m` or `1d 12h`; null for what is none. Each unit stands once at most. */
export function parsedDuration(text: string): number | null {
  if (!whole.test(text)) return null;
  const parts = [...text.matchAll(part)].map(
    ([, amount, unit]) => [Number(amount), (unit ?? '').toLowerCase()] as const,
  );
  if (new Set(parts.map(([, unit]) => unit)).size !== parts.length) return null;
  return parts.reduce((sum, [amount, unit]) => sum + amount * (units.find(([name]) => name === unit)?.[1] ?? 0), 0);
}

/** A duration in the form that is stored, whole seconds: `1d12h`. */
export function durationText(milliseconds: number): string {
  let rest = milliseconds;
  const parts = units.map(([name, length]) => {
    const amount = Math.floor(rest / length);
    rest -= amount * length;
    return amount === 0 ? '' : `${amount}${name}`;
  });
  return parts.join('') || '0s';
}
