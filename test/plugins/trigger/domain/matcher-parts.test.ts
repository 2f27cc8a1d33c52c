import { expect } from 'chai';
import * as fc from 'fast-check';
import { Automaton } from '../../../../plugins/trigger/domain/matcher/automaton.js';
import { Alphabet, NEEDLE_LIMIT, NeedleTree } from '../../../../plugins/trigger/domain/matcher/needles.js';
import { requiredLiterals } from '../../../../plugins/trigger/domain/matcher/regex-literals.js';
import { TextTraits } from '../../../../plugins/trigger/domain/patterns/text-traits.js';
import { fold, plain } from '../../../../plugins/trigger/domain/text.js';
import { re2Engine } from '../../../../plugins/trigger/services/re2-engine.js';

const word = (unit: string, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from(unit)), minLength: 1, maxLength });

describe('trigger automaton', () => {
  function found(needles: readonly string[], text: string): readonly (readonly string[])[] {
    const tree = new NeedleTree(new Alphabet(needles));
    const names = new Map(needles.map((needle) => [tree.add(needle).slot, needle]));
    const automaton = new Automaton(tree);
    const hits = (count: number) =>
      [...automaton.hits.subarray(0, count)].map((slot) => names.get(slot) ?? 'none').toSorted();
    automaton.scanFolded('ababab');
    const folded = hits(automaton.scanFolded(fold(plain(text))));
    const written = automaton.scanWritten(text, new TextTraits());
    return written < 0 ? [folded] : [folded, hits(written)];
  }

  it('TR-40 finds needles within and across each other, each once', () => {
    const expected = ['he', 'hers', 'she'];
    expect(found(['he', 'she', 'his', 'hers'], 'usHers, ushers')).to.deep.equal([expected, expected]);
  });

  it('TR-40 leaves texts to be folded whose letters do not fold one by one', () => {
    for (const text of ['e\u0301', 'İ', '❤\uFE0F', '\u1100\u1161', '𐐀', '\u212B']) {
      expect(found(['x'], `x ${text}`), text).to.deep.equal([['x']]);
    }
    for (const text of ['é', 'Ж', '漢字', '😀', 'ς', '한국어', '\u00A0', '❤']) {
      expect(found(['x'], `x ${text}`), text).to.deep.equal([['x'], ['x']]);
    }
  });

  it('TR-40 finds exactly the needles that are there', () => {
    const needles = fc.uniqueArray(word('ab漢', 5), { maxLength: 12 });
    const texts = fc.string({ unit: fc.constantFrom('a', 'A', 'b', '漢', 'x'), maxLength: 40 });
    fc.assert(
      fc.property(needles, texts, (all, text) => {
        const expected = all.filter((needle) => fold(text).includes(needle)).toSorted();
        expect(found(all, text)).to.deep.equal([expected, expected]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('TR-40 bounds its size, whatever the needles are made of', () => {
    const needles = Array.from({ length: 300 }, (_, at) =>
      String.fromCharCode(...Array.from({ length: 100 }, (__, letter) => 0x4e00 + ((at * 100 + letter) % 20_000))),
    );
    const alphabet = new Alphabet(needles);
    expect(alphabet.exact).to.equal(false);
    expect(alphabet.size).to.equal(128);
    const tree = new NeedleTree(alphabet);
    for (const needle of needles) tree.add(needle);
    expect(tree.nodes.length).to.be.at.most(300 * NEEDLE_LIMIT + 1);
    expect(new Automaton(tree).bytes).to.be.below(3 * 1024 * 1024);
  });
});

describe('trigger literals of patterns', () => {
  const cases: readonly (readonly [string, readonly string[] | null])[] = [
    ['hello', ['hello']],
    ['Hello World', ['hello world']],
    ['(?i)HELLO', ['hello']],
    ['hel+o', ['hel']],
    ['colou?r', ['colo']],
    ['ab*cd', ['cd']],
    ['a{3}b', ['aaab']],
    ['(ab){2,}c', ['ababc']],
    ['x{0,3}yes', ['yes']],
    ['^start$', ['start']],
    ['\\bword\\b', ['word']],
    ['cat|dog', ['cat', 'dog']],
    ['(?:cat|dog)s?', ['cat', 'dog']],
    ['a (cat|dog) sat', [' sat']],
    ['a (cat|dog)', ['cat', 'dog']],
    ['hel+o+ world', ['o world']],
    ['(?P<who>ann) is', ['ann is']],
    ['(?<who>ann|bob) likes', [' likes']],
    ['discord\\.gg/\\w+', ['discord.gg/']],
    ['https?://[^ ]+', ['http']],
    ['[Hh]ello', ['ello']],
    ['[]abc]+d', ['d']],
    ['[[:alpha:]]+ing', ['ing']],
    ['\\p{Greek}x', ['x']],
    ['a{,2}', ['a{,2}']],
    ['ПРИВЕТ', ['привет']],
    ['😀+', ['😀']],
    ['\\d+', null],
    ['.*', null],
    ['a|', null],
    ['cat|\\d', null],
    ['(a|b|c|d|e|f|g|h|i)', null],
    ['(a)?', null],
    ['\\Qa.b\\E', null],
    ['\\123', null],
    ['(?=a)b', null],
    ['a(', null],
    ['a)b', null],
  ];
  for (const [pattern, expected] of cases) {
    it(`TR-40 ${pattern}: ${expected?.join(', ') ?? 'none'}`, () => {
      expect(requiredLiterals(plain(pattern))).to.deep.equal(expected);
    });
  }

  it('TR-40 one of the literals is in all that the pattern matches', () => {
    const { pattern } = fc.letrec<{ pattern: string; branch: string; part: string; atom: string }>((tie) => ({
      pattern: fc
        .array(tie('branch'), { minLength: 1, maxLength: 3, depthIdentifier: 'p' })
        .map((all) => all.join('|')),
      branch: fc.array(tie('part'), { minLength: 0, maxLength: 4 }).map((all) => all.join('')),
      part: fc
        .tuple(tie('atom'), fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '{0,1}', '{2,}', '+?', '*?'))
        .map((both) => both.join('')),
      atom: fc.oneof(
        { depthIdentifier: 'p', maxDepth: 3, withCrossShrink: true },
        fc.constantFrom('a', 'b', 'S', 'k', 'ı', 'İ', 'σ', 'Σ', 'ß', '😀', ' ', '\\.', '{', ']', '}'),
        fc.constantFrom(
          '.',
          '[ab]',
          '[^a]',
          '[]a]',
          '[a\\]b]',
          '[[:alpha:]]',
          '\\w',
          '\\pL',
          '\\x{61}',
          '^',
          '$',
          '\\b',
        ),
        tie('pattern').map((inner) => `(${inner})`),
        tie('pattern').map((inner) => `(?:${inner})`),
        tie('pattern').map((inner) => `(?i:${inner})`),
      ),
    }));
    const text = fc.string({ unit: fc.constantFrom(...Array.from('abAB sSſkK\u212AıiİσςΣßẞ😀.{]}')), maxLength: 12 });
    let gated = 0;
    fc.assert(
      fc.property(
        pattern,
        fc.array(text, { minLength: 8, maxLength: 8 }),
        fc.boolean(),
        (raw, texts, caseSensitive) => {
          const literals = requiredLiterals(plain(raw));
          const compiled = re2Engine.compile(plain(raw), caseSensitive);
          if (literals === null || !compiled.ok) return;
          for (const written of texts.map(plain)) {
            if (!compiled.regex.matches(written)) continue;
            gated++;
            expect(
              literals.some((literal) => fold(written).includes(literal)),
              `${raw} in ${written}`,
            ).to.equal(true);
          }
        },
      ),
      { numRuns: 2_000 },
    );
    expect(gated).to.be.greaterThan(150);
  });
});
