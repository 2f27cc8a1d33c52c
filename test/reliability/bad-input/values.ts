/** Texts that people type by mistake or on purpose. */
export const texts: readonly string[] = [
  '',
  ' ',
  'a',
  'undefined',
  'null',
  '__proto__',
  'constructor',
  '0',
  '-1',
  'NaN',
  'Infinity',
  '1e309',
  '0x10',
  '１２',
  '99999999999999999999999999',
  '-9223372036854775809',
  '\u0000',
  'nul\u0000in the midst',
  'bell\u0007 escape\u001B[31m delete\u007F',
  'lines\r\nand\ttabs\u2028\u2029',
  '\u202Eright to left\u202C',
  '\u2066isolated\u2069\u200F',
  '\u200B\u200B\u2060\uFEFF',
  'half \uD83D of a pair',
  '\uDE00',
  `z${'\u0301'.repeat(60)}`,
  '👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  '**bold** __under__ ~~gone~~ `code` ||hidden|| > quote # big',
  '```\nblock',
  '[link](https://example.org) <https://example.org>',
  '@everyone @here',
  '<@&{everyone}> <@{user}> <#{channel}> </sudo:{channel}>',
  '<@{user}>',
  '<@&{role}>',
  '<#{channel}>',
  '{foreignChannel}',
  '<#{foreignChannel}>',
  '<@&{foreignRole}>',
  'https://discord.com/channels/{foreignGuild}/{foreignChannel}/{foreignMessage}',
  'https://discord.com/channels/{guild}/{channel}/1',
  '{name}{n}{user}{member}{args}',
  "'; drop table core_settings; --",
  '${7*7} %s %n \\',
  '../../etc/passwd',
  '(a+)+$',
  '[',
  '1d1h',
  '99999d',
];

/** Lengths at the edges, for a text that may be so long. */
export function longTexts(max: number): string[] {
  const lengths = new Set([max, max + 1, 4000, 10_000]);
  // Half a letter of two units is left out by whoever stores it: what was too long by that half would fit.
  return [...lengths].flatMap((length) => ['a'.repeat(length), '😀'.repeat(Math.ceil(length / 2))]);
}

export const numbers: readonly number[] = [
  0,
  1,
  -1,
  0.5,
  99,
  100,
  3601,
  2 ** 31,
  2 ** 53,
  -(2 ** 53),
  1e308,
  Number.NaN,
  Number.POSITIVE_INFINITY,
];

/** Ids that stand for nothing here. */
export const ids: readonly string[] = ['0', '1', '999999999999999999', '18446744073709551615', '18446744073709551616'];

/** Puts what is there into a text of {@link texts}. */
export function filled(text: string, names: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (token, name: string) => names[name] ?? token);
}

/** A short form of a value for the name of a case. */
export function shortly(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 40)}… (${text.length})` : text;
}
