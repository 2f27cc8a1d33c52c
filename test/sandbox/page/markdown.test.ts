import { expect } from 'chai';
import { parseInline, plainText, type Inline } from '../../../sandbox/page/client/text/inline.js';
import { parseMarkdown } from '../../../sandbox/page/client/text/markdown.js';
import { relativeTime } from '../../../sandbox/page/client/text/times.js';

describe('the text of messages on the page', () => {
  const text = (value: string): Inline => ({ kind: 'text', text: value });

  const lines: readonly [string, string, Inline[]][] = [
    ['plain text as it is', 'hello there', [text('hello there')]],
    ['bold', '**a** b', [{ kind: 'bold', children: [text('a')] }, text(' b')]],
    ['italics by stars and by lines', '*a* _b_', [italic('a'), text(' '), italic('b')]],
    ['bold italics', '***a***', [{ kind: 'bold', children: [italic('a')] }]],
    ['no italics within a word', 'snake_case_name', [text('snake_case_name')]],
    ['no italics between blanks', '2 * 3 * 4', [text('2 * 3 * 4')]],
    ['underline and strike', '__a__~~b~~', [styled('underline', 'a'), styled('strike', 'b')]],
    ['spoilers', '||secret||', [styled('spoiler', 'secret')]],
    ['code with no marks inside', '`**a**`', [{ kind: 'code', text: '**a**' }]],
    ['escaped marks as text', String.raw`\*\*a\*\* \<@1>`, [text('**a** <@1>')]],
    ['a person, an old form too', '<@12> <@!34>', [{ kind: 'user', id: '12' }, text(' '), { kind: 'user', id: '34' }]],
    [
      'a channel and a role',
      '<#1><@&2>',
      [
        { kind: 'channel', id: '1' },
        { kind: 'role', id: '2' },
      ],
    ],
    ['everybody', 'hi @everyone', [text('hi '), { kind: 'everyone', text: '@everyone' }]],
    ['a custom emoji', '<:wave:7>', [{ kind: 'emoji', name: 'wave', id: '7' }]],
    ['a command', '</hub create:9>', [{ kind: 'command', name: 'hub create' }]],
    ['a time', '<t:60:R>', [{ kind: 'time', at: 60_000, style: 'R' }]],
    ['a time without a style', '<t:60>', [{ kind: 'time', at: 60_000, style: 'f' }]],
    ['no time beyond what dates reach', '<t:9999999999999>', [text('<t:9999999999999>')]],
    [
      'an address without the full stop behind it',
      'see https://a.example/b.',
      [text('see '), { kind: 'link', url: 'https://a.example/b', children: [text('https://a.example/b')] }, text('.')],
    ],
    [
      'a named link',
      '[here](https://a.example)',
      [{ kind: 'link', url: 'https://a.example', children: [text('here')] }],
    ],
    ['no link to a script', '[here](javascript:alert)', [text('[here](javascript:alert)')]],
    ['marks that nothing closes', '**a', [text('**a')]],
  ];

  for (const [name, source, expected] of lines) {
    it(`SB-20 reads ${name}`, () => expect(parseInline(source)).to.deep.equal(expected));
  }

  it('SB-20 reads headings, small print, lists and quotes as blocks, and lines between them as one paragraph', () => {
    const source = '# Room\none\ntwo\n-# small\n- a\n  1. b\n> q1\n> q2\nend';
    expect(parseMarkdown(source)).to.deep.equal([
      { kind: 'heading', level: 1, children: [text('Room')] },
      { kind: 'paragraph', children: [text('one\ntwo')] },
      { kind: 'subtext', children: [text('small')] },
      {
        kind: 'list',
        items: [
          { depth: 0, number: null, children: [text('a')] },
          { depth: 1, number: 1, children: [text('b')] },
        ],
      },
      { kind: 'quote', blocks: [{ kind: 'paragraph', children: [text('q1\nq2')] }] },
      { kind: 'paragraph', children: [text('end')] },
    ]);
  });

  it('SB-20 keeps a block of code as it was typed', () => {
    expect(parseMarkdown('a\n```ts\nconst x = `**`;\n```\nb')).to.deep.equal([
      { kind: 'paragraph', children: [text('a')] },
      { kind: 'code', language: 'ts', text: 'const x = `**`;' },
      { kind: 'paragraph', children: [text('b')] },
    ]);
  });

  it('SB-20 takes all that follows three quote marks as a quote', () => {
    expect(parseMarkdown('>>> a\nb')).to.deep.equal([
      { kind: 'quote', blocks: [{ kind: 'paragraph', children: [text('a\nb')] }] },
    ]);
  });

  it('SB-20 reads a long text of opened marks without trouble', () => {
    const source = '*_~|`<['.repeat(500);
    expect(plainText(parseInline(source)).length).to.be.greaterThan(0);
  });

  const distances: readonly [number, string][] = [
    [12_000, 'in 12 seconds'],
    [-180_000, '3 minutes ago'],
    [-7_200_000, '2 hours ago'],
    [300, 'in 0 seconds'],
  ];
  for (const [distance, expected] of distances) {
    it(`SB-20 says "${expected}"`, () => expect(relativeTime(1e12 + distance, 1e12)).to.equal(expected));
  }

  function styled(kind: 'underline' | 'strike' | 'spoiler', inner: string): Inline {
    return { kind, children: [text(inner)] };
  }

  function italic(inner: string): Inline {
    return { kind: 'italic', children: [text(inner)] };
  }
});
