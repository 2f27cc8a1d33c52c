import { expect } from 'chai';
import * as fc from 'fast-check';
import { emojiKey, isCustom, typedEmojiKey } from '../../../../plugins/trigger/domain/emoji.js';
import { compared, fold, isBlank, plain, unfolded } from '../../../../plugins/trigger/domain/text.js';

const folded = (text: string): string => fold(plain(text));

/** Strings rich in what folding gets wrong: letters whose lower case is longer, has two forms, or is outside the BMP. */
const words = fc.string({
  unit: fc.constantFrom(...Array.from('aAsSkKıIİiſσςΣßẞǅéÉ漢😀𐐀𐐨ᲀВв \uFE0F\u0301')),
  maxLength: 12,
});

describe('trigger text', () => {
  const same: readonly (readonly [string, string, string])[] = [
    ['composed and decomposed letters', 'caf\u00E9', 'cafe\u0301'],
    ['case', 'HeLLo', 'hello'],
    ['case in other scripts', 'ПРИВЕТ', 'привет'],
    ['a final sigma', 'ΟΔΟΣ', 'οδοσ'],
    ['a long s', 'ſon', 'SON'],
    ['the Kelvin sign', '\u212A', 'k'],
    ['letters outside the basic plane', '𐐀', '𐐨'],
    ['variation selectors', '❤\uFE0F', '❤'],
    ['both kinds of sharp s', 'ẞ', 'ß'],
  ];
  for (const [title, one, other] of same) {
    it(`TR-11 takes as the same: ${title}`, () => expect(folded(one)).to.equal(folded(other)));
  }

  it('TR-11 keeps a Turkish dotless i apart, and finds a dotted one', () => {
    expect(folded('ı')).to.not.equal(folded('i'));
    expect(folded('İstanbul').includes(folded('i'))).to.equal(true);
  });

  it('TR-11 folds letter by letter, so that what is contained stays contained', () => {
    fc.assert(
      fc.property(words, words, (one, other) => {
        expect(fold(one) + fold(other)).to.equal(fold(one + other));
      }),
    );
  });

  it('TR-12 folds at least all that an engine that ignores case takes as the same', () => {
    const letters = Array.from({ length: 0x1e944 }, (_, code) => code)
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCodePoint(code))
      .filter((letter) => plain(letter) === letter && /\p{Changes_When_Casemapped}/u.test(letter));
    expect(letters.length).to.be.greaterThan(2_000);
    const byFold = new Map<string, string>();
    for (const letter of letters) {
      for (const variant of [letter.toLowerCase(), letter.toUpperCase(), byFold.get(fold(letter)) ?? letter]) {
        if (Array.from(variant).length !== 1 || plain(variant) !== variant) continue;
        const engine = new RegExp(`^${letter}$`, 'iu').test(variant);
        if (engine) expect(fold(variant), `${letter} and ${variant}`).to.equal(fold(letter));
      }
      byFold.set(fold(letter), letter);
    }
  });

  it('TR-20 finds the place in what was written for a place in lower case', () => {
    const text = compared('İİ Héllo');
    const start = text.folded.indexOf('hé');
    const span = unfolded(text, { start, end: start + 2 });
    expect(text.plain.slice(span.start, span.end)).to.equal('Hé');
  });

  it('TR-20 finds each letter again, wherever it stands', () => {
    fc.assert(
      fc.property(words, words, words, (before, wanted, after) => {
        const text = compared(before + wanted + after);
        const part = fold(plain(wanted));
        const start = text.folded.indexOf(part);
        if (start < 0 || part === '') return;
        const span = unfolded(text, { start, end: start + part.length });
        expect(fold(text.plain.slice(span.start, span.end))).to.include(part);
      }),
    );
  });

  for (const text of ['', '  ', '\n\t', '\u200B', '\uFE0F', '\u2800', '\u00AD', '\u3000']) {
    it(`TR-11 takes ${JSON.stringify(text)} as blank`, () => expect(isBlank(text)).to.equal(true));
  }
});

describe('trigger emoji', () => {
  const typed: readonly (readonly [string, string | null])[] = [
    ['', ''],
    ['❤️', '❤'],
    ['❤', '❤'],
    ['👍🏽', '👍🏽'],
    ['👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦'],
    ['🏳️‍🌈', '🏳‍🌈'],
    ['🇩🇪', '🇩🇪'],
    ['#️⃣', '#⃣'],
    ['<:party:123456789012345678>', '123456789012345678'],
    ['<a:party:123456789012345678>', '123456789012345678'],
    ['123456789012345678', '123456789012345678'],
    ['word', null],
    [':smile:', null],
    ['👍👍', null],
    ['1', null],
    ['#', null],
    ['<:party:12>', null],
  ];
  for (const [text, key] of typed) {
    it(`TR-13 takes ${JSON.stringify(text)} as ${JSON.stringify(key)}`, () => {
      expect(typedEmojiKey(text)).to.equal(key);
    });
  }

  it('TR-13 knows a custom emoji by its id, and another without its variation selector', () => {
    expect(emojiKey({ id: '123456789012345678', name: 'renamed' })).to.equal('123456789012345678');
    expect(emojiKey({ id: null, name: '❤️' })).to.equal(typedEmojiKey('❤'));
    expect([isCustom('123456789012345678'), isCustom('❤')]).to.deep.equal([true, false]);
  });
});
