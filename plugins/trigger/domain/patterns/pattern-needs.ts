import { Place, type Instruction, type Program } from './program.js';
import { isOneKind, kindsOf, type TextTraits } from './text-traits.js';

/** What a text must have for a pattern to match it. */
export interface PatternNeeds {
  /** It matches from the text's start alone. */
  readonly anchored: boolean;
  /** Which letters of ASCII such a pattern may begin with; null when that is not known. */
  readonly firsts: Uint8Array | null;
  /** Kinds that must all occur. */
  readonly all: number;
  /** Kinds each of which must occur three times in a row. */
  readonly runs: number;
}

/** Nothing is known. */
export const noNeeds: PatternNeeds = { anchored: false, firsts: null, all: 0, runs: 0 };

/** Larger programs are not looked through. */
const SIZE_LIMIT = 100;

/** Reads from a program what none of its ways can do without. */
export function needsOf(program: Program): PatternNeeds {
  const { instructions } = program;
  if (instructions.length > SIZE_LIMIT) return noNeeds;
  let all = 0;
  let runs = 0;
  for (const [at, instruction] of instructions.entries()) {
    const kinds = oneKind(instruction);
    const next = kinds === 0 ? null : behindPasses(instructions, instruction);
    const afterNext = next === null ? null : behindPasses(instructions, next);
    const isRun = next !== null && afterNext !== null && oneKind(next) === kinds && oneKind(afterNext) === kinds;
    const isKnown = (all & kinds) !== 0 && (!isRun || (runs & kinds) !== 0);
    if (kinds === 0 || isKnown || !isNeeded(program, at)) continue;
    all |= kinds;
    if (isRun) runs |= kinds;
  }
  const anchored = isAnchored(program);
  return { anchored, firsts: anchored ? firstsOf(program) : null, all, runs };
}

/** Whether all ways to a match visit an instruction. */
export function isNeeded({ start, instructions }: Program, at: number): boolean {
  return !reaches(instructions, start, (other) => other === at);
}

/** Whether a pattern goes nowhere but from the text's start. */
export function isAnchored({ start, instructions }: Program): boolean {
  const isStart = (at: number): boolean => {
    const instruction = instructions[at];
    return instruction?.kind === 'assert' && (instruction.place & Place.textStart) !== 0;
  };
  return !reaches(instructions, start, isStart, true);
}

/** @param traits - of the text, or of one that it begins. */
export function mayMeet({ all, runs, firsts }: PatternNeeds, text: string, traits: TextTraits): boolean {
  if ((traits.seen & all) !== all || (traits.runs & runs) !== runs) return false;
  // Not a number in an empty text, and beyond ASCII in others: nothing is known of either.
  return firsts === null || firsts[text.charCodeAt(0)] !== 0;
}

/** Which letters of ASCII come first on some way; null when a way may match without any. */
function firstsOf({ start, instructions }: Program): Uint8Array | null {
  const firsts = new Uint8Array(128);
  const isLetter = (at: number): boolean => {
    const instruction = instructions[at];
    if (instruction?.kind !== 'letter') return false;
    const { among } = instruction;
    for (let range = 0; range < among.length; range += 2)
      firsts.fill(1, among[range] ?? 0, (among[range + 1] ?? 0) + 1);
    return true;
  };
  return reaches(instructions, start, isLetter) ? null : firsts;
}

/** The kind of the letters that an instruction takes, if that is one; 0 otherwise. */
function oneKind(instruction: Instruction): number {
  if (instruction.kind !== 'letter') return 0;
  const kinds = kindsOf(instruction.among);
  return isOneKind(kinds) ? kinds : 0;
}

function behindPasses(instructions: readonly Instruction[], instruction: Instruction): Instruction | null {
  let at = 'next' in instruction ? instruction.next : -1;
  for (let seen = instructions[at]; seen?.kind === 'pass'; seen = instructions[at]) at = seen.next;
  return instructions[at] ?? null;
}

/** Whether a way leads to a match, or to any letter, that avoids some instructions. */
function reaches(
  instructions: readonly Instruction[],
  start: number,
  isAvoided: (at: number) => boolean,
  orLetter = false,
): boolean {
  const seen = new Uint8Array(instructions.length);
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const instruction = instructions[at];
    if (instruction === undefined || seen[at] === 1 || isAvoided(at)) continue;
    seen[at] = 1;
    if (instruction.kind === 'match' || (orLetter && instruction.kind === 'letter')) return true;
    if (instruction.kind === 'either') open.push(instruction.first, instruction.second);
    else if ('next' in instruction) open.push(instruction.next);
  }
  return false;
}
