import type { Sandbox } from '../sandbox.js';
import type { ManagedBot } from '../managed-bot.js';
import type { SteeredClock } from '../steered-clock.js';
import type { FaultBoard } from './fault-board.js';
import type { SeatSurroundings } from './seat.js';
import type { PageLog } from './timeline/page-log.js';
import type { Tour } from './tour.js';

/** What a page works with. */
export interface PageParts {
  readonly sandbox: Sandbox;
  /** Null when the page has not started the bot, and cannot. */
  readonly bot: ManagedBot | null;
  /** Null when the sandbox's clock cannot be steered. */
  readonly clock: SteeredClock | null;
  readonly faults: FaultBoard;
  readonly log: PageLog;
  readonly tour: Tour;
  readonly around: SeatSurroundings;
}
