import { expect } from 'chai';
import * as fc from 'fast-check';
import { filled, picked, placeholders, type TemplateValues } from '../../../../plugins/trigger/domain/templates.js';

const values: TemplateValues = {
  user: '<@1>',
  'user.name': 'Ann',
  'user.id': '1',
  channel: '<#2>',
  'channel.name': 'general',
  server: 'Home',
  content: '!say {server} $& $1',
  match: 'say',
  args: '{server} $& $1',
  emoji: '❤',
};

function text(template: string, changes: Partial<TemplateValues> = {}): string | null {
  const result = filled(template, { ...values, ...changes });
  return result.ok ? result.text : null;
}

describe('trigger templates', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      'each value',
      'Hi {user} ({user.name}, {user.id}) in {channel} #{channel.name} of {server}',
      'Hi <@1> (Ann, 1) in <#2> #general of Home',
    ],
    ['the same value twice', '{match}{match}', 'saysay'],
    ['an emoji', '{emoji}', '❤'],
    ['inserted text is never expanded', '{args}', '{server} $& $1'],
    ['nor when it completes a place-holder', '{{args}}', '{{server} $& $1}'],
    ['unknown place-holders stay', '{users} {user.token} {}', '{users} {user.token} {}'],
    ['what objects have stays', '{constructor} {__proto__}', '{constructor} {__proto__}'],
    ['other braces stay', 'a { b } {c', 'a { b } {c'],
  ];
  for (const [title, template, expected] of cases) {
    it(`TR-20 ${title}`, () => expect(text(template)).to.equal(expected));
  }

  it('TR-20 fills in one pass, whatever is inserted', () => {
    const tokens = fc.array(fc.constantFrom('{user', '}', '{server}', '{args}', '{', 'x', '{match}', '$&'));
    fc.assert(
      fc.property(tokens, tokens, (template, args) => {
        const marked = text(`|${template.join('')}`, { args: '\u0001' });
        const expected = marked?.replaceAll('\u0001', () => args.join(''));
        expect(text(`|${template.join('')}`, { args: args.join('') })).to.equal(expected);
      }),
    );
  });

  it('TR-20 cuts at 2,000 after filling, never inside a character, and says so', () => {
    expect(filled('{args}', { ...values, args: 'x'.repeat(2_000) })).to.include({ cut: false });
    const cut = filled('{args}', { ...values, args: `${'x'.repeat(1_998)}😀😀` });
    expect(cut).to.deep.equal({ ok: true, cut: true, text: `${'x'.repeat(1_998)}…` });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1_990, maxLength: 2_100 }), (args) => {
        const result = filled(`.{args}`, { ...values, args });
        if (!result.ok) throw new Error('Nothing was left.');
        expect(result.text.length).to.be.at.most(2_000);
        expect(result.text.isWellFormed()).to.equal(true);
      }),
      { numRuns: 20 },
    );
  });

  it('TR-20 does not send what nothing is left of', () => {
    expect(filled(' {args} ', { ...values, args: '' })).to.deep.equal({ ok: false });
  });

  it('TR-20 knows a value for each place-holder', () => {
    for (const name of placeholders) expect(text(`{${name}}`)).to.equal(values[name]);
    expect([...placeholders].toSorted()).to.deep.equal(Object.keys(values).toSorted());
  });

  it('TR-20 picks each text as likely as the others', () => {
    const texts = ['a', 'b', 'c', 'd'];
    expect([0, 0.25, 0.5, 0.99].map((chance) => picked(texts, () => chance))).to.deep.equal(texts);
    expect(picked(texts, () => 1 - Number.EPSILON)).to.equal('d');
    expect(() => picked([], () => 0)).to.throw(RangeError);
  });
});
