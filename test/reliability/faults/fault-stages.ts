import type { Operation } from '../operation.js';
import type { Fault, Point } from './fault.js';
import { FaultStage } from './fault-stage.js';
import { disturbed, recorded, type Cell } from './matrix.js';

/** So many operations are played over one bot; then it has seen so much that another one takes its place. */
const LIFE = 120;

/** Plays operations over one bot after the other. Rejections that nobody handles count as divergences of what was played then. */
export class FaultStages {
  readonly #rejections: unknown[] = [];
  readonly #listener = (reason: unknown): void => void this.#rejections.push(reason);
  #stage: FaultStage | undefined;
  #played = 0;

  public constructor() {
    process.on('unhandledRejection', this.#listener);
  }

  public async recorded(operation: Operation): Promise<Point[]> {
    return recorded(await this.#fresh(), operation);
  }

  public async disturbed(operation: Operation, fault: Fault, point: Point): Promise<Cell> {
    const cell = await disturbed(await this.#fresh(), operation, fault, point);
    const lost = this.#rejections.splice(0).map((reason) => `nobody handled: ${textOf(reason)}`);
    return lost.length === 0 ? cell : { ...cell, outcome: 'diverged', divergences: [...cell.divergences, ...lost] };
  }

  /** What the bot has complained of since the last cell began. */
  public complaints(): string {
    const lines = this.#stage?.log.filter(({ level }) => level === 'warn' || level === 'error') ?? [];
    return lines
      .map((line) => `\n      ${line.level} ${JSON.stringify(line, (_, value: unknown) => plain(value))}`)
      .join('');
  }

  public async strike(): Promise<void> {
    process.off('unhandledRejection', this.#listener);
    await this.#strike();
  }

  async #fresh(): Promise<FaultStage> {
    if (this.#played >= LIFE) await this.#strike();
    this.#played += 1;
    this.#stage ??= await FaultStage.set();
    this.#stage.stage.log.length = 0;
    return this.#stage;
  }

  async #strike(): Promise<void> {
    const stage = this.#stage;
    this.#stage = undefined;
    this.#played = 0;
    await stage?.strike();
  }
}

function plain(value: unknown): unknown {
  return value instanceof Error ? textOf(value) : value;
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' |') : String(error);
}
