import { batchOf, type BatchSize } from './acts.js';
import { Race, type Outcome } from './race.js';
import { asBatch, shrink, suspectOf, type Suspect } from './shrink.js';

/** How many guilds stand side by side, and how many rounds each has. */
export const SIZE: BatchSize = { guilds: 40, rounds: 3 };
/** A stage remembers what it has seen: after so many batches a new one is set. */
const BATCHES_A_STAGE = 10;
/** How often the same is tried side by side while a failure is made smaller. */
const COPIES = 4;

/** What a search has looked at. */
export interface Tally {
  sequences: number;
  acts: number;
}

/** A sequence that failed, as small as it got. */
export interface Counterexample {
  readonly seed: number;
  readonly faults: readonly string[];
  readonly story: readonly string[];
  /** Whether it failed again when it was run by itself. */
  readonly again: boolean;
}

export interface SearchOptions {
  readonly seeds: Iterable<number>;
  /** Asked before each batch. */
  readonly goesOn: () => boolean;
  /** How long a failure may be made smaller, in real milliseconds. */
  readonly shrinking: number;
  readonly progress?: (tally: Tally) => void;
}

/** Runs batch after batch until one fails, or there is no more. */
export async function search(
  options: SearchOptions,
): Promise<{ readonly tally: Tally; readonly found: Counterexample | null }> {
  const tally: Tally = { sequences: 0, acts: 0 };
  const seeds = options.seeds[Symbol.iterator]();
  let next = seeds.next();
  while (!next.done && options.goesOn()) {
    const race = await Race.set();
    try {
      for (let batch = 0; batch < BATCHES_A_STAGE && !next.done && options.goesOn(); batch += 1) {
        const found = await tryBatch(race, next.value, tally, options);
        if (found) return { tally, found };
        options.progress?.(tally);
        next = seeds.next();
      }
    } finally {
      await race.strike();
    }
  }
  return { tally, found: null };
}

async function tryBatch(
  race: Race,
  seed: number,
  tally: Tally,
  { shrinking }: SearchOptions,
): Promise<Counterexample | null> {
  const batch = batchOf(seed, SIZE);
  const outcomes = await race.run(batch);
  tally.sequences += outcomes.length;
  tally.acts += outcomes.reduce((sum, { acts }) => sum + acts, 0);
  const index = outcomes.findIndex(isFaulty);
  const outcome = outcomes[index];
  if (!outcome) return null;
  const smaller = await smallest(race, suspectOf(batch, index), performance.now() + shrinking);
  return { seed, again: smaller !== null, faults: (smaller ?? outcome).faults, story: (smaller ?? outcome).story };
}

/** @returns null when it does not fail again by itself. */
async function smallest(race: Race, suspect: Suspect, until: number): Promise<Outcome | null> {
  let failed: Outcome | null = null;
  const fails = async (candidate: Suspect): Promise<boolean> => {
    const faulty = (await race.run(asBatch(candidate, COPIES))).find(isFaulty);
    failed = faulty ?? failed;
    return faulty !== undefined;
  };
  if (await fails(suspect)) await shrink(suspect, fails, until);
  return failed;
}

const isFaulty = ({ faults }: Outcome): boolean => faults.length > 0;

/** What somebody reads who has to find out what happened. */
export function told({ seed, again, faults, story }: Counterexample): string {
  const luck = again ? '' : ' It did not fail again by itself: this is the whole sequence.';
  return [
    `A sequence ends badly. RACE_SEED=${seed} repeats its batch.${luck}`,
    ...story.map((line) => `  ${line}`),
    ...faults.map((fault) => `  => ${fault}`),
  ].join('\n');
}
