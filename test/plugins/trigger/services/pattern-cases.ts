import * as fc from 'fast-check';

/** Patterns of RE2's syntax, most of them valid, whose letters often meet those of `texts`. */
export const patterns = fc.letrec<{ pattern: string; branch: string; part: string; atom: string }>((tie) => ({
  pattern: fc.array(tie('branch'), { minLength: 1, maxLength: 3, depthIdentifier: 'p' }).map((all) => all.join('|')),
  branch: fc.array(tie('part'), { minLength: 0, maxLength: 4 }).map((all) => all.join('')),
  part: fc
    .tuple(
      tie('atom'),
      fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,3}', '{0,1}', '{2,}', '+?', '*?', '??', '{1,2}?'),
    )
    .map((both) => both.join('')),
  atom: fc.oneof(
    { depthIdentifier: 'p', maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(
      'a',
      'b',
      'S',
      'k',
      'ı',
      'İ',
      'σ',
      'Σ',
      'ß',
      '漢',
      '😀',
      ' ',
      '\\.',
      '\\n',
      '\\x{1F600}',
      '\\Qa.\\E',
    ),
    fc.constantFrom('.', '(?s:.)', '[ab]', '[^a]', '[a-z]', '[^\\w]', '[[:alpha:]]', '[^\\x{1F600}]', '[k-s]'),
    fc.constantFrom('\\w', '\\W', '\\d', '\\s', '\\S', '\\pL', '\\p{Greek}', '\\P{Lu}', '\\p{Han}', '\\PL'),
    fc.constantFrom('^', '$', '\\b', '\\B', '\\A', '\\z', '(?m:^)', '(?m:$)', '(?m)', '(?i)', '(?-i)', '(?U)', '(?s)'),
    tie('pattern').map((inner) => `(${inner})`),
    tie('pattern').map((inner) => `(?:${inner})`),
    tie('pattern').map((inner) => `(?i:${inner})`),
    tie('pattern').map((inner) => `(?-i:${inner})`),
    tie('pattern').map((inner) => `(?P<n>${inner})`),
  ),
})).pattern;

/** Among them letters with several cases, beyond 16 bits, ends of lines, and halves of letters. */
const letters = Array.from('aaabbABkK\u212AsSſ iıİσςΣßẞ漢😀é.1_\n\r\u00a0');
export const texts = fc.string({ unit: fc.constantFrom(...letters, '\uD83D', '\uDE00'), maxLength: 14 });

/** Patterns that make automata grow beyond bounds on texts of two letters. */
export const growing = fc
  .record({
    before: fc.constantFrom('', '[ab]*', '^', '\\b'),
    middle: fc.constantFrom('a', 'a[ab]?', '(?:a|ab)', 'ab?a'),
    distance: fc.integer({ min: 8, max: 40 }),
    times: fc.integer({ min: 1, max: 3 }),
    after: fc.constantFrom('', '$', 'b', '\\b', 'bab', 'c'),
  })
  .map(({ before, middle, distance, times, after }) => `${before}(?:${middle}[ab]{${distance}}){${times}}${after}`);
export const twoLetters = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 200, maxLength: 1_500 });
