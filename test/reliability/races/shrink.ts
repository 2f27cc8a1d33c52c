import type { Act, Batch, Round, Sequence, Tempo } from './acts.js';

/** One guild's part of a batch, which fails by itself. */
export interface Suspect {
  readonly tempo: readonly Tempo[];
  readonly sequence: Sequence;
}

/** Tells whether a suspect fails. */
export type Trial = (suspect: Suspect) => Promise<boolean>;

/** Where an act stands. */
interface Place {
  readonly round: number;
  readonly slot: number;
  readonly index: number;
}

/** The part of a batch in which something failed. */
export function suspectOf({ tempo, sequences }: Batch, index: number): Suspect {
  const sequence = sequences[index];
  if (!sequence) throw new RangeError(`There is no sequence ${index}`);
  return { tempo, sequence };
}

/** Several guilds in which the same happens: what depends on luck gets more than one chance. */
export function asBatch({ tempo, sequence }: Suspect, copies: number): Batch {
  return { tempo, sequences: Array.from({ length: copies }, () => sequence) };
}

/**
 * Leaves out what a failure does not need: halves of the acts first, then smaller parts, then closed gates and what becomes of
 * the bot. What fails by luck may be left longer than it has to be.
 *
 * @param until - When to stop, by `performance.now()`.
 */
export async function shrink(suspect: Suspect, fails: Trial, until: number): Promise<Suspect> {
  let least = suspect;
  const better = async (candidate: Suspect): Promise<boolean> => {
    if (performance.now() > until || !(await fails(candidate))) return false;
    least = candidate;
    return true;
  };
  for (let part = Math.ceil(placesOf(least).length / 2); part >= 1;) {
    let removed = false;
    for (let start = 0; start < placesOf(least).length;) {
      const gone = placesOf(least).slice(start, start + part);
      if (await better(without(least, gone))) removed = true;
      else start += part;
    }
    if (part === 1 && !removed) break;
    part = part === 1 ? 1 : Math.ceil(part / 2);
  }
  for (const [round] of least.tempo.entries()) await better(calm(least, round));
  for (const [round] of least.sequence.rounds.entries()) await better(ungated(least, round));
  return least;
}

function placesOf({ sequence }: Suspect): Place[] {
  return sequence.rounds.flatMap(({ slots }, round) =>
    slots.flatMap((acts, slot) => acts.map((_, index) => ({ round, slot, index }))),
  );
}

function without(suspect: Suspect, gone: readonly Place[]): Suspect {
  const isGone = (round: number, slot: number, index: number): boolean =>
    gone.some((place) => place.round === round && place.slot === slot && place.index === index);
  const rounds = suspect.sequence.rounds.map((round, at) => ({
    ...round,
    slots: round.slots.map((acts: readonly Act[], slot) => acts.filter((_, index) => !isGone(at, slot, index))),
  }));
  return { ...suspect, sequence: { ...suspect.sequence, rounds } };
}

function calm(suspect: Suspect, at: number): Suspect {
  const tempo = suspect.tempo.map((pace, round) =>
    round === at ? { ...pace, mishap: 'none' as const, ticks: [] } : pace,
  );
  return { ...suspect, tempo };
}

function ungated(suspect: Suspect, at: number): Suspect {
  const open = (round: Round): Round => ({ ...round, gate: { closed: false, order: [] } });
  const rounds = suspect.sequence.rounds.map((round, index) => (index === at ? open(round) : round));
  return { ...suspect, sequence: { ...suspect.sequence, rounds } };
}
