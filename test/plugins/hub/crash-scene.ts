import { expect } from 'chai';
import { ChannelType } from 'discord-api-types/v10';
import {
  startSandbox,
  type ChannelRecord,
  type GuildHandle,
  type Person,
  type RecordedCall,
  type Sandbox,
} from 'roomkeeper/sandbox';
import type { FaultAnswer } from '../../../sandbox/rest/faults.js';
import { query, testDatabase, type TestDatabase } from '../../support/database.js';
import { RestartableBot } from '../../support/restartable-bot.js';
import { disorder } from './order.js';
import { StoredState } from './stored-state.js';

/** How long something may take on a busy machine, in real milliseconds. */
const PATIENCE = 30_000;
/** How long the bot may take to notice that it has nothing to do, in looks that find everything as before. */
const CALM_LOOKS = 3;

/** What becomes of a call while the bot is about to be killed. */
export type Fate = 'done, answer lost' | 'not done';

/** A call as tests name it. */
export interface Point {
  readonly operation: string;
  /** Of several calls of the operation, those which fit. */
  readonly match?: (call: RecordedCall) => boolean;
}

const answers: Readonly<Record<Fate, FaultAnswer>> = { 'done, answer lost': 'lose-answer', 'not done': 'timeout' };

/** A bot in a process of its own, and a guild with the hub "Join me", Ada, Ben and Cleo. */
export class CrashScene {
  public readonly sandbox: Sandbox;
  public readonly guild: GuildHandle;
  public readonly joinMe: ChannelRecord;
  public readonly ada: Person;
  public readonly ben: Person;
  public readonly cleo: Person;
  public readonly state: StoredState;
  readonly #bot: RestartableBot;
  readonly #database: TestDatabase;

  private constructor(parts: { sandbox: Sandbox; database: TestDatabase; state: StoredState; bot: RestartableBot }) {
    this.sandbox = parts.sandbox;
    this.#database = parts.database;
    this.state = parts.state;
    this.#bot = parts.bot;
    this.guild = this.sandbox.addGuild({ name: 'Home' });
    const parent = this.guild.addChannel({ name: 'Rooms', type: ChannelType.GuildCategory });
    this.joinMe = this.guild.addChannel({ name: 'Join me', parent });
    this.ada = this.guild.addMember({ name: 'Ada' });
    this.ben = this.guild.addMember({ name: 'Ben' });
    this.cleo = this.guild.addMember({ name: 'Cleo' });
  }

  /** The bot runs, and "Join me" is a hub. Rooms go as soon as they are empty. */
  public static async set(): Promise<CrashScene> {
    const sandbox = await startSandbox({ rateLimits: false });
    const database = await testDatabase();
    const state = await StoredState.open(database.url);
    const bot = new RestartableBot(sandbox, database.url, { plugins: ['hub', 'room-driver'] });
    await bot.install(['room-driver']);
    const scene = new CrashScene({ sandbox, database, state, bot });
    await state.addHub(scene.guild, scene.joinMe);
    const setting = `insert into core_settings (guild_id, key, value, updated_at) values ($1, 'voice.cleanup_delay', '0', now())`;
    await query(database.url, setting, [scene.guild.id]);
    await bot.start();
    sandbox.clearCalls();
    return scene;
  }

  public async strike(): Promise<void> {
    await this.#bot.remove();
    await this.state.close();
    try {
      await this.sandbox.stop();
    } finally {
      await this.#database.drop();
    }
  }

  /** Ada's room, with Ben and Cleo in it. */
  public async room(): Promise<ChannelRecord> {
    this.ada.join(this.joinMe);
    await this.inOrder();
    this.ben.join(this.joinMe);
    this.cleo.join(this.joinMe);
    await this.inOrder();
    this.sandbox.clearCalls();
    return this.joinMe;
  }

  public async start(): Promise<void> {
    this.sandbox.faults.clear();
    this.sandbox.clearCalls();
    await this.#bot.start();
  }

  /** Starts the bot without waiting for it. */
  public spawn(): void {
    this.#bot.spawn();
  }

  public kill(): Promise<void> {
    return this.#bot.kill();
  }

  /** Lets `act` begin, and kills the bot once each of the calls has arrived and its fate has come. */
  public async killAt(points: readonly (Point & { readonly fate: Fate })[], act: () => unknown): Promise<void> {
    for (const { fate, ...point } of points) this.sandbox.faults.add({ ...point, answer: answers[fate] });
    await this.#killOnce(() => points.every((point) => this.#calls(point).length > 0), act);
  }

  async #killOnce(isTime: () => boolean, act: () => unknown): Promise<void> {
    const killed = new Promise<void>((resolve, reject) => {
      const stop = this.sandbox.onChange(() => {
        if (!isTime()) return;
        stop();
        this.#bot.kill().then(resolve, reject);
      });
    });
    await Promise.all([killed, act()]);
    await this.sandbox.settled();
    this.sandbox.faults.clear();
  }

  #calls({ operation, match = () => true }: Point): RecordedCall[] {
    return this.sandbox.calls(operation).filter(match);
  }

  public async until(describe: string, predicate: () => boolean | Promise<boolean>): Promise<void> {
    await this.sandbox.until(predicate, { timeout: PATIENCE, describe });
  }

  /** Waits until rows and Discord agree in everything. */
  public async inOrder(): Promise<void> {
    let last: string[] = [];
    try {
      await this.until('order', async () => {
        last = await disorder(this.guild, this.state, Date.now());
        return last.length === 0;
      });
    } catch (error) {
      throw new Error(`Not in order: ${last.join('; ')}\n${this.#bot.output}`, { cause: error });
    }
  }

  /** All is in order after the restart, stays so, and another start finds nothing to do. */
  public async expectOrder(): Promise<void> {
    await this.inOrder();
    await this.#calm();
    await this.inOrder();
    await this.#bot.kill();
    await this.start();
    await this.#calm();
    const about = this.sandbox.calls().filter(({ operation }) => / \/(?:guilds|channels)/.test(operation));
    expect(about.map(({ operation, body }) => [operation, body])).to.deep.equal([]);
    await this.inOrder();
  }

  /** Waits until the bot makes no more calls. */
  async #calm(): Promise<void> {
    for (let calm = 0; calm < CALM_LOOKS;) {
      const before = this.sandbox.calls().length;
      await this.sandbox.settled();
      await this.state.rooms();
      calm = this.sandbox.calls().length === before ? calm + 1 : 0;
    }
  }

  /** Somebody has something done that a button would do. */
  public async drives(person: Person, what: string, user?: Person): Promise<void> {
    await person.slash('drive', { what, ...(user ? { user } : {}) });
  }
}
