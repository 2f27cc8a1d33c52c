import { expect } from 'chai';
import { qualified } from '../../../../plugins/trigger/domain/emoji.js';
import { freeName, NAME_LIMIT } from '../../../../plugins/trigger/domain/names.js';
import { filled, type TemplateValues } from '../../../../plugins/trigger/domain/templates.js';

describe('TR-24 the name of a made trigger', () => {
  const long = 'x'.repeat(NAME_LIMIT);
  const table: readonly (readonly [string, readonly string[], string])[] = [
    ['answer', [], 'answer'],
    ['answer', ['other'], 'answer'],
    ['answer', ['Answer'], 'answer 2'],
    ['answer', ['answer', 'ANSWER 2', 'answer 4'], 'answer 3'],
    [long, [], long],
    [long, [long], `${'x'.repeat(NAME_LIMIT - 2)} 2`],
    [`${'x'.repeat(NAME_LIMIT - 3)}🎉y`, [`${'x'.repeat(NAME_LIMIT - 3)}🎉y`], `${'x'.repeat(NAME_LIMIT - 3)} 2`],
  ];
  for (const [wish, names, name] of table)
    it(`TR-24 ${wish} next to ${names.join(', ') || 'nothing'}: ${name}`, () => {
      const taken = names.map((each) => ({ name: each }));
      expect(freeName(wish, taken)).to.equal(name);
    });
});

describe('TR-21 an emoji as Discord writes it', () => {
  const written = ['❤️', '🏳️‍🌈', '1️⃣', '🇩🇪', '👍🏽', '☝🏽', '❤️‍🔥', '▶️', '😀', '👁️‍🗨️', '🏴‍☠️', '👩‍❤️‍💋‍👨'];
  for (const emoji of written)
    it(`TR-21 ${emoji} from its key`, () => {
      expect(qualified(emoji.replaceAll('\uFE0F', ''))).to.equal(emoji);
      expect(qualified(emoji)).to.equal(emoji);
    });
});

describe('TR-20 a text that nobody can see', () => {
  const values: TemplateValues = {
    user: '',
    'user.name': '',
    'user.id': '',
    channel: '',
    'channel.name': '',
    server: '',
    content: '',
    match: '',
    args: '\u200B\u2800 \u3164',
    emoji: '',
  };

  it('TR-20 is no text', () => {
    expect(filled('{args}', values)).to.deep.equal({ ok: false });
    expect(filled('{args}.', values)).to.deep.include({ ok: true });
  });
});
