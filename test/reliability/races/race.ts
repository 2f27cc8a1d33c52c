import { setImmediate as immediate } from 'node:timers/promises';
import type { RecordedCall } from 'roomkeeper/sandbox';
import { GATHER } from '../../../plugins/hub/services/making/sync.js';
import { StoredState } from '../../plugins/hub/stored-state.js';
import { Stage } from '../../support/stage.js';
import { actsIn, SLOTS, type Batch, type Sequence, type Tempo } from './acts.js';
import { MOST_PASSES } from './gate.js';
import { perform, rememberPermissions, repair } from './doing.js';
import { Inspection } from './inspection.js';
import { RaceGuild } from './race-guild.js';

/** What came of a sequence. */
export interface Outcome {
  /** What was wrong first, in words. Empty when all held. */
  readonly faults: readonly string[];
  /** What was done, line by line. */
  readonly story: readonly string[];
  readonly acts: number;
}

/** A guild, and what happens in it. */
interface Lane {
  readonly guild: RaceGuild;
  readonly sequence: Sequence;
}

/** Nobody is held back, so that who stands in a hub does so by mistake. No slow sweep hides a lost wake-up call. */
const config = {
  plugins: ['autochannel', 'hub', 'panel'],
  hub: { creation: { perUser: { capacity: 1000 }, perGuild: { capacity: 1000 } } },
  autochannel: { creation: { perUser: { capacity: 1000 }, perGuild: { capacity: 1000 } } },
  scheduling: { sweepInterval: 86_400 },
};

/** Seconds after which nothing is left when everybody has gone; where the bot was kept from its work, until its last retry. */
const END = 62;
const LONG_END = 700;
/** How long anything may take to come to rest, in real milliseconds. */
const PATIENCE = 30_000;

/** Runs sequences, several guilds side by side on one stage. */
export class Race {
  readonly #stage: Stage;
  readonly #state: StoredState;
  readonly #inspection: Inspection;
  #guilds: ReadonlyMap<string, RaceGuild> = new Map();
  #built = 0;

  private constructor(stage: Stage, state: StoredState, inspection: Inspection) {
    this.#stage = stage;
    this.#state = state;
    this.#inspection = inspection;
  }

  public static async set(): Promise<Race> {
    const stage = await Stage.set({ config });
    const state = await StoredState.open(stage.database.url);
    return new Race(stage, state, await Inspection.open(stage, state));
  }

  public async strike(): Promise<void> {
    await this.#inspection.close();
    await this.#state.close();
    this.#stage.sandbox.violations.splice(0);
    await this.#stage.strike();
  }

  /** Runs a batch, in guilds of its own. @returns what came of each sequence. */
  public async run({ tempo, sequences }: Batch): Promise<Outcome[]> {
    const lanes = sequences.map((sequence) => ({ sequence, guild: this.#build(sequence) }));
    const guilds = lanes.map(({ guild }) => guild);
    const faults = new Map<RaceGuild, readonly string[]>();
    await this.#prepare(lanes);
    for (const [index, pace] of tempo.entries()) {
      await this.#round(lanes, index, pace);
      await this.#look(guilds, faults, `after round ${index + 1}`);
    }
    await this.#leave(guilds);
    await this.#look(guilds, faults, 'when all have left');
    await this.#remove(guilds);
    return guilds.map((guild) => ({ faults: faults.get(guild) ?? [], story: guild.story, acts: guild.acts }));
  }

  #build(sequence: Sequence): RaceGuild {
    this.#built += 1;
    return RaceGuild.build(this.#stage, `Guild ${this.#built}`, sequence);
  }

  async #prepare(lanes: readonly Lane[]): Promise<void> {
    const { sandbox } = this.#stage;
    sandbox.clearCalls();
    sandbox.faults.clear();
    this.#guilds = new Map(lanes.map(({ guild }) => [guild.handle.id, guild]));
    const gateOf = (call: RecordedCall) => this.#guildOf(call)?.gate;
    sandbox.faults.add({
      match: (call) => gateOf(call)?.closed ?? false,
      answer: { gate: (call) => gateOf(call)?.admit() ?? {} },
    });
    await this.#settle();
    for (const { guild } of lanes) rememberPermissions(guild);
    await Promise.all(lanes.map(({ guild, sequence }) => guild.prepare(sequence)));
    await this.#settle();
    // Where several are together, there is something to disagree about.
    for (const { guild, sequence } of lanes) guild.gather(sequence.setup.crowd);
    await this.#settle();
  }

  /** The guild that a call is about; undefined for answers to interactions, which no gate holds back. */
  #guildOf({ params }: RecordedCall): RaceGuild | undefined {
    const { guild_id: guildId, channel_id: channelId } = params;
    return this.#guilds.get(guildId ?? this.#stage.sandbox.world.channels.get(channelId ?? '')?.guildId ?? '');
  }

  async #round(lanes: readonly Lane[], index: number, pace: Tempo): Promise<void> {
    const guilds = lanes.map(({ guild }) => guild);
    for (const { guild, sequence } of lanes) {
      guild.begin(`round ${index + 1}`);
      guild.gate.set(sequence.rounds[index]?.gate ?? { closed: false, order: [] });
    }
    for (let slot = 0; slot < SLOTS; slot += 1) {
      const act = (): void => {
        for (const { guild, sequence } of lanes) {
          for (const one of actsIn(sequence.rounds[index], slot)) perform(guild, one);
        }
      };
      if (slot === SLOTS - 1 && pace.mishap !== 'none') await this.#mishap(guilds, pace.mishap, act);
      else act();
      await this.#letPass(guilds);
      // Also after the last slot: what it led to may overtake what waits since the first.
      await this.#tick(guilds, pace.ticks[slot % pace.ticks.length] ?? 0);
    }
    for (const guild of guilds) guild.gate.open();
    await this.#settle();
    guilds.forEach(repair);
    await this.#settle();
    await this.#pass(guilds, pace.seconds);
  }

  /** What is begun goes on as far as the gates let it. */
  async #letPass(guilds: readonly RaceGuild[]): Promise<void> {
    await this.#stage.sandbox.settled();
    for (let pass = 0; pass < MOST_PASSES && guilds.some(({ gate }) => gate.waiting > 0); pass += 1) {
      for (const { gate } of guilds) if (pass < gate.passes) gate.release();
      await this.#stage.sandbox.settled();
    }
  }

  async #tick(guilds: readonly RaceGuild[], milliseconds: number): Promise<void> {
    if (milliseconds === 0) return;
    for (const guild of guilds) guild.note(`${milliseconds} ms pass`);
    await this.#stage.clock.advance(milliseconds, () => this.#stage.sandbox.settled(), { together: true });
  }

  async #pass(guilds: readonly RaceGuild[], seconds: number): Promise<void> {
    for (const guild of guilds) guild.note(`all settles, ${seconds} s pass`);
    await this.#stage.clock.advance(seconds * 1000, () => this.#settle(), { together: true });
    await this.#rest();
  }

  /** What fell due at the last moment is gathered for a while before it is sent: until nothing is gathered, nobody looks. */
  async #rest(): Promise<void> {
    const { clock } = this.#stage;
    for (let { next } = clock; next !== null && next <= clock.now() + GATHER; next = clock.next) {
      await clock.advance(next - clock.now(), () => this.#settle(), { together: true });
    }
  }

  async #mishap(guilds: readonly RaceGuild[], mishap: 'restart' | 'resume' | 'reconnect', act: () => void) {
    for (const guild of guilds) {
      guild.note(`the bot is gone (${mishap})`);
      guild.gate.open();
      guild.upset();
    }
    if (mishap === 'restart') await this.#restart(guilds, act);
    else await this.#reconnect(mishap === 'resume', act);
    for (const guild of guilds) guild.note('the bot is back');
  }

  async #restart(guilds: readonly RaceGuild[], act: () => void): Promise<void> {
    for (const guild of guilds) guild.botIsUp = false;
    await this.#stage.stopBot();
    act();
    this.#inspection.forgive();
    await this.#stage.startBot();
    for (const guild of guilds) guild.botIsUp = true;
  }

  async #reconnect(resumable: boolean, act: () => void): Promise<void> {
    const { gateway } = this.#stage.sandbox;
    const before = gateway.identifies;
    gateway.cut({ resumable });
    act();
    const isConnected = (): boolean => gateway.sessions.some(({ connected }) => connected);
    // The line is cut at once, but both ends hear of it a little later.
    if (resumable) while (isConnected()) await immediate();
    const isBack = (): boolean => (resumable ? isConnected() : gateway.identifies > before);
    await this.#stage.sandbox.until(isBack, { timeout: 15_000, describe: 'the bot’s coming back' });
    await this.#settle();
  }

  /** Everybody goes, and so does everything that was made for them. */
  async #leave(guilds: readonly RaceGuild[]): Promise<void> {
    for (const guild of guilds) {
      guild.begin('the end');
      for (const person of [...guild.people, guild.robot]) person.leave();
    }
    await this.#settle();
    await this.#pass(guilds, guilds.some(({ wasCrippled }) => wasCrippled) ? LONG_END : END);
  }

  async #look(guilds: readonly RaceGuild[], faults: Map<RaceGuild, readonly string[]>, when: string): Promise<void> {
    const found = await this.#inspection.look(guilds, when === 'when all have left');
    for (const [guild, texts] of found) {
      if (texts.length === 0 || faults.has(guild)) continue;
      faults.set(
        guild,
        texts.map((text) => `${when}: ${text}`),
      );
    }
  }

  async #remove(guilds: readonly RaceGuild[]): Promise<void> {
    for (const { handle } of guilds) handle.removeBot();
    await this.#settle();
    await this.#inspection.forget(guilds);
  }

  async #settle(): Promise<void> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new Error('Something never comes to rest')), PATIENCE);
    try {
      do {
        await Promise.race([this.#stage.settle(), late.promise]);
      } while (await this.#comesBack());
    } finally {
      clearTimeout(timer);
    }
  }

  /** People go on with what an answer lets them: a form that opened is sent. @returns whether somebody did. */
  async #comesBack(): Promise<boolean> {
    const before = this.#stage.sandbox.timeline.length;
    await this.#stage.sandbox.settled();
    return this.#stage.sandbox.timeline.length !== before;
  }
}
