import { parentPort, workerData } from 'node:worker_threads';
import type { MessageEvent } from '../plugins/trigger/domain/event.js';
import type { Trigger } from '../plugins/trigger/domain/trigger.js';
import { CompiledLoop } from './v8-loop.js';

/** What the worker is asked: which triggers a message meets, or whether a single one's pattern is in it. */
export interface Question {
  readonly event: MessageEvent;
  /** The place of a trigger. Null: all of them. */
  readonly place: number | null;
}

const loop = new CompiledLoop(workerData as readonly Trigger[], '!');
const { regexes } = loop;
parentPort?.on('message', ({ event, place }: Question) => {
  parentPort?.postMessage(place === null ? loop.match(event) : (regexes[place]?.test(event.content) ?? false), []);
});
