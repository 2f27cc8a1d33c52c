import { expect } from 'chai';
import { compared } from '../../../../plugins/trigger/domain/text.js';
import { COMPLEX, foldedUnit } from '../../../../plugins/trigger/domain/text-letters.js';

const units = Array.from({ length: 0x1_0000 }, (_, unit) => unit);
const simple = (text: string): boolean =>
  Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)).every((unit) => foldedUnit(unit) !== COMPLEX);

describe('trigger letters', () => {
  it('TR-11 fold one by one as whole texts fold', () => {
    let count = 0;
    for (const unit of units) {
      if (foldedUnit(unit) === COMPLEX) continue;
      count++;
      const letter = String.fromCharCode(unit);
      for (const text of [letter, `a${letter}`, `${letter}b`, `Σ${letter}Σ`]) {
        if (!simple(text)) throw new Error('The letters around it are simple.');
        const { plain, folded } = compared(text);
        const byUnit = Array.from({ length: text.length }, (_, at) => foldedUnit(text.charCodeAt(at)));
        if (plain !== text || folded !== String.fromCharCode(...byUnit)) {
          expect.fail(`U+${unit.toString(16)} does not fold by itself.`);
        }
      }
    }
    expect(count).to.be.greaterThan(60_000);
  });

  it('TR-11 are complex when they may join another one', () => {
    const later = new Set<string>();
    for (let code = 1; code < 0x3_0000; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const letter = String.fromCodePoint(code);
      const parts = letter.normalize('NFD');
      if (parts !== letter) for (const part of Array.from(parts).slice(1)) later.add(part);
    }
    expect(later.size).to.be.greaterThan(100);
    expect([...later].filter((letter) => simple(letter))).to.deep.equal([]);
  });

  it('TR-11 of the planes of emoji have no case, and do not join', () => {
    for (let code = 0x1f000; code < 0x1fc00; code++) {
      const letter = String.fromCodePoint(code);
      if (!simple(letter)) expect.fail(`U+${code.toString(16)} is not simple.`);
      expect(compared(letter)).to.deep.equal({ written: letter, plain: letter, folded: letter });
    }
  });
});
