import { MATCHED_TEXT_LIMIT, PATTERN_LIMIT, PROGRAM_LIMIT } from '../plugins/trigger/domain/regex.js';
import { re2Engine } from '../plugins/trigger/services/re2-engine.js';
import { milliseconds } from './measure.js';
import { Random } from './random.js';

/** The worst of its kind that a search over random patterns found, within the caps. */
const patterns = [
  '([ab]*a[ab]{20}){3}$',
  '[ab]*a[ab]{100}$',
  '(?:.?){140}c',
  '(?:(?:.){10}){14}\\z',
  '\\pL{31}(?m:^)?(?:\\w{13}){16}a\\b$',
  '(?:(?:a|b|ab)?){45}c',
  `${Array.from('LMNPSZ', (category) => `\\p{${category}}?\\P{${category}}?`)
    .join('')
    .repeat(3)}$c`,
];

/** Each run is tried so often, anew, and its least time counts: the others had other processes in them. */
const TRIES = 5;

export interface HostileFigures {
  readonly pattern: string;
  /** Milliseconds, the greatest over all texts: the first run, which builds all it needs, and those after. */
  readonly first: number;
  readonly later: number;
  readonly find: number;
}

/** PF-12: the worst patterns on the worst texts. The goal is under 25 ms for any single run. */
export function benchHostile(): readonly HostileFigures[] {
  const random = new Random(11);
  const letters = (of: () => string) => Array.from({ length: MATCHED_TEXT_LIMIT }, of).join('');
  const texts = [
    letters(() => random.pick(['a', 'b'])),
    letters(() => 'a'),
    letters(() => String.fromCharCode(0x100 + random.below(0xd000))),
    letters(() => random.pick(Array.from('ab \n_9é漢'))),
  ];
  return patterns.map((pattern) => {
    const runs = texts.map((text) => {
      const tries = Array.from({ length: TRIES }, () => timedRuns(pattern, text));
      const least = (of: (run: (typeof tries)[number]) => number) => Math.min(...tries.map((run) => of(run)));
      return {
        first: least(({ first }) => first),
        later: least(({ later }) => later),
        find: least(({ find }) => find),
      };
    });
    const worst = (of: (run: (typeof runs)[number]) => number) => Math.max(...runs.map((run) => of(run)));
    return {
      pattern,
      first: worst(({ first }) => first),
      later: worst(({ later }) => later),
      find: worst(({ find }) => find),
    };
  });
}

function timedRuns(pattern: string, text: string): Omit<HostileFigures, 'pattern'> {
  const compiled = re2Engine.compile(pattern, true);
  if (!compiled.ok || compiled.regex.size > PROGRAM_LIMIT || pattern.length > PATTERN_LIMIT) {
    throw new Error(`${pattern} is not within the caps.`);
  }
  const { regex } = compiled;
  const first = milliseconds(() => regex.matches(text));
  return { first, later: milliseconds(() => regex.matches(text)), find: milliseconds(() => regex.find(text)) };
}
