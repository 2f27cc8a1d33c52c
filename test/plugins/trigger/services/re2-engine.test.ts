import { expect } from 'chai';
import { re2Engine } from '../../../../plugins/trigger/services/re2-engine.js';
import type { Compiled, Regex } from '../../../../plugins/trigger/domain/regex.js';

function compiled(pattern: string, caseSensitive = false): Regex {
  const result = re2Engine.compile(pattern, caseSensitive);
  if (!result.ok) throw new Error(result.detail);
  return result.regex;
}

describe('trigger pattern engine', () => {
  const refused: readonly (readonly [string, Extract<Compiled, { ok: false }>['reason']])[] = [
    ['(', 'bad-pattern'],
    ['a**', 'bad-pattern'],
    ['[z-a]', 'bad-pattern'],
    ['a{2000}', 'bad-pattern'],
    ['(?=a)b', 'look-around'],
    ['(?!a)b', 'look-around'],
    ['(?<=a)b', 'look-around'],
    ['(?<!a)b', 'look-around'],
    ['(a)\\1', 'back-reference'],
    ['(?<x>a)\\k<x>', 'back-reference'],
    ['(?P=x)', 'back-reference'],
  ];
  for (const [pattern, reason] of refused) {
    it(`TR-12 refuses ${pattern} as ${reason}, and says where`, () => {
      const result = re2Engine.compile(pattern, false);
      expect(result).to.include({ ok: false, reason });
      expect(result.ok || result.detail)
        .to.be.a('string')
        .and.not.equal('');
    });
  }

  it('TR-12 tells places in UTF-16 units, whatever comes before', () => {
    const text = '😀漢é xx';
    const found = compiled('x+').find(text);
    expect(found === null ? null : text.slice(found.start, found.end)).to.equal('xx');
    expect(compiled('y').find(text)).to.equal(null);
  });

  it('TR-11 minds case only when told to', () => {
    expect([compiled('ПРИВЕТ').matches('привет'), compiled('ПРИВЕТ', true).matches('привет')]).to.deep.equal([
      true,
      false,
    ]);
  });

  it('TR-12 finds the leftmost match, and says the same by either way of asking', () => {
    for (const pattern of ['a+b', '(?:x|xy)z?', '\\d{2}', '^b', 'b$']) {
      for (const text of ['aab', 'xyz', 'a12', 'ba', 'ab', '']) {
        const regex = compiled(pattern);
        expect(regex.matches(text)).to.equal(regex.find(text) !== null);
      }
    }
    expect(compiled('b|a').find('xab')).to.deep.equal({ start: 1, end: 2 });
  });

  it('TR-12 tells a larger size for a larger pattern, so that it can be capped', () => {
    expect(compiled('(?:\\w{1,20}\\d{1,20}){9}').size).to.be.greaterThan(compiled('\\w+').size + 300);
  });
});
