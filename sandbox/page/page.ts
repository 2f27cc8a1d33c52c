import type { WebSocket } from 'ws';
import type { ManagedBot } from '../managed-bot.js';
import type { Sandbox } from '../sandbox.js';
import type { SteeredClock } from '../steered-clock.js';
import { FaultBoard } from './fault-board.js';
import { PageConnection } from './page-connection.js';
import type { PageParts } from './page-parts.js';
import { PageServer } from './page-server.js';
import { botEntry } from './timeline/bot-entry.js';
import { PageLog } from './timeline/page-log.js';
import { blank } from './timeline/row-entry.js';
import { Tour } from './tour.js';
import { InteractionNotes } from './view/interaction-notes.js';
import { Typing } from './view/typing.js';

export interface PageOptions {
  /** The bot, where the page is to stop and start it. */
  readonly bot?: ManagedBot;
  /** The sandbox's clock, where the page is to steer it. */
  readonly clock?: SteeredClock;
}

/** What happens at once is sent at once: so many milliseconds are one moment. */
const MOMENT = 16;
/** Some of what is shown ends by itself, such as "is typing": it is looked at so often, in milliseconds. */
const LOOK_AGAIN = 1000;

/** The page over a sandbox: serves it, and tells every browser that has it open what changes. */
export class Page {
  readonly #parts: PageParts;
  readonly #server = new PageServer((socket) => this.#connect(socket));
  readonly #connections = new Set<PageConnection>();
  readonly #stops: (() => void)[];
  #moment: NodeJS.Timeout | undefined;

  public constructor(sandbox: Sandbox, { bot, clock }: PageOptions = {}) {
    const { world } = sandbox;
    const notes = new InteractionNotes();
    const typing = new Typing(world);
    const log = new PageLog(() => ({ world, notes, plugins: bot?.plugins ?? [] }), [sandbox.token]);
    const tour = new Tour(world);
    const around = { world, typing, notes, dismissed: new Map<string, Set<string>>() };
    const faults = new FaultBoard(sandbox.faults);
    this.#parts = { sandbox, bot: bot ?? null, clock: clock ?? null, faults, log, tour, around };
    const again = setInterval(() => this.#changed(), LOOK_AGAIN).unref();
    this.#stops = [
      world.onDispatch((dispatch) => {
        notes.hear(dispatch);
        typing.hear(dispatch);
      }),
      sandbox.onChange((row) => {
        log.record(row);
        tour.hear(row);
        this.#changed();
      }),
      this.#watch(bot),
      clock?.onChange(() => this.#changed()) ?? (() => undefined),
      () => clearInterval(again),
      () => clearTimeout(this.#moment),
    ];
  }

  /** What to open in a browser, once it listens. */
  public get address(): string {
    return this.#server.address;
  }

  /** @param port - 0, the default, for a free one. Where it is taken, any free one too. */
  public async listen(port = 0): Promise<void> {
    try {
      await this.#server.listen(port);
    } catch (error) {
      if (port === 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      await this.#server.listen(0);
    }
  }

  /** Adds a row to the timeline: what somebody has done in another way than on the page. */
  public note(title: string, outcome: 'ok' | 'refused'): void {
    this.#parts.log.note({ ...blank, kind: 'act', at: this.#parts.sandbox.world.clock.now(), title, outcome });
    this.#changed();
  }

  /** Cuts every connection and frees the port. */
  public async close(): Promise<void> {
    for (const stop of this.#stops) stop();
    await this.#server.close();
  }

  #watch(bot: ManagedBot | undefined): () => void {
    const { log, tour, sandbox } = this.#parts;
    if (!bot) return () => undefined;
    return bot.onNews((news) => {
      log.note(botEntry(news, sandbox.world), news.kind === 'log' ? news.line.fields : news);
      if (news.kind === 'state') tour.hearBot(news.state);
      this.#changed();
    });
  }

  #connect(socket: WebSocket): void {
    const connection = new PageConnection(socket, this.#parts, () => this.#changed());
    this.#connections.add(connection);
    socket.on('close', () => {
      connection.close();
      this.#connections.delete(connection);
    });
  }

  #changed(): void {
    if (this.#connections.size === 0) return;
    this.#moment ??= setTimeout(() => {
      this.#moment = undefined;
      for (const connection of this.#connections) connection.refresh();
    }, MOMENT).unref();
  }
}
