import type { Clock, Timer } from 'roomkeeper';
import type { PanelDrawing } from '../entities/panel-drawing.js';
import type { DrawingRows } from './drawing-rows.js';

/** Whose panel it is. */
type Panelled = Pick<PanelDrawing, 'guildId' | 'voiceChannelId'>;

/** What is known of a panel beyond what hub stores. The key is stored as well. */
export interface Drawn {
  /** The key of what the message shows; null when that is not known. */
  key: string | null;
  /** The message that somebody has deleted; null for none. Another one may be the panel by now. */
  lost: string | null;
  timer: Timer | null;
  /** When the oldest change came that has not been drawn; null when there is none. */
  changedAt: number | null;
  /** How many clicks are being answered with the panel at the moment. */
  clicks: number;
  failures: number;
}

/** What is known of panels, by room, and when they are drawn next. */
export class DrawnPanels {
  readonly #clock: Clock;
  readonly #rows: DrawingRows;
  readonly #drawn = new Map<string, Drawn>();

  public constructor(clock: Clock, rows: DrawingRows) {
    this.#clock = clock;
    this.#rows = rows;
  }

  /**
   * Reads what is stored. What a panel shows whose room has changed since the last time is not known: a crash may have come
   * between the last edit and its row.
   *
   * @param isThere - Whether there is such a room.
   * @param ofOthers - Those of some rooms that belong to another process. What is stored of the rest goes.
   */
  public async load(
    isThere: (roomId: string) => boolean,
    ofOthers: (roomIds: readonly string[]) => Promise<ReadonlySet<string>>,
  ): Promise<void> {
    const keys = await this.#rows.load();
    const roomless = [...keys.keys()].filter((roomId) => !isThere(roomId));
    const others = await ofOthers(roomless);
    await this.#rows.remove(roomless.filter((roomId) => !others.has(roomId)));
    for (const [roomId, key] of keys) {
      if (isThere(roomId) && this.of(roomId).changedAt === null) this.of(roomId).key ??= key;
    }
  }

  /** A panel is about to be changed: what it shows is not known until that is over. */
  public changing(roomId: string): void {
    this.of(roomId).key = null;
  }

  /** A panel shows something. */
  public async shows({ guildId, voiceChannelId }: Panelled, key: string): Promise<void> {
    this.of(voiceChannelId).key = key;
    await this.#rows.save({ guildId, voiceChannelId, renderKey: key });
  }

  public of(roomId: string): Drawn {
    const known = this.#drawn.get(roomId);
    if (known) return known;
    const drawn: Drawn = { key: null, lost: null, timer: null, changedAt: null, clicks: 0, failures: 0 };
    this.#drawn.set(roomId, drawn);
    return drawn;
  }

  /** Lets `work` run in `delay` milliseconds, in place of what was to run for that room. */
  public schedule(roomId: string, delay: number, work: () => void): void {
    const drawn = this.of(roomId);
    drawn.timer?.cancel();
    drawn.timer = this.#clock.after(delay, () => {
      drawn.timer = null;
      work();
    });
  }

  /** A room is no more. */
  public async remove(roomId: string): Promise<void> {
    this.forget(roomId);
    await this.#rows.remove([roomId]);
  }

  public forget(roomId: string): void {
    this.#drawn.get(roomId)?.timer?.cancel();
    this.#drawn.delete(roomId);
  }

  public stop(): void {
    for (const roomId of this.#drawn.keys()) this.forget(roomId);
  }
}
