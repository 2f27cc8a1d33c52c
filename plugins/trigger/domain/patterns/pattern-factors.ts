import { fold } from '../text.js';
import { isNeeded } from './pattern-needs.js';
import type { Instruction, Program, Ranges } from './program.js';

/** The most factors that stand for one pattern. */
const FACTOR_LIMIT = 40;
/** Shorter ones are in too many texts to rule anything out; longer ones rule out little more. */
const LEAST_LENGTH = 3;
const GREATEST_LENGTH = 6;
/** Sets of more letters are not written out, and neither are larger programs. */
const LETTER_LIMIT = 3;
const CODE_LIMIT = 24;
const SIZE_LIMIT = 100;

/**
 * Short texts in lower case, with any white space as a space, one of which is in each text that a program matches. For
 * patterns whose literals are broken up, as `b+\s*a+\s*d`: from an instruction that all ways visit, this writes out what
 * may follow, for as long as that is little. Null: it soon is too much everywhere.
 */
export function requiredFactors(program: Program): readonly string[] | null {
  const { instructions } = program;
  if (instructions.length > SIZE_LIMIT) return null;
  const steps = instructions.map((one, at) => ({
    letters: one.kind === 'letter' ? fewLetters(one.among) : null,
    next: followers(at, instructions),
  }));
  let best: readonly string[] | null = null;
  for (const [at, { letters }] of steps.entries()) {
    if (letters === null || !isNeeded(program, at)) continue;
    const factors = factorsFrom(at, steps);
    if (shortest(factors) >= LEAST_LENGTH && (best === null || isBetter(factors, best))) best = factors;
  }
  return best;
}

/** An instruction: the letters that it takes, if it takes letters and few, and the instructions that come next then. */
interface Step {
  readonly letters: readonly string[] | null;
  readonly next: readonly number[];
}

/** What a text has from the last visit to an instruction on, that one's letter first. */
function factorsFrom(start: number, steps: readonly Step[]): readonly string[] {
  const ended: string[] = [];
  let open = new Map<string, ReadonlySet<number>>([['', new Set([start])]]);
  for (let length = 0; length < GREATEST_LENGTH && open.size > 0; length++) {
    const ending: string[] = [];
    const longer = new Map<string, Set<number>>();
    for (const [factor, places] of open) {
      if (Array.from(places).some((at) => (steps[at]?.letters ?? null) === null)) {
        ending.push(factor);
        continue;
      }
      for (const at of places) {
        for (const letter of steps[at]?.letters ?? []) {
          const known = longer.get(factor + letter) ?? new Set();
          for (const next of steps[at]?.next ?? []) if (next !== start) known.add(next);
          longer.set(factor + letter, known);
        }
      }
    }
    if (ended.length + ending.length + longer.size > FACTOR_LIMIT) break;
    ended.push(...ending);
    open = longer;
  }
  return [...ended, ...open.keys()];
}

/** The letters, and perhaps the match, that come next after a letter. */
function followers(at: number, instructions: readonly Instruction[]): readonly number[] {
  const found: number[] = [];
  const seen = new Set<number>();
  const first = instructions[at];
  const open = first?.kind === 'letter' ? [first.next] : [];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const instruction = instructions[place];
    if (instruction === undefined || seen.has(place)) continue;
    seen.add(place);
    if (instruction.kind === 'letter' || instruction.kind === 'match') found.push(place);
    else if (instruction.kind === 'either') open.push(instruction.first, instruction.second);
    else if ('next' in instruction) open.push(instruction.next);
  }
  return found;
}

/** The letters of a set in lower case, any white space as a space; null when they are many. */
function fewLetters(among: Ranges): readonly string[] | null {
  const found = new Set<string>();
  let codes = 0;
  for (let at = 0; at < among.length; at += 2) {
    const first = among[at] ?? 0;
    const last = among[at + 1] ?? 0;
    codes += last - first + 1;
    if (codes > CODE_LIMIT) return null;
    for (let code = first; code <= last; code++) {
      found.add(fold(String.fromCodePoint(code)).replace(/[\t\n\f\r]/, ' '));
    }
  }
  return found.size <= LETTER_LIMIT ? [...found] : null;
}

/** Whether factors rule out more: the longer do, and of those as long the ones that are less likely. */
function isBetter(factors: readonly string[], best: readonly string[]): boolean {
  const difference = shortest(factors) - shortest(best);
  return difference > 0 || (difference === 0 && likelihood(factors) < likelihood(best));
}

function shortest(factors: readonly string[]): number {
  return Math.min(...factors.map(({ length }) => length));
}

/** About how likely one of these is at a place of a text. */
function likelihood(factors: readonly string[]): number {
  return factors.reduce((sum, factor) => sum + Array.from(factor, frequency).reduce((one, other) => one * other), 0);
}

/** Letters by how often people write them, in most languages with Latin letters. */
const byFrequency = ' eaitonrsldumchpgbkfvywjzxq';

function frequency(letter: string): number {
  const rank = byFrequency.indexOf(letter);
  return 0.15 * 0.88 ** (rank < 0 ? byFrequency.length : rank);
}
