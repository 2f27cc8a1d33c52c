import { startSandbox, type Sandbox } from 'roomkeeper/sandbox';
import { BotChild } from '../test/support/bot-child.js';
import { testDatabase } from '../test/support/database.js';

/** How long a takeover may take before it is given up, in milliseconds. */
const PATIENCE = 60_000;

/** `SIGKILL`: the one that acts is dead. `SIGSTOP`: it stands still, and could go on at any moment. */
export type Loss = 'SIGKILL' | 'SIGSTOP';

export interface TakeoverFigures {
  readonly loss: Loss;
  readonly rounds: number;
  /** Milliseconds from the signal to the session of the one that stood by, each the slowest of the rounds. */
  readonly session: number;
  /** Until it is ready: servers are in order. */
  readonly ready: number;
  /** Until somebody who had joined a source right after the signal has a channel. */
  readonly served: number;
}

type Took = Pick<TakeoverFigures, 'session' | 'ready' | 'served'>;

/** FW-65: how long a server is without its bot when the process that acts is lost, while another one on this machine stands by. */
export async function benchTakeover(rounds: number): Promise<readonly TakeoverFigures[]> {
  const figures: TakeoverFigures[] = [];
  for (const loss of ['SIGKILL', 'SIGSTOP'] as const) {
    const all: Took[] = [];
    for (let round = 0; round < rounds; round += 1) all.push(await takenOver(loss));
    const slowest = (which: keyof Took) => Math.max(...all.map((one) => one[which]));
    figures.push({ loss, rounds, session: slowest('session'), ready: slowest('ready'), served: slowest('served') });
  }
  return figures;
}

async function takenOver(loss: Loss): Promise<Took> {
  const sandbox = await startSandbox({ rateLimits: false });
  const database = await testDatabase('migrated');
  try {
    const guild = sandbox.addGuild({ name: 'Home' });
    const general = guild.addChannel({ name: 'General' });
    const ada = guild.addMember({ name: 'Ada' });
    const start = () =>
      BotChild.start({
        env: { DISCORD_API: sandbox.api, DISCORD_TOKEN: sandbox.token, DATABASE_URL: database.url, LOG_FORMAT: 'json' },
      });
    const first = await start();
    await first.wrote('The bot is ready');
    const enabled = await guild.owner.slash('autochannel enable', { voice_channel: general });
    await enabled.response();
    const second = await start();
    await second.wrote('standing by');
    const { identifies } = sandbox.gateway;
    const began = performance.now();
    const since = (): number => performance.now() - began;
    first.signal(loss);
    ada.join(general);
    const [session, ready, served] = await Promise.all([
      until(sandbox, 'a session', () => sandbox.gateway.identifies > identifies).then(since),
      second.wrote('The bot is ready').then(since),
      until(sandbox, 'a channel', () => ada.voiceChannel !== undefined && ada.voiceChannel !== general).then(since),
    ]);
    return { session, ready, served };
  } finally {
    await BotChild.clear();
    await sandbox.stop();
    await database.drop();
  }
}

function until(sandbox: Sandbox, describe: string, predicate: () => boolean): Promise<void> {
  return sandbox.until(predicate, { timeout: PATIENCE, describe });
}
