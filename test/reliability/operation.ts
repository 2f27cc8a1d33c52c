import type { GuildHandle, Sandbox } from 'roomkeeper/sandbox';
import type { StoredState } from '../plugins/hub/stored-state.js';

/** Where operations are played: a bot with all its plugins, in this process or in another, over a sandbox. */
export interface Scene {
  readonly sandbox: Sandbox;
  /** The bot's database, to be read past whatever stands between the two. */
  readonly databaseUrl: string;
  /** What hub has stored in it. */
  readonly stored: StoredState;
  /** The time by which bot and sandbox go. Epoch milliseconds. */
  now(): number;
  /** Waits until the bot has nothing more to do. Returns at once when there is no bot. */
  settle(): Promise<void>;
  /** Moves the time, and lets everything settle on the way. */
  pass(seconds: number): Promise<void>;
}

/** Something that takes the bot several steps. */
export interface Operation {
  readonly plugin: string;
  readonly name: string;
  /** So much time passes while it is made ready or played that other operations had better not be under way beside it. */
  readonly isSlow?: boolean;
  /** The bot does it for one guild after the other: where it is stopped in one, it does not come to the next. */
  readonly isInTurn?: boolean;
  /** Makes a guild of its own each time, so that many can be played over one bot, and brings it to just before the operation. */
  set(scene: Scene): Promise<Played>;
}

/** An operation in a guild that is ready for it. Acts and questions never wait for an answer of the bot's, which may be dead. */
export interface Played {
  readonly guild: GuildHandle;
  /** After how many seconds at most all is as promised, whatever happened on the way. */
  readonly settlesIn: number;
  /** It comes by itself when its time is over, and `act` does nothing but let that pass. */
  readonly isDue?: boolean;
  /** Begins it, and lets the time pass that is part of it. Resolves when it has been asked for, not when it is done. */
  act(): Promise<void>;
  /** Whether it has come to its end. If not, all must be as if it had never begun. */
  finished(): Promise<boolean>;
  /**
   * What is not as promised once all is settled: one sentence each; empty when all is well. Takes both outcomes that a crash may
   * lawfully have. What must hold of any guild is `disorder` of `invariants.ts`, and not told here.
   */
  divergences(): Promise<string[]>;
}
