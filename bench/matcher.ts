import type { MessageEvent } from '../plugins/trigger/domain/event.js';
import { GuildIndex } from '../plugins/trigger/domain/matcher/guild-index.js';
import type { Trigger } from '../plugins/trigger/domain/trigger.js';
import { re2Engine } from '../plugins/trigger/services/re2-engine.js';
import { channels, messages, triggers, Words } from './matcher-mix.js';
import { Random } from './random.js';
import { V8Loop } from './v8-loop.js';

const MESSAGES = 40_000;
const ROUNDS = 5;
const counts = [10, 20, 100, 300, 1_000] as const;

export interface MatcherFigures {
  readonly triggers: number;
  /** Microseconds a message, medians of the rounds. */
  readonly index: number;
  readonly v8Loop: number;
  /** How many times as long the loop takes: the median of the ratios within each round. */
  readonly ratio: number;
  /** Milliseconds to build the index once, warm. */
  readonly build: number;
  /** Messages for which the two do not tell the same triggers. */
  readonly differences: number;
}

/** PF-12: a guild's index against a regex for each trigger, on the same messages in the same rounds. */
export function benchMatcher(): readonly MatcherFigures[] {
  const random = new Random(7);
  const words = new Words(random);
  return counts.map((count) => {
    const all = triggers(count, words, random);
    const planted = all.filter(({ condition }) => condition.id !== 'regex').map((trigger) => plantedFor(trigger));
    const events = messages(MESSAGES, words, random, planted).map((content, at): MessageEvent => ({
      kind: 'message',
      id: `${at}`,
      channelId: channels[at % channels.length] ?? '1',
      parentId: null,
      messageId: `${at}`,
      repliesTo: null,
      content,
    }));
    return { triggers: count, ...compared(all, events) };
  });
}

function compared(all: readonly Trigger[], events: readonly MessageEvent[]): Omit<MatcherFigures, 'triggers'> {
  const index = new GuildIndex(all, re2Engine);
  const loop = new V8Loop(all, '!');
  const context = { prefix: '!', now: 1, stopwatch: () => performance.now() };
  const byIndex = (event: MessageEvent) => index.match(event, context).triggers.map(({ id }) => id);
  const byLoop = (event: MessageEvent) => loop.match(event);
  const differences = events.filter((event) => byIndex(event).join() !== byLoop(event).join()).length;
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    const first = round % 2 === 0;
    const one = timed(events, first ? byIndex : byLoop);
    const other = timed(events, first ? byLoop : byIndex);
    return first ? { index: one, v8Loop: other } : { index: other, v8Loop: one };
  });
  return {
    index: median(rounds.map((round) => round.index)),
    v8Loop: median(rounds.map((round) => round.v8Loop)),
    ratio: median(rounds.map((round) => round.v8Loop / round.index)),
    build: median(Array.from({ length: 9 }, () => timedBuild(all))),
    differences,
  };
}

function plantedFor({ condition: { id, parameter } }: Trigger): string {
  return id === 'command' ? `!${parameter}` : parameter;
}

/** Microseconds an event. */
function timed(events: readonly MessageEvent[], match: (event: MessageEvent) => readonly number[]): number {
  const started = performance.now();
  for (const event of events) match(event);
  return ((performance.now() - started) * 1_000) / events.length;
}

function timedBuild(all: readonly Trigger[]): number {
  const started = performance.now();
  const index = new GuildIndex(all, re2Engine);
  if (index.broken.length > 0) throw new Error('A pattern of the bench does not compile.');
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}
