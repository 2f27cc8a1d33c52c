import { setTimeout as sleep } from 'node:timers/promises';
import { query } from '../test/support/database.js';
import type { Lateness } from './deadline-log.js';
import { quantile } from './deadline-log.js';
import { furnishRooms, type RoomWorld } from './room-world.js';
import { BenchScene, type BotProcess } from './scene.js';

const ROOMS_A_GUILD = 10;
/** All deadlines fall into this span, in milliseconds. */
const SPAN = 1_000;
/** From one click to the next, in milliseconds. */
const CLICK_EVERY = 50;
/** How long deadlines are waited for at most, in milliseconds. */
const PATIENCE = 90_000;

export interface DeadlineFigures {
  readonly due: number;
  /** Rows that say what they were to say, at the end. */
  readonly handled: number;
  /** How much later than due the tasks began, in milliseconds. */
  readonly lateness: Lateness;
  /** Milliseconds from the first deadline to the last one handled. */
  readonly span: number;
  /** Milliseconds from a command to its answer, before the first deadline and while they were handled. */
  readonly idle: { readonly p50: number; readonly p99: number };
  readonly meanwhile: { readonly p50: number; readonly p99: number; readonly count: number; readonly failed: number };
  /** Milliseconds that bringing all in order took at the start, with a job for each deadline. */
  readonly ready: number;
}

/**
 * PF-14: rooms whose owners are away, and whose graces all end within one second. Each end is one statement and no request, so
 * that Discord's limits do not stand in the way of what is measured: the waking, and who is answered meanwhile.
 *
 * @param lead - milliseconds that the start may take before the first of them is due.
 */
export async function benchDeadlines(due: number, lead: number): Promise<DeadlineFigures> {
  const scene = await BenchScene.set();
  try {
    const { database, sandbox } = scene;
    const guilds = Math.ceil(due / ROOMS_A_GUILD);
    const first = Date.now() + lead;
    const graceEnds = (room: number) => first + Math.round((room * SPAN) / due);
    const world = await furnishRooms(sandbox, database.url, { guilds, rooms: ROOMS_A_GUILD, text: 'none', graceEnds });
    const bot = await scene.start({ kind: 'bot' });
    const left = first - Date.now();
    if (left < 3_000) throw new Error(`The start took until ${left} ms before the first deadline.`);
    await clicks(world, () => Date.now() > first - 2_500);
    const idle = await clicks(world, () => Date.now() > first - 100);
    const handling = allHandled(database.url, first + PATIENCE);
    const meanwhile = await clicks(world, () => handling.ended !== null);
    await handling.done;
    return {
      due,
      handled: due - handling.left,
      lateness: await settledLateness(bot),
      span: (handling.ended ?? Number.NaN) - first,
      idle: { p50: quantile(idle.times, 0.5), p99: quantile(idle.times, 0.99) },
      meanwhile: {
        p50: quantile(meanwhile.times, 0.5),
        p99: quantile(meanwhile.times, 0.99),
        count: meanwhile.times.length,
        failed: meanwhile.failed,
      },
      ready: Object.values(bot.started.ready).reduce((sum, one) => sum + one, 0),
    };
  } finally {
    await scene.strike();
  }
}

/** Watches the rows until none has a grace any more. */
function allHandled(url: string, end: number) {
  const state: { ended: number | null; left: number; done: Promise<void> } = {
    ended: null,
    left: Number.NaN,
    done: Promise.resolve(),
  };
  const watch = async (): Promise<void> => {
    do {
      await sleep(100);
      const [row] = await query(
        url,
        'select count(*)::int as n from auto_channels where owner_grace_expires_at is not null',
      );
      state.left = Number(row?.['n']);
    } while (state.left > 0 && Date.now() < end);
    state.ended = Date.now();
  };
  state.done = watch();
  return state;
}

/** Commands of people in rooms, one after the other begun, until `isOver`. */
async function clicks({ people }: RoomWorld, isOver: () => boolean) {
  const times: number[] = [];
  const under: Promise<void>[] = [];
  let failed = 0;
  for (let at = 0; !isOver(); at++) {
    const { person } = people[(at * 7_919) % people.length] ?? {};
    if (person) {
      const began = performance.now();
      const answered = person
        .slash('voice')
        .then((interaction) => interaction.response())
        .then(
          () => void times.push(performance.now() - began),
          () => void (failed += 1),
        );
      under.push(answered);
    }
    await sleep(CLICK_EVERY);
  }
  await Promise.all(under);
  return { times: times.toSorted((one, other) => one - other), failed };
}

async function settledLateness(bot: BotProcess): Promise<Lateness> {
  await sleep(500);
  return bot.deadlines();
}
