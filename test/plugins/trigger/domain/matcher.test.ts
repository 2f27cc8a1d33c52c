import { expect } from 'chai';
import * as fc from 'fast-check';
import type { MessageEvent, TriggerEvent } from '../../../../plugins/trigger/domain/event.js';
import { GuildIndex } from '../../../../plugins/trigger/domain/matcher/guild-index.js';
import { IndexCache, KindDirectory } from '../../../../plugins/trigger/domain/matcher/index-cache.js';
import { reactionKey } from '../../../../plugins/trigger/domain/matcher/place-index.js';
import { PROGRAM_LIMIT, type RegexEngine } from '../../../../plugins/trigger/domain/regex.js';
import { isBlank } from '../../../../plugins/trigger/domain/text.js';
import type { Scope, Trigger } from '../../../../plugins/trigger/domain/trigger.js';
import { re2Engine } from '../../../../plugins/trigger/services/re2-engine.js';
import { reference } from './matcher-reference.js';
import {
  channelId,
  condition,
  guildId,
  message,
  messageId,
  now,
  otherChannelId,
  reacted,
  trigger,
  voiced,
} from './trigger-fixtures.js';

const context = { prefix: '!', now, stopwatch: () => 0 };

function fired(triggers: readonly Trigger[], event: TriggerEvent): readonly number[] {
  return new GuildIndex(triggers, re2Engine).match(event, context).triggers.map(({ id }) => id);
}

const scopes = fc.constantFrom<Scope>(
  ...Array.from({ length: 6 }, () => ({ kind: 'server' }) as const),
  { kind: 'channel', channelId },
  { kind: 'channel', channelId: otherChannelId },
  { kind: 'message', channelId, messageId },
);

/** Letters that collide, grow in lower case, or have two lower cases, so that short texts often meet. */
const letters = fc.constantFrom(...Array.from('aAbBİiσςΣ漢😀 \u0301\uFE0F'));
const pieces = fc.constantFrom(
  'a',
  'ab',
  'AB',
  'aba',
  'bab',
  'İ',
  'iσ',
  'Σς',
  '漢',
  '漢a',
  '😀',
  '❤\uFE0F',
  'e\u0301',
  'a b',
);
const texts = fc
  .oneof(pieces, fc.string({ unit: letters, minLength: 1, maxLength: 4 }))
  .filter((text) => !isBlank(text));
const patterns = fc.constantFrom(
  'ab+',
  'a|b',
  '\\w+b',
  '(?:ab|Σσ)x?',
  '.a',
  '[ab]{2}',
  '漢+',
  'i$',
  '^b',
  '\\s\\S',
  '(a',
);
const textConditions = fc.oneof(
  fc
    .tuple(fc.constantFrom('starts-with', 'contains', 'matches', 'command'), texts, fc.boolean())
    .map(([id, parameter, caseSensitive]) => condition(id, parameter, caseSensitive)),
  fc.tuple(patterns, fc.boolean()).map(([parameter, caseSensitive]) => condition('regex', parameter, caseSensitive)),
);
const otherConditions = fc.oneof(
  fc
    .tuple(fc.constantFrom('reaction-add', 'reaction-remove'), fc.constantFrom('', '❤', '👍'))
    .map(([id, parameter]) => condition(id, parameter)),
  fc.constantFrom(condition('voice-join'), condition('voice-leave'), condition('interval', '5m')),
);

const anyTriggers = (conditions: typeof textConditions, maxLength: number) =>
  fc
    .array(
      fc.record({
        condition: conditions,
        scope: scopes,
        enabled: fc.integer({ min: 0, max: 9 }).map((chance) => chance > 0),
        madeBy: fc.constantFrom(...Array.from({ length: 9 }, () => null), 'event-1'),
        persistence: fc.constantFrom<Trigger['persistence']>(
          ...Array.from({ length: 6 }, () => ({ kind: 'persistent' }) as const),
          { kind: 'temporary', expiresAt: now },
          { kind: 'oneshot', expiresAt: now + 1 },
        ),
      }),
      { minLength: Math.floor(maxLength / 2), maxLength },
    )
    .map((all) => all.map((changes, at) => trigger({ ...changes, id: at + 1 })));

const messages = fc
  .record({
    content: fc
      .array(fc.oneof(pieces, pieces, letters, fc.constantFrom('!', 'x', ' ')), { maxLength: 5 })
      .map((all) => all.join('')),
    channelId: fc.constantFrom(channelId, otherChannelId, '9'),
    parentId: fc.constantFrom(null, null, channelId),
    repliesTo: fc.constantFrom(null, messageId),
  })
  .chain((changes) =>
    fc
      .constantFrom('', '', '!')
      .map((start): MessageEvent =>
        message(`${start}${changes.content}`, { ...changes, content: `${start}${changes.content}` }),
      ),
  );

describe('trigger matcher', () => {
  it('TR-40 agrees with asking each trigger in turn, for messages', () => {
    let hits = 0;
    fc.assert(
      fc.property(
        anyTriggers(textConditions, 30),
        fc.array(messages, { minLength: 5, maxLength: 5 }),
        fc.constantFrom('!', 'a', 'σ ', ''),
        (triggers, events, prefix) => {
          const index = new GuildIndex(triggers, re2Engine);
          for (const event of events) {
            const expected = reference(triggers, event, { prefix, now, engine: re2Engine });
            const matched = index.match(event, { ...context, prefix });
            hits += expected.length;
            expect(matched.triggers.map(({ id }) => id)).to.deep.equal(expected);
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(hits).to.be.greaterThan(1_500);
  });

  it('TR-40 agrees with it for reactions, voice channels and intervals', () => {
    const place = fc.record({
      channelId: fc.constantFrom(channelId, otherChannelId),
      parentId: fc.constantFrom(null, channelId),
    });
    const events = fc.oneof(
      fc
        .tuple(
          place,
          fc.constantFrom('reaction-add', 'reaction-remove'),
          fc.constantFrom(messageId, '8'),
          fc.constantFrom('❤', '👍', '😀'),
        )
        .map(([where, kind, id, emoji]): TriggerEvent => reacted(emoji, { ...where, kind, messageId: id })),
      fc
        .tuple(place, fc.constantFrom('voice-join', 'voice-leave'))
        .map(([where, kind]): TriggerEvent => voiced({ ...where, kind })),
      fc.nat({ max: 20 }).map((triggerId): TriggerEvent => ({ kind: 'interval', id: 'event-1', triggerId })),
    );
    fc.assert(
      fc.property(anyTriggers(otherConditions, 20), events, (triggers, event) => {
        expect(fired(triggers, event)).to.deep.equal(reference(triggers, event, { ...context, engine: re2Engine }));
      }),
      { numRuns: 3_000 },
    );
  });

  it('TR-40 agrees with it when texts are longer than needles and of more letters than there are classes', () => {
    const han = (from: number, length: number) =>
      String.fromCharCode(...Array.from({ length }, (_, at) => 0x4e00 + from + at * 255));
    const triggers = Array.from({ length: 40 }, (_, at) =>
      trigger({
        id: at + 1,
        condition: condition(at % 2 === 0 ? 'contains' : 'starts-with', han(at % 20, 14 + (at % 9))),
      }),
    );
    const contents = fc
      .tuple(fc.nat({ max: 25 }), fc.integer({ min: 1, max: 30 }), fc.constantFrom('', 'x'))
      .map(([from, length, before]) => before + han(from, length));
    fc.assert(
      fc.property(contents, (content) => {
        const event = message(content);
        expect(fired(triggers, event)).to.deep.equal(reference(triggers, event, { ...context, engine: re2Engine }));
      }),
    );
  });

  it('TR-40 takes no text for a longer one that begins alike', () => {
    const long = 'abcdefghijklmnopqrst';
    const triggers = [
      trigger({ id: 1, condition: condition('contains', long) }),
      trigger({ id: 2, condition: condition('starts-with', long) }),
    ];
    expect(fired(triggers, message(`${long.slice(0, 18)}.`))).to.deep.equal([]);
    expect(fired(triggers, message(`${long}.`))).to.deep.equal([1, 2]);
  });

  it('TR-40 takes no letter for another that shares its class', () => {
    const letter = (at: number) => String.fromCharCode(0x4e00 + at);
    const triggers = Array.from({ length: 300 }, (_, at) =>
      trigger({ id: at + 1, condition: condition('contains', letter(at)) }),
    );
    for (const at of [0, 20, 254, 255, 299]) expect(fired(triggers, message(letter(at)))).to.deep.equal([at + 1]);
  });

  it('TR-40 takes no white space for another, though the scan does', () => {
    const triggers = [
      trigger({ id: 1, condition: condition('contains', 'a b') }),
      trigger({ id: 2, condition: condition('contains', 'a\nb') }),
      trigger({ id: 3, condition: condition('regex', 'a+\\s*b+\\s*c+') }),
    ];
    expect(fired(triggers, message('xa b'))).to.deep.equal([1]);
    expect(fired(triggers, message('xa\nb'))).to.deep.equal([2]);
    expect(fired(triggers, message('xaa\t\nbBc'))).to.deep.equal([3]);
  });

  const beginnings: readonly (readonly [string, readonly number[]])[] = [
    ['hello', [1, 2, 4, 5]],
    ['HELLO', [1, 2, 5]],
    [' hello \u00A0', [2, 4]],
    ['\u3000hello', [2, 4]],
    ['hello there', [1, 5]],
    ['hel', [5]],
    ['h', []],
    ['', []],
    ['he\u0301llo', [3]],
    ['HÉLLO', [3]],
    ['hello\u0301', [5]],
  ];
  for (const [content, expected] of beginnings) {
    it(`TR-40 knows ${JSON.stringify(content)} by its beginning`, () => {
      const triggers = [
        trigger({ id: 1, condition: condition('starts-with', 'Hello') }),
        trigger({ id: 2, condition: condition('matches', 'HELLO') }),
        trigger({ id: 3, condition: condition('matches', 'héllo') }),
        trigger({ id: 4, condition: condition('matches', 'hello', true) }),
        trigger({ id: 5, condition: condition('starts-with', 'he') }),
      ];
      const event = message(content);
      expect(fired(triggers, event)).to.deep.equal(reference(triggers, event, { ...context, engine: re2Engine }));
      expect(fired(triggers, event)).to.deep.equal(expected);
    });
  }

  it('TR-40 meets no text with a whole one that has spaces around it', () => {
    const triggers = ['ς ', ' ς', 'ς'].map((parameter, at) =>
      trigger({ id: at + 1, condition: condition('matches', parameter) }),
    );
    for (const content of ['Σ ', ' Σ', 'Σ', ' Σ ']) {
      const event = message(content);
      expect(fired(triggers, event)).to.deep.equal(reference(triggers, event, { ...context, engine: re2Engine }));
      expect(fired(triggers, event)).to.deep.equal([3]);
    }
  });

  it('TR-40 tells a command by its first letter, whatever the prefix', () => {
    const triggers = [trigger({ condition: condition('command', 'Ping') })];
    const cases: readonly (readonly [string, string, boolean])[] = [
      ['!', '!ping', true],
      ['!', '!PING pong', true],
      ['!', '! ping', false],
      ['!', 'ping', false],
      ['É', 'e\u0301ping', true],
      ['k', '\u212Aping', true],
      ['❤', '❤\uFE0Fping', true],
      ['!', '\uFE0F!ping', true],
      ['', 'ping', false],
    ];
    const index = new GuildIndex(triggers, re2Engine);
    for (const [prefix, content, expected] of cases) {
      const found = index.match(message(content), { ...context, prefix }).triggers;
      expect(found.length > 0, `${prefix} ${content}`).to.equal(expected);
    }
  });

  it('TR-18 answers in order of creation, each trigger once', () => {
    const triggers = [
      trigger({ id: 9, condition: condition('regex', 'a|b|ab') }),
      trigger({ id: 3, condition: condition('contains', 'ab') }),
      trigger({ id: 5, condition: condition('matches', 'ab ab') }),
      trigger({ id: 1, condition: condition('starts-with', 'a') }),
    ];
    expect(fired(triggers, message('ab ab'))).to.deep.equal([1, 3, 5, 9]);
  });

  it('TR-12 leaves out a bad stored pattern, names it, and goes on with the others', () => {
    const index = new GuildIndex(
      [
        trigger({ id: 1, condition: condition('regex', '(') }),
        trigger({ id: 2, condition: condition('regex', 'a+') }),
        trigger({ id: 3, condition: condition('contains', 'a') }),
      ],
      re2Engine,
    );
    expect(index.broken).to.deep.equal([1]);
    expect(index.match(message('aa'), context).triggers.map(({ id }) => id)).to.deep.equal([2, 3]);
  });

  describe('patterns', () => {
    /** Counts what runs, and lets time pass with each run. */
    function watched(cost: number) {
      const ran: string[] = [];
      let time = 0;
      const engine: RegexEngine = {
        compile(pattern, caseSensitive) {
          const compiled = re2Engine.compile(pattern, caseSensitive);
          if (!compiled.ok) return compiled;
          const matches = (text: string): boolean => {
            ran.push(pattern);
            time += cost;
            return compiled.regex.matches(text);
          };
          return { ok: true, regex: { ...compiled.regex, matches } };
        },
      };
      return { ran, engine, stopwatch: () => time };
    }

    it('TR-40 runs only where a literal that they need occurs, and within their scope', () => {
      const { ran, engine, stopwatch } = watched(0);
      const index = new GuildIndex(
        [
          trigger({ id: 1, condition: condition('regex', 'spam+') }),
          trigger({ id: 2, condition: condition('regex', 'egg|bacon') }),
          trigger({ id: 3, condition: condition('regex', '\\d{4}') }),
          trigger({
            id: 4,
            condition: condition('regex', 'spa'),
            scope: { kind: 'channel', channelId: otherChannelId },
          }),
          trigger({ id: 5, condition: condition('regex', 'spa.'), persistence: { kind: 'temporary', expiresAt: now } }),
        ],
        engine,
      );
      index.match(message('no SPAM here 1999'), { ...context, stopwatch });
      expect(ran).to.deep.equal(['spam+', '\\d{4}']);
    });

    it('TR-12 stops when 25 ms are spent, names what was skipped, and starts anew with the next event', () => {
      const { engine, stopwatch, ran } = watched(10);
      const triggers = Array.from({ length: 6 }, (_, at) =>
        trigger({ id: at + 1, condition: condition('regex', `x{${at + 1}}`) }),
      );
      const index = new GuildIndex([...triggers, trigger({ id: 7 })], engine);
      const matched = index.match(message('hello xxxxxx'), { ...context, stopwatch });
      expect(matched.triggers.map(({ id }) => id)).to.deep.equal([1, 2, 3, 7]);
      expect(matched.skipped).to.deep.equal([4, 5, 6]);
      expect(index.match(message('hello xxxxxx'), { ...context, stopwatch }).skipped).to.deep.equal([4, 5, 6]);
      expect(ran).to.have.length(6);
    });

    it('TR-12 leaves out what is over the cap on size', () => {
      const pattern = `(\\w{1,20}\\d{1,20}){9}`;
      const compiled = re2Engine.compile(pattern, false);
      expect(compiled.ok && compiled.regex.size).to.be.greaterThan(PROGRAM_LIMIT);
      expect(new GuildIndex([trigger({ condition: condition('regex', pattern) })], re2Engine).broken).to.deep.equal([
        1,
      ]);
    });
  });

  it('TR-24 never fires for the event that made it', () => {
    const made = trigger({ madeBy: 'event-1' });
    expect(fired([made], message('hello'))).to.deep.equal([]);
    expect(fired([made], message('hello', { id: 'event-2' }))).to.deep.equal([1]);
  });

  const places: readonly (readonly [string, Scope, Partial<MessageEvent>, boolean])[] = [
    ['the server', { kind: 'server' }, { channelId: otherChannelId }, true],
    ['the channel', { kind: 'channel', channelId }, {}, true],
    ['a thread of it', { kind: 'channel', channelId }, { channelId: '9', parentId: channelId }, true],
    ['another channel', { kind: 'channel', channelId }, { channelId: otherChannelId }, false],
    ['a reply to the message', { kind: 'message', channelId, messageId }, { repliesTo: messageId }, true],
    ['a reply to another', { kind: 'message', channelId, messageId }, { repliesTo: '1' }, false],
    ['no reply', { kind: 'message', channelId, messageId }, {}, false],
    ['the message itself', { kind: 'message', channelId, messageId }, { messageId }, false],
  ];
  for (const [title, scope, where, expected] of places) {
    it(`TR-02 ${scope.kind}: ${title} ${expected ? 'counts' : 'does not count'}`, () => {
      expect(fired([trigger({ scope })], message('hello', where)).length > 0).to.equal(expected);
    });
  }

  it('TR-13 keys reactions by message and emoji, empty for any', () => {
    expect(
      new Set([reactionKey('1', '❤'), reactionKey('1', ''), reactionKey('', '❤'), reactionKey('', '')]).size,
    ).to.equal(4);
  });
});

describe('trigger index cache', () => {
  const index = (count: number) =>
    new GuildIndex(
      Array.from({ length: count }, (_, at) => trigger({ id: at + 1 })),
      re2Engine,
    );

  it('TR-40 keeps a bounded number of guilds, the ones used last', () => {
    const cache = new IndexCache({ guilds: 2, bytes: 1e9 });
    cache.put('a', 0, index(1));
    cache.put('b', 0, index(1));
    cache.get('a');
    cache.put('c', 0, index(1));
    expect(['a', 'b', 'c'].filter((guild) => cache.get(guild) !== null)).to.deep.equal(['a', 'c']);
  });

  it('TR-40 keeps a bounded amount of memory, but always the guild at hand', () => {
    const cache = new IndexCache({ guilds: 100, bytes: index(1).bytes * 2 });
    for (const guild of ['a', 'b', 'c']) cache.put(guild, 0, index(1));
    expect(cache.size).to.equal(2);
    cache.put('big', 0, index(500));
    expect(cache.size).to.equal(1);
    expect(cache.get('big')).to.not.equal(null);
    cache.invalidate('big');
    expect([cache.size, cache.bytes]).to.deep.equal([0, 0]);
  });

  it('TR-40 does not take an index that was built from what has changed since', () => {
    const cache = new IndexCache();
    const version = cache.versionOf(guildId);
    cache.invalidate(guildId);
    expect(cache.put(guildId, version, index(1))).to.equal(false);
    expect(cache.get(guildId)).to.equal(null);
    expect(cache.put(guildId, cache.versionOf(guildId), index(1))).to.equal(true);
  });

  it('TR-40 tells by one look-up whether a guild waits for a kind of event', () => {
    const directory = new KindDirectory();
    directory.set('a', new Set(['message', 'voice-join']));
    directory.set('b', new Set(['message']));
    directory.set('a', new Set(['voice-join']));
    expect(directory.has('message', 'a')).to.equal(false);
    expect(directory.has('message', 'b')).to.equal(true);
    expect(directory.has('voice-join', 'a')).to.equal(true);
    expect(directory.has('interval', 'a')).to.equal(false);
    expect([...index(1).kinds]).to.deep.equal(['message']);
  });
});
