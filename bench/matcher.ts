import type { MessageEvent } from '../plugins/trigger/domain/event.js';
import { GuildIndex } from '../plugins/trigger/domain/matcher/guild-index.js';
import type { Trigger, TriggerId } from '../plugins/trigger/domain/trigger.js';
import { re2Engine } from '../plugins/trigger/services/re2-engine.js';
import { eventsFor, triggers, Words } from './matcher-mix.js';
import { median, milliseconds, Timing } from './measure.js';
import { Random } from './random.js';
import { CompiledLoop, PeerLoop, type Strategy } from './v8-loop.js';

const MESSAGES = 40_000;
const counts = [10, 20, 100, 300, 1_000] as const;
const context = { prefix: '!', now: 1, stopwatch: () => performance.now() };

/** A set of triggers, its messages, and those who match them. */
export interface MatcherCase {
  readonly triggers: readonly Trigger[];
  readonly events: readonly MessageEvent[];
  readonly byIndex: (event: MessageEvent) => readonly TriggerId[];
  readonly loops: Readonly<Record<'compiled' | 'peer', Strategy>>;
}

export interface MatcherFigures {
  readonly triggers: number;
  /** The share of messages that meet a trigger, and how many triggers a message meets. */
  readonly hitShare: number;
  readonly hits: number;
  /** Microseconds a message. */
  readonly index: number;
  readonly compiledLoop: number;
  readonly peerLoop: number;
  /** How many times as long they take. */
  readonly compiledRatio: number;
  readonly peerRatio: number;
  /** How many times as long as with ten triggers. */
  readonly growth: number;
  /** Milliseconds to build the index and match the first message, warm. */
  readonly build: number;
  /** Messages for which the index and the loops do not tell the same triggers. */
  readonly differences: number;
}

export function matcherCases(): readonly MatcherCase[] {
  const random = new Random(7);
  const words = new Words(random);
  return counts.map((count) => {
    const all = triggers(count, words, random);
    const index = new GuildIndex(all, re2Engine);
    return {
      triggers: all,
      events: eventsFor(all, MESSAGES, words, random),
      byIndex: (event) => index.match(event, context).triggers.map(({ id }) => id),
      loops: { compiled: new CompiledLoop(all, '!'), peer: new PeerLoop(all, '!') },
    };
  });
}

/**
 * PF-12: a guild's index against a regex for each trigger, on the same messages in the same rounds.
 *
 * @param every - the loops, which remember nothing of a message, see one of so many.
 */
export function benchMatcher(cases: readonly MatcherCase[], rounds: number, every: number): readonly MatcherFigures[] {
  const timings = cases.map(({ events, byIndex, loops }) => {
    const sample = events.filter((_, at) => at % every === 0);
    return {
      index: new Timing(events, byIndex),
      compiled: new Timing(sample, (event) => loops.compiled.match(event)),
      peer: new Timing(sample, (event) => loops.peer.match(event)),
    };
  });
  for (let round = 0; round < rounds; round++) {
    for (const { index, compiled, peer } of timings) for (const one of [index, compiled, peer]) one.round();
  }
  const least = timings[0]?.index.microseconds ?? Number.NaN;
  return cases.map((one, at) => {
    const of = (name: 'index' | 'compiled' | 'peer') => timings[at]?.[name].microseconds ?? Number.NaN;
    const [index, compiledLoop, peerLoop] = [of('index'), of('compiled'), of('peer')];
    return {
      triggers: one.triggers.length,
      ...counted(one, every),
      index,
      compiledLoop,
      peerLoop,
      compiledRatio: compiledLoop / index,
      peerRatio: peerLoop / index,
      growth: index / least,
      build: median(Array.from({ length: 15 }, () => timedBuild(one))),
    };
  });
}

function counted({ events, byIndex, loops }: MatcherCase, every: number) {
  let hitting = 0;
  let hits = 0;
  let differences = 0;
  for (const [at, event] of events.entries()) {
    const found = byIndex(event);
    hits += found.length;
    if (found.length > 0) hitting++;
    if (at % every !== 0) continue;
    const expected = found.join();
    if (expected !== loops.compiled.match(event).join() || expected !== loops.peer.match(event).join()) differences++;
  }
  return { hitShare: hitting / events.length, hits: hits / events.length, differences };
}

function timedBuild({ triggers: all, events }: MatcherCase): number {
  return milliseconds(() => {
    const index = new GuildIndex(all, re2Engine);
    if (index.broken.length > 0) throw new Error('A pattern of the bench does not compile.');
    for (const event of events.slice(0, 1)) index.match(event, context);
  });
}
