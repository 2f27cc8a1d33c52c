import { setTimeout as wait } from 'node:timers/promises';
import { Status } from 'discord.js';
import type { Sandbox } from 'roomkeeper/sandbox';
import { StoredState } from '../../plugins/hub/stored-state.js';
import { DatabaseProxy } from '../../support/database-proxy.js';
import type { LogLine } from '../../support/logger.js';
import { Stage } from '../../support/stage.js';
import type { Scene } from '../operation.js';
import { Waits } from './waits.js';

/** How long nothing may have happened until the bot is taken to wait for the time, in real milliseconds. */
const LULL = 2;
/** So far the time is moved for whoever waits for it: a little at first, then ever further, in milliseconds. */
const FIRST_STEP = 100;
const LONGEST_STEP = 20_000;

/** A whole bot in this process, with all plugins, whose REST calls, database and gateway can fail. */
export class FaultStage implements Scene {
  public readonly stage: Stage;
  public readonly proxy: DatabaseProxy;
  public readonly stored: StoredState;
  readonly #waits: Waits;
  /** Calls that an injected fault never answers; the bot waits for them, and nobody need wait for it. */
  public unanswered = 0;

  private constructor(parts: { stage: Stage; proxy: DatabaseProxy; stored: StoredState; waits: Waits }) {
    this.stage = parts.stage;
    this.proxy = parts.proxy;
    this.stored = parts.stored;
    this.#waits = parts.waits;
  }

  public static async set(): Promise<FaultStage> {
    const config = { plugins: ['autochannel', 'hub', 'panel', 'trigger'] };
    const stage = await Stage.set({ config, withoutBot: true });
    const proxy = await DatabaseProxy.start(stage.database.url);
    stage.databaseUrl = proxy.url;
    const stored = await StoredState.open(stage.database.url);
    const waits = Waits.install(stage.clock);
    await stage.startBot();
    return new FaultStage({ stage, proxy, stored, waits });
  }

  public get sandbox(): Sandbox {
    return this.stage.sandbox;
  }

  public get databaseUrl(): string {
    return this.stage.database.url;
  }

  public get log(): readonly LogLine[] {
    return this.stage.log;
  }

  public now(): number {
    return this.stage.clock.now();
  }

  /** Waits until the bot has nothing more to do. Where it waits for the time, the time goes on. */
  public async settle(): Promise<void> {
    const done = this.stage.settle().then(() => true);
    for (let step = FIRST_STEP; ; step = Math.min(step * 2, LONGEST_STEP)) {
      if (await Promise.race([done, this.#lull().then(() => false)])) return;
      // What it did at last may have been the last thing to do.
      if (await Promise.race([done, wait(LULL, false)])) return;
      await this.stage.clock.advance(step, () => this.#lull());
    }
  }

  public async pass(seconds: number): Promise<void> {
    await this.#lull();
    await this.stage.clock.advance(seconds * 1000, () => this.#lull());
  }

  public async strike(): Promise<void> {
    try {
      await this.stage.stopBot();
    } finally {
      this.#waits.remove();
      await this.stored.close();
      await this.proxy.stop();
      await this.stage.strike();
    }
  }

  /** Waits until nothing moves any more: whoever still waits, waits for the time. */
  async #lull(): Promise<void> {
    for (let quiet = 0; quiet < 2;) {
      const before = this.#activity;
      await this.sandbox.settled();
      await wait(LULL);
      const isBusy = this.proxy.isBusy || !this.#isConnected || this.#waits.requests > this.unanswered;
      quiet = this.#activity === before && !isBusy ? quiet + 1 : 0;
    }
  }

  get #activity(): string {
    return `${this.sandbox.timeline.length} ${this.proxy.activity}`;
  }

  get #isConnected(): boolean {
    const isThere = this.sandbox.gateway.sessions.some(({ connected }) => connected);
    return isThere && this.stage.bot.client?.ws.status === Status.Ready;
  }
}
