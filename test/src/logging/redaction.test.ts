import { expect } from 'chai';
import { redaction, secretsIn } from '../../../src/logging/redaction.js';

const TOKEN = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDe.aBcDeFgHiJkLmNoPqRsTuVwXyZ-_0123456789';

describe('RL-08 what is taken out of lines', () => {
  const table: readonly (readonly [string, string, string])[] = [
    ['a bot token of any bot', `token=${TOKEN};`, 'token=[redacted];'],
    [
      'the token of an interaction in an address',
      'POST http://x/api/v10/interactions/123/aW50ZXI_x-y/callback',
      'POST http://x/api/v10/interactions/123/[redacted]/callback',
    ],
    [
      'the token of a webhook in an address',
      '"url":"https://discord.com/api/v10/webhooks/123/t0k-en_x/messages/@original"',
      '"url":"https://discord.com/api/v10/webhooks/123/[redacted]/messages/@original"',
    ],
    ['a webhook token at the end', 'https://x/webhooks/1/abc', 'https://x/webhooks/1/[redacted]'],
    ['the token of an interaction by itself', 'token: aW50ZXJhY3Rpb246MTIz', 'token: [redacted]'],
    [
      'the password of an address',
      'postgresql://bot:p%40ss@db:5432/rooms?x=1',
      'postgresql://bot:[redacted]@db:5432/rooms?x=1',
    ],
    ['a password without a user', 'redis://:s3cret@127.0.0.1:6379', 'redis://:[redacted]@127.0.0.1:6379'],
    ['a header', 'authorization: Bot abcdefghijklmnopqrstuvwxyz', 'authorization: Bot [redacted]'],
    [
      'nothing of an ordinary line',
      'Room 123 at http://x/api/v10/channels/1',
      'Room 123 at http://x/api/v10/channels/1',
    ],
    ['no time and no mail address', 'at 12:30 mail a:b@example.com', 'at 12:30 mail a:b@example.com'],
  ];
  for (const [title, text, expected] of table) {
    it(`RL-08 ${title}`, () => {
      expect(redaction()(text)).to.equal(expected);
    });
  }

  it('RL-08 known secrets go wherever they stand, also in an address and within JSON', () => {
    const secret = 'p"ss/wörd+1\\';
    const redact = redaction([secret, 'shorter-one', 'short']);
    const lines = [secret, encodeURIComponent(secret), JSON.stringify({ secret }), `x${secret}y`, 'a shorter-one b'];
    expect(lines.map((line) => redact(line))).to.deep.equal([
      '[redacted]',
      '[redacted]',
      '{"secret":"[redacted]"}',
      'x[redacted]y',
      'a [redacted] b',
    ]);
    expect(redact('a short word')).to.equal('a short word');
  });

  it('RL-08 of a secret that holds another nothing is left', () => {
    expect(redaction(['secret', 'secret-and-more'])('secret-and-more')).to.equal('[redacted]');
  });

  it('RL-08 the environment tells what is secret before there is a configuration', () => {
    const env = {
      DISCORD_TOKEN: ' a-token ',
      DATABASE_URL: 'postgresql://a:p%40ssword@h/d',
      REDIS_URL: 'redis://h',
      OTHER: 'x',
    };
    expect(secretsIn(env)).to.deep.equal(['a-token', 'p@ssword']);
    expect(secretsIn({})).to.deep.equal([]);
    expect(secretsIn({ DATABASE_URL: 'no address' })).to.deep.equal([]);
  });

  it('RL-08 a hostile line of a megabyte is read in time', () => {
    const redact = redaction(['known-secret']);
    for (const text of ['a', 'a-', 'ab:', 'http://a:', '/webhooks/1/', 'Bot ']) {
      expect(redact(text.repeat(1_000_000 / text.length))).to.be.a('string');
    }
  });
});
