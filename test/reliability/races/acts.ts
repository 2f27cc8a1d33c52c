import * as fc from 'fast-check';

/**
 * What somebody does. The numbers choose among what there is when it is done, by the rest of a division: so each act means
 * something whatever came before it, also when acts before it are left out.
 */
export interface Act {
  readonly kind: ActKind;
  readonly who: number;
  readonly where: number;
  readonly what: number;
}

/** How often each kind is drawn. */
const weights = {
  join: 6,
  enterRoom: 16,
  enterHub: 12,
  enterSource: 6,
  leave: 14,
  botMoves: 3,
  moved: 3,
  click: 22,
  staleClick: 4,
  plays: 5,
  voice: 2,
  say: 2,
  editOverwrite: 3,
  renameByHand: 2,
  deleteChannel: 2,
  deletePanel: 1,
  roles: 3,
  leaveGuild: 1,
  lockHub: 3,
  lockGuild: 2,
  settings: 1,
  disableSource: 1,
  botPermissions: 1,
  outage: 1,
} as const;
export type ActKind = keyof typeof weights;

/** How the calls of a guild are let through while a round lasts. */
export interface GateDraw {
  /** Open: each call is answered as it comes. Else it waits until it is drawn. */
  readonly closed: boolean;
  /** Which of the waiting calls passes next, and whether it then waits for its answer too. */
  readonly order: readonly number[];
}

/** What happens in a guild without anything settling: in each slot some acts, between them some calls pass. */
export interface Round {
  readonly slots: readonly (readonly Act[])[];
  readonly gate: GateDraw;
}

/** What a guild has set, and all that happens in it. */
export interface Sequence {
  readonly setup: {
    readonly cleanup: number;
    readonly grace: number;
    readonly text: 'channel' | 'voice-chat' | 'none';
    readonly sealed: boolean;
    /** So many people share a room when it begins. */
    readonly crowd: number;
  };
  readonly rounds: readonly Round[];
}

/** What becomes of the bot at the end of a round, before its calls are let through. */
export const mishaps = ['restart', 'resume', 'reconnect'] as const;
export type Mishap = 'none' | (typeof mishaps)[number];

/** What all guilds of a batch have in common, since they have one clock and one bot. */
export interface Tempo {
  /** Milliseconds after each slot but the last. */
  readonly ticks: readonly number[];
  readonly mishap: Mishap;
  /** Seconds that pass when the round is settled. */
  readonly seconds: number;
}

/** Some guilds side by side, one sequence each. */
export interface Batch {
  readonly tempo: readonly Tempo[];
  readonly sequences: readonly Sequence[];
}

export interface BatchSize {
  readonly guilds: number;
  readonly rounds: number;
}

export const SLOTS = 3;
/** Times between which deadlines lie: gathering, debounce, the acting owner's window, cleanup, retries, grace, locks. */
const SECONDS = [1, 1, 3, 5, 16, 31, 70, 301];
const TICKS = [0, 0, 300, 300, 1600];

const act = fc.record({
  kind: fc.oneof(
    ...Object.entries(weights).map(([kind, weight]) => ({ arbitrary: fc.constant(kind as ActKind), weight })),
  ),
  who: fc.nat({ max: 59 }),
  where: fc.nat({ max: 59 }),
  what: fc.nat({ max: 59 }),
});

const round: fc.Arbitrary<Round> = fc.record({
  slots: fc.array(fc.array(act, { minLength: 0, maxLength: 3, size: 'max' }), { minLength: SLOTS, maxLength: SLOTS }),
  gate: fc.record({
    closed: fc.boolean(),
    order: fc.array(fc.nat({ max: 59 }), { minLength: 12, maxLength: 12 }),
  }),
});

/** @param size - How many sequences stand side by side, and how long they are. */
export function batches({ guilds, rounds }: BatchSize): fc.Arbitrary<Batch> {
  return fc.record({
    tempo: fc.array(
      fc.record({
        ticks: fc.array(fc.constantFrom(...TICKS), { minLength: SLOTS - 1, maxLength: SLOTS - 1 }),
        mishap: fc.oneof(
          { arbitrary: fc.constant<Mishap>('none'), weight: 60 },
          ...mishaps.map((mishap) => ({ arbitrary: fc.constant<Mishap>(mishap), weight: 1 })),
        ),
        seconds: fc.constantFrom(...SECONDS),
      }),
      { minLength: rounds, maxLength: rounds },
    ),
    sequences: fc.array(
      fc.record({
        setup: fc.record({
          cleanup: fc.constantFrom(0, 30_000),
          grace: fc.constantFrom(300_000, 300_000, 10_000, 0),
          text: fc.constantFrom('channel', 'channel', 'channel', 'voice-chat', 'none'),
          sealed: fc.boolean(),
          crowd: fc.constantFrom(0, 2, 3, 4),
        }),
        rounds: fc.array(round, { minLength: rounds, maxLength: rounds }),
      }),
      { minLength: guilds, maxLength: guilds },
    ),
  });
}

/** The batch that a seed stands for. */
export function batchOf(seed: number, size: BatchSize): Batch {
  const [batch] = fc.sample(batches(size), { seed, numRuns: 1 });
  if (!batch) throw new Error('Nothing was drawn');
  return batch;
}

/**
 * What happens in a slot of a round. In every second round whose gate is closed the same person does it all, in the first room: what
 * happens to one thing several times is what gets into disorder.
 */
export function actsIn(round: Round | undefined, slot: number): readonly Act[] {
  const acts = round?.slots[slot] ?? [];
  const [draw = 0, who = 0] = round?.gate.order ?? [];
  return round?.gate.closed && draw % 2 === 0 ? acts.map((act) => ({ ...act, who, where: 0 })) : acts;
}

export function actsOf({ rounds }: Sequence): Act[] {
  return rounds.flatMap(({ slots }) => slots.flat());
}
