import { expect } from 'chai';
import { automaticName, checkName, cut, NAME_LIMIT } from '../../../../plugins/hub/domain/name-filter.js';
import { textChannelName } from '../../../../plugins/hub/domain/text-channel-name.js';

const family = '👨‍👩‍👧‍👦';

describe('hub name filter', () => {
  const kept: readonly string[] = [
    'مرحبا بالعالم',
    'комната',
    '部屋',
    'ห้อง',
    'می‌خواهم',
    `${family} den`,
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    '#️⃣',
    '<@123> @everyone',
  ];
  for (const name of kept) {
    it(`HB-28 keeps ${name} as it is`, () => {
      expect(checkName(name, [])).to.deep.equal({ ok: true, name });
    });
  }

  const cleanings: readonly (readonly [string, string, string])[] = [
    ['outer spaces', '  a  ', 'a'],
    ['newlines, tabs and odd spaces', 'a\n\tb\u00A0\u3000c', 'a b c'],
    ['zero-width characters', 'a\u200Bb\uFEFFc\u2060', 'abc'],
    ['turned writing', '\u202Eevil\u2066', 'evil'],
    ['half a character', 'a\uD83D b', 'a b'],
    ['decomposed letters', 'e\u0301', 'é'],
  ];
  for (const [title, raw, name] of cleanings) {
    it(`HB-28 cleans ${title}`, () => {
      expect(checkName(raw, [])).to.deep.equal({ ok: true, name });
    });
  }

  for (const raw of ['', '   ', '\n', '\u200B\u200B', '\u200D', '\u3164', '\u2800 \u115F', '\uFE0F', '\uDC00']) {
    it(`HB-28 refuses ${JSON.stringify(raw)} as empty`, () => {
      expect(checkName(raw, [])).to.deep.equal({ ok: false, reason: 'empty' });
      expect(automaticName(raw, [])).to.equal(null);
    });
  }

  it('HB-28 takes 100 and refuses 101 from a person, and cuts what nobody typed', () => {
    expect(checkName('x'.repeat(100), []).ok).to.equal(true);
    expect(checkName(` ${'x'.repeat(100)} `, []).ok).to.equal(true);
    expect(checkName('x'.repeat(101), [])).to.deep.equal({ ok: false, reason: 'too-long' });
    expect(automaticName('x'.repeat(101), [])).to.equal('x'.repeat(100));
  });

  it('HB-28 cuts between visible characters, never inside one', () => {
    const text = `${'x'.repeat(95)}${family}y`;
    expect(cut(text, NAME_LIMIT)).to.equal('x'.repeat(95));
    expect(cut('👍👍', 3)).to.equal('👍');
    expect(cut('e\u0301e\u0301', 3)).to.equal('e\u0301');
    expect(cut('ab cd', 3)).to.equal('ab');
    expect(automaticName(`a${'\u0301'.repeat(200)}`, [])).to.equal(null);
  });

  const words: readonly (readonly [string, string, string, boolean])[] = [
    ['a whole word', 'a bad day', 'bad', true],
    ['any case', 'BaD', 'bad', true],
    ['wide letters', 'ｂａｄ', 'bad', true],
    ['zero-width joiners inside', 'b\u200Da\u200Cd', 'bad', true],
    ['punctuation around', '(bad)!', 'bad', true],
    ['emoji around', '😀bad😀', 'bad', true],
    ['no part of a word', 'badge', 'bad', false],
    ['no end of a word', 'forbad', 'bad', false],
    ['no part next to a digit', 'bad2', 'bad', false],
    ['a later occurrence', 'badge bad', 'bad', true],
    ['two words', 'so very  bad', 'very bad', true],
    ['Cyrillic', 'это плохо!', 'ПЛОХО', true],
    ['no part of a Cyrillic word', 'неплохо', 'плохо', false],
    ['scripts without spaces', 'とても馬鹿です', '馬鹿', true],
    ['a blank entry never', 'anything', '  ', false],
  ];
  for (const [title, name, word, refused] of words) {
    it(`HB-28 word list: ${title}`, () => {
      const checked = checkName(name, ['unrelated', word]);
      expect(checked.ok).to.equal(!refused);
      if (!checked.ok) expect(checked).to.deep.include({ reason: 'banned-word', word });
    });
  }
});

describe('hub text channel name', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['(3) Overwatch', '3-overwatch'],
    ['Overwatch [2/5]', 'overwatch-2-5'],
    ["Ann's Chill Session", 'anns-chill-session'],
    ['Overwatch · 2 squad', 'overwatch-2-squad'],
    ['Overwatch — Ranked', 'overwatch-ranked'],
    ['КОМНАТА Один', 'комната-один'],
    ['部屋 ワン', '部屋-ワン'],
    ['snake_case __x__', 'snake_case-__x__'],
    ['--a--b--', 'a-b'],
    ['!!!', 'room'],
    ['😀 Fun', '😀-fun'],
    ['İstanbul', 'i̇stanbul'],
  ];
  for (const [name, expected] of cases) {
    it(`HB-28 ${name} becomes ${expected}, and that stays so`, () => {
      expect(textChannelName(name)).to.equal(expected.normalize('NFC'));
      expect(textChannelName(textChannelName(name))).to.equal(expected.normalize('NFC'));
    });
  }

  it('HB-28 stays within 100 though lower case may be longer', () => {
    expect(textChannelName('İ'.repeat(100)).length).to.be.at.most(NAME_LIMIT);
  });
});
