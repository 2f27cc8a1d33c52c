import { RE2JS } from 're2js';
import { conditionMatch } from '../plugins/trigger/domain/conditions/conditions.js';
import type { MessageEvent } from '../plugins/trigger/domain/event.js';
import { GuildIndex } from '../plugins/trigger/domain/matcher/guild-index.js';
import type { Regex } from '../plugins/trigger/domain/regex.js';
import { inScope } from '../plugins/trigger/domain/scope.js';
import { compared, isBlank } from '../plugins/trigger/domain/text.js';
import type { ConditionId, Scope, Trigger } from '../plugins/trigger/domain/trigger.js';
import { re2Engine } from '../plugins/trigger/services/re2-engine.js';
import { plainTrigger } from './plain-trigger.js';
import { Random } from './random.js';

const MESSAGES_A_SET = 64;
const channels = ['200000000000000001', '200000000000000002'];
const kinds: readonly ConditionId[] = ['command', 'starts-with', 'contains', 'contains', 'matches', 'regex', 'regex'];
const prefixes = ['!', '!', 'a', 'σ ', 'É', ''];

/** Few letters, that collide, grow in lower case, combine, or have two lower cases, so that short texts often meet. */
const letters = [
  ...Array.from('abABkKsSi!?129 \n'),
  'İ',
  'ı',
  'ſ',
  '\u212A',
  'σ',
  'ς',
  'Σ',
  'é',
  'e\u0301',
  'É',
  '\u0301',
  '漢',
];
const pieces = [
  ...letters,
  '한',
  '\u1112\u1161',
  '😀',
  '❤\uFE0F',
  '❤',
  '𐐀',
  '𐐨',
  'ab',
  'aba',
  'Bab',
  'a b',
  'abababababababababab',
];
const parts = [
  'a',
  'b',
  'ab',
  'S',
  'k',
  '漢',
  'σ',
  'é',
  '.',
  '\\w',
  '\\d',
  '[ab]',
  '[!?]',
  '[^a]',
  '\\s',
  '(?:a|b)',
  '\\pL',
];
const repeats = ['', '', '', '*', '+', '?', '{2}', '{3,}', '+?'];
const edges = ['', '', '', '', '^', '\\b', '$', '(?i)'];

export interface FuzzFigures {
  readonly cases: number;
  /** Triggers met, over all cases. */
  readonly hits: number;
  readonly differences: number;
  /** The first few, told in full. */
  readonly examples: readonly string[];
}

/**
 * PF-12: random messages to random triggers. The index must tell what asking each trigger's condition tells, with re2js's
 * own machine for the patterns.
 */
export function benchFuzz(cases: number, seed = 17): FuzzFigures {
  const random = new Random(seed);
  const examples: string[] = [];
  let done = 0;
  let hits = 0;
  let differences = 0;
  while (done < cases) {
    const all = Array.from({ length: 1 + random.below(24) }, (_, at) => randomTrigger(at + 1, random));
    const index = new GuildIndex(all, re2Engine);
    const asked = all.map((trigger) => ({ trigger, regex: oracleFor(trigger) }));
    const prefix = random.pick(prefixes);
    for (let at = 0; at < MESSAGES_A_SET && done < cases; at++, done++) {
      const event = randomMessage(random);
      const expected = asked.filter((one) => isMet(one, event, prefix)).map(({ trigger }) => trigger.id);
      const found = index.match(event, { prefix, now: 1, stopwatch: () => 0 }).triggers.map(({ id }) => id);
      hits += expected.length;
      if (found.join() === expected.join()) continue;
      differences++;
      const wrong = all.filter(({ id }) => found.includes(id) !== expected.includes(id));
      if (examples.length < 5) examples.push(JSON.stringify({ prefix, content: event.content, wrong }));
    }
  }
  return { cases: done, hits, differences, examples };
}

function randomTrigger(id: number, random: Random): Trigger {
  const kind = random.pick(kinds);
  return plainTrigger({
    id,
    scope: randomScope(random),
    condition: {
      id: kind,
      parameter: kind === 'regex' ? randomPattern(random) : randomParameter(random),
      caseSensitive: random.chance(0.3),
    },
  });
}

function randomScope(random: Random): Scope {
  return random.chance(0.8) ? { kind: 'server' } : { kind: 'channel', channelId: random.pick(channels) };
}

function randomParameter(random: Random): string {
  const text = joined(1 + random.below(4), pieces, random);
  return isBlank(text) ? 'a' : text;
}

function randomPattern(random: Random): string {
  const branch = () =>
    random.pick(edges) +
    Array.from({ length: 1 + random.below(4) }, () => random.pick(parts) + random.pick(repeats)).join('') +
    random.pick(edges);
  return random.chance(0.25) ? `${branch()}|${branch()}` : branch();
}

function randomMessage(random: Random): MessageEvent {
  const start = random.chance(0.3) ? random.pick(['!', 'a', 'Σ ', 'é', 'E\u0301', ' ']) : '';
  return {
    kind: 'message',
    id: 'event',
    channelId: random.pick(channels),
    parentId: null,
    messageId: '1',
    repliesTo: null,
    content:
      start +
      joined(random.below(random.chance(0.1) ? 60 : 8), random.chance(0.5) ? letters.slice(0, 14) : pieces, random),
  };
}

function joined(count: number, among: readonly string[], random: Random): string {
  return Array.from({ length: count }, () => random.pick(among)).join('');
}

function isMet(
  { trigger, regex }: { readonly trigger: Trigger; readonly regex: Regex | null },
  event: MessageEvent,
  prefix: string,
): boolean {
  const { id, parameter, caseSensitive } = trigger.condition;
  if (!inScope(trigger.scope, event)) return false;
  const text = compared(event.content);
  return conditionMatch(id, { event, triggerId: trigger.id, parameter, caseSensitive, text, prefix, regex }) !== null;
}

/** A pattern as re2js itself runs it. */
function oracleFor({ condition: { id, parameter, caseSensitive } }: Trigger): Regex | null {
  if (id !== 'regex' || !re2Engine.compile(parameter.normalize('NFC'), caseSensitive).ok) return null;
  const compiled = RE2JS.compile(parameter.normalize('NFC'), caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE);
  const find: Regex['find'] = (text) => {
    const matcher = compiled.matcher(text);
    return matcher.find() ? { start: matcher.start(), end: matcher.end() } : null;
  };
  return { size: compiled.programSize(), matches: (text) => find(text) !== null, find };
}
