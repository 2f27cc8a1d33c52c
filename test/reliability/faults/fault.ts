import type { GuildHandle, RecordedCall } from 'roomkeeper/sandbox';
import type { FaultStage } from './fault-stage.js';

/** A REST call of an operation: the so-manieth of its kind, from 1. */
export interface Point {
  readonly operation: string;
  readonly ordinal: number;
}

/** What goes wrong when a call arrives. */
export interface Fault {
  readonly name: string;
  readonly of: 'rest' | 'database' | 'gateway';
  /** Discord says no for good: the bot may give up, if it tells somebody so. */
  readonly refuses?: true;
  /** How long it may take until the bot has got over it, beyond what the operation takes, in seconds. */
  readonly costs: number;
  /** Done as the call arrives, before it is looked at. */
  strike(stage: FaultStage, call: RecordedCall, guild: GuildHandle): Struck;
}

/** What a fault makes of a call. */
export interface Struck {
  /** How the call is answered. Default: as it would be. */
  readonly answer?: Parameters<FaultStage['sandbox']['faults']['add']>[0]['answer'];
  /** What the call is about is gone for good: what the operation promises of it no longer counts. */
  readonly gone?: boolean;
  /** Ends the fault, `lasts` seconds later. */
  readonly over?: () => void;
  readonly lasts?: number;
}
