import { expect } from 'chai';
import * as fc from 'fast-check';
import { requiredFactors } from '../../../../plugins/trigger/domain/patterns/pattern-factors.js';
import { fold, plain } from '../../../../plugins/trigger/domain/text.js';
import type { Regex } from '../../../../plugins/trigger/domain/regex.js';
import { re2Engine } from '../../../../plugins/trigger/services/re2-engine.js';

function compiled(pattern: string, caseSensitive: boolean): Regex {
  const checked = re2Engine.compile(pattern, caseSensitive);
  if (!checked.ok) throw new Error(checked.detail);
  return checked.regex;
}

function factorsOf(regex: Regex): readonly string[] | null {
  return regex.program === undefined ? null : requiredFactors(regex.program());
}

describe('trigger factors of patterns', () => {
  const cases: readonly (readonly [string, readonly string[] | null])[] = [
    ['hello', ['hello']],
    ['B[aA]d', ['bad']],
    ['ba[dt]', ['bad', 'bat']],
    ['b+a+d+', ['bad', 'baad', 'baaad', 'baaaad', 'baaaaa']],
    ['\\d+bad', ['bad']],
    ['ba.*dog', ['dog']],
    ['b(?:ad|ug)s', ['bads', 'bugs']],
    ['b\\s?ad', ['bad', 'b ad']],
    ['b\\d?ad', null],
    ['be?', null],
    ['\\d{5,}', null],
    ['[a-f]{8}', null],
    ['(?:cat|dog)?', null],
  ];
  for (const [pattern, expected] of cases) {
    it(`TR-40 ${pattern}: ${expected?.join(', ') ?? 'none'}`, () => {
      for (const caseSensitive of [true, false]) {
        const found = factorsOf(compiled(pattern, caseSensitive));
        expect(found?.toSorted() ?? null).to.deep.equal(expected?.toSorted() ?? null);
      }
    });
  }

  it('TR-40 bounds how many they are', () => {
    for (const pattern of ['b+\\s*a+\\s*d+\\s*g+\\s*e+', 'x(?:[ab][de]){10}']) {
      expect(factorsOf(compiled(pattern, false))?.length).to.be.within(1, 40);
    }
  });

  it('TR-40 one of the factors is in all that the pattern matches', () => {
    const part = fc
      .tuple(
        fc.constantFrom('a', 'b', 'a', 'b', 'k', 'S', 'İ', '😀', ' ', '\\s', '[ab]', '(?:a|bb)', '(?i:k)', '.', '\\b'),
        fc.constantFrom('', '', '', '+', '+', '*', '?', '{2}', '{2,}'),
      )
      .map((both) => both.join(''));
    const pattern = fc.array(part, { minLength: 3, maxLength: 5 }).map((all) => all.join(''));
    const text = fc.string({ unit: fc.constantFrom(...Array.from('aaabbbA \tsſkK\u212Aİ😀')), maxLength: 24 });
    let met = 0;
    fc.assert(
      fc.property(
        pattern,
        fc.array(text, { minLength: 8, maxLength: 8 }),
        fc.boolean(),
        (raw, texts, caseSensitive) => {
          const regex = compiled(plain(raw), caseSensitive);
          const factors = factorsOf(regex);
          if (factors === null) return;
          for (const written of texts.map(plain)) {
            if (!regex.matches(written)) continue;
            met++;
            const seen = fold(written).replaceAll(/[\t\n]/g, ' ');
            expect(
              factors.some((factor) => seen.includes(factor)),
              `${raw} in ${written}`,
            ).to.equal(true);
          }
        },
      ),
      { numRuns: 1_200 },
    );
    expect(met).to.be.greaterThan(15);
  });
});
