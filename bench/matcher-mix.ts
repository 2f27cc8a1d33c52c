import type { Scope, Trigger } from '../plugins/trigger/domain/trigger.js';
import type { MessageEvent } from '../plugins/trigger/domain/event.js';
import { plainTrigger } from './plain-trigger.js';
import type { Random } from './random.js';

const syllables = Array.from('ka lo mi ten ra su vel no pi dar es tu gan or le shi fro ba ny con'.split(' '));
const beyondLatin1 = ['привет', 'спасибо', 'что', 'こんにちは', '漢字', '😀', '🎉'];
const foreign = [
  ...beyondLatin1,
  'café',
  'naïve',
  '<:pog:81384788765712384>',
  '<@81384788765712385>',
  'https://example.org/a?b=c',
];
export const channels = ['200000000000000001', '200000000000000002', '200000000000000003'];
/** Messages that triggers are bound to, and that some messages answer. */
const answered = ['300000000000000001', '300000000000000002', '300000000000000003'];

/** Words by a Zipf draw: few are common, most are rare. */
export class Words {
  readonly #random: Random;
  readonly #words: readonly string[];
  /** What people make triggers of: no word of two letters, which would fire on everything. */
  readonly #rare: readonly string[];

  constructor(random: Random) {
    this.#random = random;
    this.#words = Array.from({ length: 4_000 }, () =>
      Array.from({ length: 1 + random.below(4) }, () => random.pick(syllables)).join(''),
    );
    this.#rare = this.#words.slice(1_000).filter((word) => word.length >= 6);
  }

  common(): string {
    return this.#words[Math.floor(this.#words.length ** this.#random.next()) - 1] ?? 'a';
  }

  rare(): string {
    return this.#random.pick(this.#rare);
  }
}

/**
 * Chat-like messages, no two alike: half of them below 42 letters, a tenth above 120, 80 on average, a hundredth of 2,000;
 * a fifth with letters beyond Latin-1, and a twelfth beginning with what some trigger wants. The bench prints how many
 * meet a trigger.
 */
export function messages(count: number, words: Words, random: Random, planted: readonly string[]): readonly string[] {
  const made = new Set<string>();
  // As strings come out of a gateway packet.
  while (made.size < count) made.add(String(JSON.parse(JSON.stringify(message(words, random, planted)))));
  return [...made];
}

function message(words: Words, random: Random, planted: readonly string[]): string {
  const length = random.chance(0.01) ? 2_000 : Math.min(420, Math.max(3, Math.exp(3.65 + random.normal() * 0.85)));
  const isForeign = random.chance(0.22);
  let text = random.chance(0.08) ? `${random.pick(planted)} ` : '';
  if (isForeign) text += `${random.pick(beyondLatin1)} `;
  while (text.length < length) {
    const word = isForeign && random.chance(0.3) ? random.pick(foreign) : words.common();
    text += `${random.chance(0.1) ? word.toUpperCase() : word}${random.pick([' ', ' ', ' ', ' ', ', ', '! ', ' 42 '])}`;
  }
  return text.trimEnd();
}

/** Patterns as people write them, by two words. */
const shapes: readonly ((one: string, other: string) => string)[] = [
  (one) => `\\b${one}\\b`,
  (one) => `${one}s?`,
  (one, other) => `(?:${one}|${other})`,
  (one, other) => `${one}.*${other}`,
  (one, other) => `^(?:${one}|${other})\\s+\\w+`,
  (one) => `https?://${one}\\.\\w+`,
  (one) => `discord\\.gg/${one}\\w*`,
  (one) => `${one}{2,}`,
  (one, other) => `how (?:do|can) (?:i|we) ${one} ${other}`,
  (one) => `${one}\\d{2,4}`,
  (one) => Array.from(one).join('+\\s*'),
  (one, other) => `\\b(?:${one}|${other}|${other}${one})(?:ing|ed)?\\b`,
  (one) => `${one}$`,
  () => '\\b\\d{5,}\\b',
  () => '[!?]{4,}',
  () => '^[A-Z\\s]{12,}$',
];

/**
 * A mixed set: 40% commands, 15% starts, 25% contained, 10% whole texts, 10% patterns. A seventh minds case, and so does
 * each pattern that looks for shouting, which would fire on all words otherwise. A quarter is bound to one of three
 * channels, and a twentieth to one of three messages.
 */
export function triggers(count: number, words: Words, random: Random): readonly Trigger[] {
  return Array.from({ length: count }, (_, at): Trigger => {
    const kind = (at * 37) % 100;
    const one = words.rare();
    const phrase = random.chance(0.4) ? `${one} ${words.rare()}` : one;
    const id =
      kind < 40 ? 'command' : kind < 55 ? 'starts-with' : kind < 80 ? 'contains' : kind < 90 ? 'matches' : 'regex';
    const parameter = id === 'regex' ? random.pick(shapes)(one, words.rare()) : id === 'command' ? one : phrase;
    return plainTrigger({
      id: at + 1,
      scope: randomScope(random),
      condition: { id, parameter, caseSensitive: random.chance(0.15) || parameter.includes('A-Z') },
    });
  });
}

function randomScope(random: Random): Scope {
  const drawn = random.next();
  if (drawn >= 0.3) return { kind: 'server' };
  const channelId = random.pick(channels);
  return drawn < 0.25
    ? { kind: 'channel', channelId }
    : { kind: 'message', channelId, messageId: random.pick(answered) };
}

/** Messages for a set of triggers, spread over the channels. A tenth answers a message that triggers may be bound to. */
export function eventsFor(
  all: readonly Trigger[],
  count: number,
  words: Words,
  random: Random,
): readonly MessageEvent[] {
  const planted = all
    .filter(({ condition }) => condition.id !== 'regex')
    .map(({ condition: { id, parameter } }) => (id === 'command' ? `!${parameter}` : parameter));
  return messages(count, words, random, planted).map((content, at) => ({
    kind: 'message',
    id: `${at}`,
    channelId: channels[at % channels.length] ?? '1',
    parentId: null,
    messageId: `${at}`,
    repliesTo: random.chance(0.1) ? random.pick(answered) : null,
    content,
  }));
}
