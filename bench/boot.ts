import { furnishRooms } from './room-world.js';
import { BenchScene } from './scene.js';

const ROOMS_A_GUILD = 10;

export interface BootFigures {
  readonly rooms: number;
  readonly guilds: number;
  /** Milliseconds that bringing state and Discord together takes: the `ready` of all plugins. */
  readonly reconcile: number;
  /** Milliseconds of each plugin's. */
  readonly ready: Readonly<Record<string, number>>;
  /** Milliseconds from nothing to the worker, with the connection to the local Discord. */
  readonly boot: number;
  /** Requests to Discord besides those of every start. */
  readonly calls: readonly string[];
}

/** What every client asks for when it starts, whatever it has to do. */
const OF_EVERY_START = /^GET \/(?:gateway|applications|oauth2|users\/@me)|^PUT \/applications/;

/** PF-13: a start over rooms of which everything agrees, ten in each guild, for each of these numbers of rooms. */
export async function benchBoot(counts: readonly number[]): Promise<readonly BootFigures[]> {
  const figures: BootFigures[] = [];
  for (const rooms of counts) figures.push(await booted(rooms));
  return figures;
}

async function booted(rooms: number): Promise<BootFigures> {
  const scene = await BenchScene.set();
  try {
    const guilds = rooms / ROOMS_A_GUILD;
    await furnishRooms(scene.sandbox, scene.database.url, { guilds, rooms: ROOMS_A_GUILD, text: 'channel' });
    const { started } = await scene.start({ kind: 'bot' });
    const calls = scene.sandbox.calls().map(({ operation }) => operation);
    return {
      rooms,
      guilds,
      reconcile: Object.values(started.ready).reduce((sum, one) => sum + one, 0),
      ready: started.ready,
      boot: started.boot,
      calls: calls.filter((operation) => !OF_EVERY_START.test(operation)),
    };
  } finally {
    await scene.strike();
  }
}
