import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { GuildIndex } from '../plugins/trigger/domain/matcher/guild-index.js';
import { re2Engine } from '../plugins/trigger/services/re2-engine.js';
import { eventsFor, triggers, Words } from './matcher-mix.js';
import { Random } from './random.js';

const TRIGGERS = 20;
const MESSAGES = 50;

export interface MemoryFigures {
  readonly guilds: number;
  /** KiB a guild: of heap and buffers, next to the triggers themselves. */
  readonly measured: number;
  /** What the indexes say of themselves. */
  readonly estimated: number;
}

/** PF-12: what the index of a guild with 20 triggers keeps in memory once it has matched 50 messages. */
export function benchMemory(guilds: number): MemoryFigures {
  const random = new Random(13);
  const words = new Words(random);
  const context = { prefix: '!', now: 1, stopwatch: () => 0 };
  const sets = Array.from({ length: guilds }, () => {
    const all = triggers(TRIGGERS, words, random);
    return { all, events: eventsFor(all, MESSAGES, words, random) };
  });
  const indexes: GuildIndex[] = [];
  // What the process keeps once for all of them is there before.
  for (const { all, events } of sets.slice(0, 20)) {
    const index = new GuildIndex(all, re2Engine);
    for (const event of events) index.match(event, context);
  }
  const before = inUse();
  for (const { all, events } of sets) {
    const index = new GuildIndex(all, re2Engine);
    for (const event of events) index.match(event, context);
    indexes.push(index);
  }
  const after = inUse();
  const estimated = indexes.reduce((sum, { bytes }) => sum + bytes, 0);
  return { guilds, measured: (after - before) / guilds / 1_024, estimated: estimated / guilds / 1_024 };
}

/** Bytes, after all garbage is gone. */
function inUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let time = 0; time < 3; time++) collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
