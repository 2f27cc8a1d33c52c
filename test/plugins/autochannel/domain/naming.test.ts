import { expect } from 'chai';
import {
  breakoutName,
  checkPattern,
  expandPattern,
  firstNumber,
  holdsUser,
  lowestFree,
  type NameValues,
} from '../../../../plugins/autochannel/domain/naming.js';

const values: NameValues = { name: 'General', n: 2, user: 'Ada' };

describe('autochannel naming', () => {
  describe('numbers', () => {
    const firsts: readonly [pattern: string, startAt: number | null, first: number][] = [
      ['{name} #{n}', null, 2],
      ['Breakout {n}', null, 1],
      ['{user} in {name}', null, 2],
      ['{NAME} {n}', null, 1],
      ['{name} #{n}', 1, 1],
      ['{name} #{n}', 0, 0],
      ['Breakout {n}', 10, 10],
    ];
    for (const [pattern, startAt, first] of firsts) {
      it(`AC-11 starts “${pattern}” at ${first}${startAt === null ? '' : ' when told so'}`, () => {
        expect(firstNumber(pattern, startAt)).to.equal(first);
      });
    }

    const gaps: readonly [taken: number[], first: number, lowest: number][] = [
      [[], 2, 2],
      [[2, 3], 2, 4],
      [[3, 2, 5], 2, 4],
      [[3], 2, 2],
      [[1], 2, 2],
      [[2, 2, 3], 2, 4],
      [[7, 8], 5, 5],
      [[0], 0, 1],
    ];
    for (const [taken, first, lowest] of gaps) {
      it(`AC-11 gives ${lowest} as the lowest free number from ${first} beside [${taken.join(', ')}]`, () => {
        expect(lowestFree(taken, first)).to.equal(lowest);
      });
    }
  });

  const names: readonly [what: string, pattern: string, change: Partial<NameValues>, name: string][] = [
    ['fills the default pattern', '{name} #{n}', {}, 'General #2'],
    ['fills a token as often as it occurs', '{n}{n} {user}{user}', {}, '22 AdaAda'],
    ['leaves unknown tokens and lone braces alone', '{x} {name {n} }', {}, '{x} {name 2 }'],
    ['does not expand a token within a display name', '{user}', { user: '{n} {name}' }, '{n} {name}'],
    ['does not build a token from two values', '{user}{name}', { user: '{', name: 'n}' }, '{n}'],
    ['takes a dollar sign in a name as it is', '{name}', { name: '$& $1 $$' }, '$& $1 $$'],
    ['turns line breaks and tabs into one space', 'a\r\n\t b\u2028c', {}, 'a b c'],
    ['removes control characters', 'a\u0000b\u001bc', {}, 'a b c'],
    ['trims the ends', '  {name}  ', { name: '\u00a0General\u3000' }, 'General'],
    ['removes zero-width spaces and byte order marks', '{name}', { name: 'Ge\u200bne\ufeffral' }, 'General'],
    ['removes bidirectional overrides', '{user}', { user: '\u202egnp.exe\u202c' }, 'gnp.exe'],
    ['removes half of a surrogate pair', '{user}', { user: 'a\ud83db' }, 'ab'],
    ['leaves out an invisible display name', "{user}'s room", { user: '\u200b\u200d\u3164' }, "'s room"],
    ['keeps Cyrillic, Arabic and Chinese', '{user} {name}', { user: 'Мария', name: 'غرفة 房间' }, 'Мария غرفة 房间'],
    ['keeps the non-joiner that Persian needs', '{name}', { name: 'می\u200cخواهم' }, 'می\u200cخواهم'],
    ['keeps joined emoji, skin tones and flags', '{name}', { name: '👩🏽‍🚀🏴󠁧󠁢󠁥󠁮󠁧󠁿🇺🇳❤️' }, '👩🏽‍🚀🏴󠁧󠁢󠁥󠁮󠁧󠁿🇺🇳❤️'],
    ['names by the number when nothing visible is left', '{user}', { user: '\u200b\u2800\u200d' }, '#2'],
    ['names by the number when the pattern is blank', ' \n ', {}, '#2'],
  ];
  for (const [what, pattern, change, name] of names) {
    it(`AC-11 ${what}`, () => {
      expect(breakoutName(pattern, { ...values, ...change })).to.equal(name);
    });
  }

  it('AC-11 cuts a long name to 100 characters', () => {
    expect(breakoutName('{name} #{n}', { ...values, name: 'x'.repeat(120) })).to.equal('x'.repeat(100));
  });

  it('AC-11 cuts between graphemes, within 100 by code units, code points and graphemes', () => {
    const astronaut = '👩🏽‍🚀';
    const name = breakoutName('{name}', { ...values, name: astronaut.repeat(40) });
    expect(name).to.equal(astronaut.repeat(Math.floor(100 / astronaut.length)));
    expect(name.length).to.be.at.most(100);
  });

  it('AC-11 does not tear an emoji that stands across the limit', () => {
    expect(breakoutName('{name}', { ...values, name: `${'x'.repeat(99)}🎮` })).to.equal('x'.repeat(99));
  });

  it('AC-11 leaves no space at the end of a cut name', () => {
    expect(breakoutName('{name}', { ...values, name: `${'x'.repeat(99)} tail` })).to.equal('x'.repeat(99));
  });

  it('AC-11 still names a channel when a single grapheme is longer than a name may be', () => {
    const name = breakoutName('{name}', { ...values, name: `e${'\u0301'.repeat(300)}` });
    expect(name).to.equal(`e${'\u0301'.repeat(99)}`);
  });

  const checks: readonly [what: string, pattern: string, name: string, outcome: string][] = [
    ['takes a pattern that makes 100 characters', '{name}', 'x'.repeat(100), 'ok'],
    ['refuses a pattern that makes 101 characters', '{name}!', 'x'.repeat(100), 'too-long'],
    ['takes a long pattern that makes a short name', '{name}{name}{name}{n}', 'x', 'ok'],
    ['refuses a pattern of spaces', '   ', 'x', 'empty'],
    ['refuses a pattern of invisible characters', '\u200b\u2060\ufe0f', 'x', 'empty'],
    ['refuses a pattern that holds only an invisible name', '{name}', '\u200b', 'empty'],
    ['refuses an empty pattern', '', 'x', 'empty'],
  ];
  for (const [what, pattern, name, outcome] of checks) {
    it(`AC-01 ${what}`, () => {
      const check = checkPattern(pattern, { ...values, name });
      expect(check.ok ? 'ok' : check.reason).to.equal(outcome);
    });
  }

  it('AC-01 counts the characters after expansion, uncut', () => {
    expect(expandPattern('{name}{name}', { ...values, name: 'x'.repeat(80) })).to.have.lengthOf(160);
  });

  it('AC-15 knows which patterns name a breakout after its user', () => {
    expect(holdsUser('{user}')).to.equal(true);
    expect(holdsUser('{name} #{n}')).to.equal(false);
  });
});
