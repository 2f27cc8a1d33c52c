import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSandbox } from 'roomkeeper/sandbox';
import { testDatabase } from '../../test/support/database.js';
import { DeadlineLog, quantile } from '../deadline-log.js';
import type { ProbeReport } from '../probe.js';
import { ProductionBot, type LogLine } from '../production-bot.js';
import { ghosts } from './ghosts.js';
import { Load, RATES, type Sort } from './load.js';
import { RestWatch } from './rest-watch.js';
import { slopeOf } from './slope.js';
import type { Grown, SoakFigures } from './soak-figures.js';
import { furnishSoak } from './soak-world.js';

const PEOPLE_EACH = 3;
/** From one look at the memory to the next, in milliseconds. */
const LOOK_EVERY = 10_000;
/** How long rooms may take to go once everybody has left, in milliseconds. */
const EMPTYING = 90_000;
const MIB = 1024 * 1024;

export interface SoakOptions {
  readonly guilds: number;
  readonly seconds: number;
  /** How much of the full load there is. Default 1. */
  readonly pace?: number;
  /** From one look to the next, in seconds. */
  readonly lookEvery?: number;
  /** Gets a line now and then. */
  readonly progress?: (line: string) => void;
}

interface Sample extends ProbeReport {
  /** Seconds since the load began. */
  readonly at: number;
}

/**
 * RL-04: the bot as in production, in a process of its own, under a steady load for a while. The local Discord and the people
 * are in this process; how busy it was is told, for it may be what is too slow.
 */
export async function soak(options: SoakOptions): Promise<SoakFigures> {
  const { guilds, seconds, pace = 1, lookEvery = LOOK_EVERY / 1_000, progress = () => undefined } = options;
  const sandbox = await startSandbox();
  const database = await testDatabase('migrated');
  const directory = await mkdtemp(join(tmpdir(), 'roomkeeper-soak-'));
  const deadlines = new DeadlineLog();
  const complaints = new Map<string, number>();
  const onLine = (line: LogLine): void => {
    deadlines.read(line, new Date(line.time).getTime());
    if (line.level >= 40) complaints.set(line.msg, (complaints.get(line.msg) ?? 0) + 1);
  };
  let bot: ProductionBot | undefined;
  try {
    const places = await furnishSoak(sandbox, database.url, guilds, PEOPLE_EACH);
    await writeFile(join(directory, 'config.yaml'), 'plugins: [autochannel, hub, panel, trigger]\n');
    const env = {
      DISCORD_TOKEN: sandbox.token,
      DISCORD_API: sandbox.api,
      DATABASE_URL: database.url,
      LOG_LEVEL: 'debug',
    };
    bot = await ProductionBot.start({ directory, env, onLine });
    const rest = new RestWatch(sandbox);
    const load = new Load(places, pace);
    const samples: Sample[] = [];
    const utilisation = performance.eventLoopUtilization();
    const began = performance.now();
    load.start();
    while (performance.now() - began < seconds * 1_000) {
      await sleep(Math.min(lookEvery * 1_000, seconds * 1_000 - (performance.now() - began)));
      const sample = { ...(await bot.probe()), at: (performance.now() - began) / 1_000 };
      samples.push(sample);
      sandbox.clearCalls();
      progress(lineOf(sample, load, rest));
    }
    const busy = performance.eventLoopUtilization(utilisation).utilization;
    const lasted = (performance.now() - began) / 1_000;
    await load.stop();
    await load.empty(() => sleep(500 / RATES.voice));
    const found = await emptied(() => ghosts(database.url, places));
    const last = await bot.probe();
    const exit = await bot.stop();
    rest.stop();
    const answers = load.answers.toSorted((one, other) => one - other);
    return {
      guilds,
      seconds: lasted,
      wanted: load.rates,
      rates: ratesOf(load, lasted),
      refused: load.refused,
      rejections: last.rejections,
      firstRejection: last.firstRejection,
      heap: grown(samples, ({ heap }) => heap),
      rss: grown(samples, ({ rss }) => rss),
      deadlines: deadlines.lateness(),
      rest: {
        calls: rest.calls,
        most: rest.most,
        refusedForRate: rest.refusedForRate,
        failures: Object.fromEntries(rest.failures),
      },
      answers: {
        count: answers.length,
        p50: quantile(answers, 0.5),
        p99: quantile(answers, 0.99),
        unanswered: load.unanswered,
      },
      ghosts: found,
      complaints: Object.fromEntries(complaints),
      violations: sandbox.violations.splice(0).length,
      sandboxBusy: busy,
      exit,
    };
  } finally {
    await bot?.kill();
    await sandbox.stop();
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  }
}

/** Looks until nothing is left, or time is up. */
async function emptied<Found extends { readonly leftOver: number }>(look: () => Promise<Found>): Promise<Found> {
  const end = performance.now() + EMPTYING;
  for (;;) {
    const found = await look();
    if (found.leftOver === 0 || performance.now() > end) {
      // What is under way, such as the next hub, may still want its row.
      await sleep(1_000);
      return look();
    }
    await sleep(500);
  }
}

/** The last two thirds count: before, caches fill and V8 makes room. */
function grown(samples: readonly Sample[], of: (sample: Sample) => number): Grown {
  const end = samples.at(-1)?.at ?? 0;
  const warm = samples.filter(({ at }) => at >= end / 3);
  const { perUnit, margin } = slopeOf(warm.map((sample) => [sample.at / 3_600, of(sample) / MIB]));
  return {
    perHour: perUnit,
    margin,
    hours: (end - (warm[0]?.at ?? end)) / 3_600,
    first: of(samples[0] ?? emptySample) / MIB,
    last: of(samples.at(-1) ?? emptySample) / MIB,
  };
}

const emptySample: Sample = { at: 0, rss: 0, heap: 0, rejections: 0, firstRejection: null };

function ratesOf({ done }: Load, seconds: number): Record<Sort, number> {
  return {
    voice: done.voice / seconds,
    presence: done.presence / seconds,
    message: done.message / seconds,
    click: done.click / seconds,
  };
}

function lineOf({ at, rss, heap, rejections }: Sample, { crowd, answers, unanswered }: Load, rest: RestWatch): string {
  const parts = [
    `${at.toFixed(0).padStart(5)} s`,
    `heap ${(heap / MIB).toFixed(1)} MiB`,
    `rss ${(rss / MIB).toFixed(0)} MiB`,
    `in voice ${crowd}`,
    `requests ${rest.calls} (most ${rest.most}/s, 429: ${rest.refusedForRate})`,
    `answers ${answers.length} (none: ${unanswered})`,
    `rejections ${rejections}`,
  ];
  return parts.join(', ');
}
