import { Worker } from 'node:worker_threads';
import type { MatcherCase } from './matcher.js';
import type { Question } from './matching-worker.js';
import { median, Timing } from './measure.js';

/** So many questions are on their way at once where nothing waits for the one before. */
const IN_FLIGHT = 16;

export interface RoundTripFigures {
  readonly triggers: number;
  /** Microseconds a message, medians. */
  readonly index: number;
  readonly awaited: number;
  readonly inFlight: number;
  readonly perRegex: number;
  readonly awaitedRatio: number;
  readonly inFlightRatio: number;
  readonly perRegexRatio: number;
}

/**
 * PF-12: a guild's index against a worker that runs regexes on V8's engine, so that it can be stopped. The goal is
 * about the first of three ways, the time from a message's question to its answer, which is what a member waits: a message is sent, and the next one once all its triggers are answered, as in a handler that awaits; the same with
 * sixteen messages under way, which is the worker's throughput; and a round trip for each regex trigger, which is what
 * Zeppelin does (`RegExpRunner`), without its other triggers.
 */
export async function benchRoundTrip(one: MatcherCase, rounds: number, count: number): Promise<RoundTripFigures> {
  const { triggers, events, byIndex } = one;
  const worker = new Worker(new URL('matching-worker.js', import.meta.url), { workerData: triggers });
  const places = triggers.flatMap(({ condition }, place) => (condition.id === 'regex' ? [place] : []));
  const whole = events.slice(0, count).map((event): Question => ({ event, place: null }));
  const single = events
    .slice(0, Math.ceil(count / places.length))
    .flatMap((event) => places.map((place): Question => ({ event, place })));
  const timed = async (questions: readonly Question[], window: number): Promise<number> => {
    const started = performance.now();
    await inWindow(worker, questions, window);
    return ((performance.now() - started) * 1_000) / questions.length;
  };
  await timed(whole, 1);
  await timed(whole, IN_FLIGHT);
  const index = new Timing(events, byIndex);
  const figures = [];
  for (let round = 0; round < rounds; round++) {
    index.round();
    figures.push({
      awaited: await timed(whole, 1),
      inFlight: await timed(whole, IN_FLIGHT),
      perRegex: (await timed(single, 1)) * places.length,
    });
  }
  await worker.terminate();
  const awaited = median(figures.map((round) => round.awaited));
  const inFlight = median(figures.map((round) => round.inFlight));
  const perRegex = median(figures.map((round) => round.perRegex));
  return {
    triggers: triggers.length,
    index: index.microseconds,
    awaited,
    inFlight,
    perRegex,
    awaitedRatio: awaited / index.microseconds,
    inFlightRatio: inFlight / index.microseconds,
    perRegexRatio: perRegex / index.microseconds,
  };
}

/** Sends all, and keeps so many unanswered; resolves with the last answer. */
async function inWindow(worker: Worker, questions: readonly Question[], window: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let next = 0;
  let answered = 0;
  const send = (): void => {
    const question = questions[next++];
    if (question !== undefined) worker.postMessage(question, []);
  };
  const onAnswer = (): void => {
    answered++;
    if (answered === questions.length) resolve();
    else send();
  };
  worker.on('message', onAnswer);
  worker.on('error', reject);
  for (let sent = 0; sent < window; sent++) send();
  await promise;
  worker.off('message', onAnswer);
  worker.off('error', reject);
}
