import type { GuildHandle } from 'roomkeeper/sandbox';
import { leaveVoice } from '../../../sandbox/people/voice-acts.js';
import { disorder } from '../invariants.js';
import type { Operation, Played } from '../operation.js';
import { House } from './house.js';
import { isAbout, Recording, Trap, type Point } from './points.js';
import { Seat } from './seat.js';

/** So many guilds are played in one house before the next is built. */
const GUILDS = 60;
/** In so many guilds at most a bot is killed at once: a held write keeps one of its ten connections. */
const AT_ONCE = 8;

/** What became of an operation during which the bot was killed at a point. */
export interface Replayed {
  readonly point: Point;
  /** `unreached`: the bot never came to that point, so nothing was tried. */
  readonly outcome: 'finished' | 'undone' | 'unreached';
  /** What is not as it must be, a sentence each. */
  readonly divergences: readonly string[];
}

/** An operation, killed at some or all of its points. */
export interface Killed {
  readonly operation: Operation;
  /** How many points were recorded. */
  readonly points: number;
  readonly replays: readonly Replayed[];
}

export interface MatrixOptions {
  /** A folder in which bots keep what they compile. */
  readonly compileCache: string;
  /** Which of the recorded points are replayed. Default all. */
  readonly sample?: (points: readonly Point[], operation: Operation) => readonly Point[];
  readonly onReplay?: (operation: Operation, replayed: Replayed) => void;
}

/** A kill that is to be made, and who is told what came of it. */
interface Order {
  readonly operation: Operation;
  readonly point: Point;
  readonly report: (replayed: Replayed) => void;
}

/** A guild in which a bot is about to be killed. */
interface Staged {
  readonly order: Order;
  readonly seat: Seat;
  readonly played: Played;
  readonly trap: Trap;
}

/** A replay whose guild is settled. One more start must find nothing to do there. */
interface Settled {
  readonly guild: GuildHandle;
  readonly replayed: Replayed;
  readonly report: Order['report'];
}

/** So long after the end of one guild something is due in the next, in seconds. */
const APART = 10;
/** How long empty channels may stay, in seconds. */
const TIDYING = 100;

/** Kills a bot at every boundary between two steps of operations, lets it start again, and looks at what has become of them. */
export class CrashMatrix {
  readonly #options: MatrixOptions;
  #house: House | undefined;
  #guilds = 0;
  #settled: Settled[] = [];
  /** Guilds that have been looked at for the last time. */
  #done: GuildHandle[] = [];

  public constructor(options: MatrixOptions) {
    this.#options = options;
  }

  /** Records the points of an operation in one clean run, and replays it once for each of them. */
  public async kill(operation: Operation): Promise<Killed> {
    // What is still to come in earlier guilds would be taken for steps of this one.
    if (this.#done.length > 0) await this.#startAgain();
    const points = await this.#record(operation);
    await this.#startAgain();
    const [killed, orders] = this.#ordersOf(operation, points);
    await this.#carryOut(orders);
    return killed;
  }

  /** The same for many, of which few points are replayed: operations are played beside each other, over fewer bots. */
  public async killSome(operations: readonly Operation[]): Promise<readonly Killed[]> {
    const all: Killed[] = [];
    const beside: Order[] = [];
    const alone: Order[][] = [];
    for (const operation of operations) {
      const [killed, orders] = this.#ordersOf(operation, await this.#record(operation));
      await this.#leaveTidy();
      all.push(killed);
      if (operation.isSlow) alone.push(orders);
      else beside.push(...orders);
    }
    await this.#startAgain();
    for (const orders of [beside, ...alone]) await this.#carryOut(orders);
    return all;
  }

  public async end(): Promise<void> {
    const house = this.#house;
    this.#house = undefined;
    this.#done = [];
    await house?.strike();
  }

  async #record(operation: Operation): Promise<readonly Point[]> {
    const house = await this.#ready(1);
    const played = await operation.set(house);
    const recording = new Recording(house, played.guild);
    await played.act();
    await house.settle();
    recording.timePasses();
    await house.pass(played.settlesIn);
    const points = recording.end();
    const wrong = await this.#divergences(house, played);
    if (!(await played.finished())) wrong.push('it did not come to its end');
    if (wrong.length > 0) throw new Error(`${operation.name}, undisturbed: ${wrong.join('; ')}`);
    this.#done.push(played.guild);
    return points;
  }

  #ordersOf(operation: Operation, points: readonly Point[]): readonly [Killed, Order[]] {
    const replays: Replayed[] = [];
    const report = (replayed: Replayed): void => {
      replays.push(replayed);
      this.#options.onReplay?.(operation, replayed);
    };
    const chosen = this.#options.sample?.(points, operation) ?? points;
    return [{ operation, points: points.length, replays }, chosen.map((point) => ({ operation, point, report }))];
  }

  async #carryOut(orders: readonly Order[]): Promise<void> {
    // Where one has to wait for its point, time passes for the others too: deadlines that lie ahead at the kill would be over.
    const early = orders.filter(({ point }) => !point.isLate);
    const late = orders.filter(({ point }) => point.isLate);
    for (const some of [early, late]) {
      const atOnce = some.some(({ operation }) => operation.isInTurn) ? 1 : AT_ONCE;
      for (let first = 0; first < some.length; first += atOnce) await this.#replay(some.slice(first, first + atOnce));
    }
    await this.#startAgain();
  }

  /** While the bot lives: nothing is left in the guild of a recording that it could still do something about. */
  async #leaveTidy(): Promise<void> {
    const house = this.#house;
    if (!house) return;
    const inside = this.#done.flatMap(({ record }) => [...record.voiceStates.keys()]);
    for (const userId of inside) leaveVoice(house.sandbox.world, userId);
    await house.settle();
    await house.pass(TIDYING);
    for (const guild of this.#done.splice(0)) guild.removeBot();
  }

  /**
   * Plays operations in a guild each, stops the bot there in all of them, and kills it. Guilds in which something will be due are
   * set one after the other, so that it is over in one when it is due in the next.
   */
  async #replay(orders: readonly Order[]): Promise<void> {
    const house = await this.#ready(orders.length);
    const staged: Staged[] = [];
    for (const order of orders) {
      const seat = new Seat(house);
      const played = await order.operation.set(seat);
      staged.push({ order, seat, played, trap: new Trap(house, played.guild, order.point) });
      if (!played.isDue) continue;
      seat.waits();
      await house.pass(played.settlesIn + APART);
    }
    for (const one of staged) await this.#act(house, one);
    await this.#startAgain(staged);
    await house.pass(Math.max(...staged.map(({ played }) => played.settlesIn)));
    for (const { order, played, trap } of staged) {
      const { point, report } = order;
      const divergences = await this.#divergences(house, played);
      const outcome = trap.isSprung ? await outcomeOf(played) : 'unreached';
      this.#settled.push({ guild: played.guild, replayed: { point, outcome, divergences }, report });
    }
  }

  async #act(house: House, { seat, played, trap }: Staged): Promise<void> {
    trap.set();
    await played.act();
    await seat.settle();
    if (!trap.isSprung) await seat.pass(played.settlesIn);
    trap.rest();
    await house.settle();
  }

  /** A house with a running bot, for so many more guilds. */
  async #ready(guilds: number): Promise<House> {
    if (this.#guilds + guilds > GUILDS) {
      await this.#startAgain();
      await this.end();
    }
    if (!this.#house) {
      this.#guilds = 0;
      this.#house = await House.build(this.#options.compileCache);
      await this.#house.start();
    }
    this.#guilds += guilds;
    return this.#house;
  }

  /** Kills the bot, and starts it. In guilds in which all was settled it must find nothing to do. */
  async #startAgain(staged: readonly Staged[] = []): Promise<void> {
    const house = this.#house;
    if (!house) return;
    await house.kill();
    for (const { trap } of staged) trap.remove();
    await house.sandbox.settled();
    for (const guild of this.#done.splice(0)) await house.forget(guild);
    house.sandbox.clearCalls();
    await house.start();
    for (const settled of this.#settled.splice(0)) await this.#conclude(house, settled);
  }

  async #conclude(house: House, { guild, replayed, report }: Settled): Promise<void> {
    const calls = house.sandbox.calls().filter((call) => isAbout(house, guild, call));
    const divergences = [
      ...replayed.divergences,
      ...calls.map(({ operation }) => `the start after the next one still had something to do: ${operation}`),
      ...(await disorder(house, guild)).map((fault) => `after another start: ${fault}`),
    ];
    this.#done.push(guild);
    report({ ...replayed, divergences: [...new Set(divergences)] });
  }

  async #divergences(house: House, played: Played): Promise<string[]> {
    try {
      return [...(await played.divergences()), ...(await disorder(house, played.guild))];
    } catch (error) {
      // A question that finds nothing to ask about.
      return [`it cannot be looked at: ${error instanceof Error ? error.message : String(error)}`];
    }
  }
}

/** A room or a row that the question is about may be gone. */
async function outcomeOf(played: Played): Promise<'finished' | 'undone'> {
  try {
    return (await played.finished()) ? 'finished' : 'undone';
  } catch {
    return 'undone';
  }
}
