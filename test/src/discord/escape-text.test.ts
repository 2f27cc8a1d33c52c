import { expect } from 'chai';
import { escapeText } from '../../../src/discord/escape-text.js';

describe('escapeText', () => {
  const cases: readonly (readonly [what: string, text: string, shown: string])[] = [
    ['markdown, links and mentions', '**a** <@1> [b](https://c)', String.raw`\*\*a\*\* \<\@1\> \[b\]\(https\:\/\/c\)`],
    ['line breaks', 'a\r\n\tb', 'a b'],
    ['overrides and isolates of direction', '\u202Eabc\u202C \u2066d\u2069', 'abc d'],
    ['control characters', 'a\0b\u0007c\u009Fd', 'abcd'],
    ['halves of surrogate pairs', 'a\uD83Db\uDE00c', 'abc'],
  ];
  for (const [what, text, shown] of cases) {
    it(`RL-05 ${what} are shown as text, or not at all`, () => {
      expect(escapeText(text)).to.equal(shown);
    });
  }

  it('RL-05 names of any script and emoji show as they are', () => {
    for (const name of ['دنیا\u200Cها', '\u200Fשלום', 'क्\u200Dष', '👩\u200D👩\u200D👧', '名前', 'é']) {
      expect(escapeText(name)).to.equal(name);
    }
  });
});
