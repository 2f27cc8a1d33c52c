import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ShardingManager, type Shard } from 'discord.js';
import type { Logger } from '../logging/logger.js';
import { Shards, type ShardSet } from '../sharding/shards.js';
import { pauseAfter, respawn } from './plan.js';

export interface ClusterOptions {
  readonly token: string;
  /** The shards of each process. */
  readonly processes: readonly ShardSet[];
  /** How many sessions Discord lets the bot start at once. */
  readonly maximumConcurrency: number;
  /** What every process gets on its command line. */
  readonly args: readonly string[];
  /** The port for health and metrics of the first process; the others have the next ones. 0 and undefined are for all alike. */
  readonly port: number | undefined;
  readonly log: Logger;
}

/** How long processes may take to stop before they are killed, in milliseconds. */
const STOP_LIMIT = 120_000;

const entry = fileURLToPath(new URL('../main.js', import.meta.url));

/** Several processes of one bot on this machine, each with shards of its own. One that ends is started anew. */
export class Cluster {
  readonly #options: ClusterOptions;
  readonly #manager: ShardingManager;
  readonly #stopping = new AbortController();

  public constructor(options: ClusterOptions) {
    this.#options = options;
    const { token, processes, args } = options;
    // What it calls a shard is a process here. It would start one that has ended anew at once, and again at once.
    this.#manager = new ShardingManager(entry, {
      token,
      totalShards: processes.length,
      shardArgs: [...args],
      respawn: false,
    });
  }

  /** Starts the processes, one after the other where Discord wants that. Resolves when all are started or `stop` was called. */
  public async start(): Promise<void> {
    const { processes, maximumConcurrency } = this.#options;
    const total = processes.reduce((sum, { ids }) => sum + ids.length, 0);
    for (const [index, shards] of processes.entries()) {
      if (this.#stopping.signal.aborted) return;
      await this.#startFirst(index, shards);
      if (index < processes.length - 1) await this.#pause(pauseAfter(shards.ids.length, total, maximumConcurrency));
    }
  }

  /** Tells all processes to stop, and waits until they have. */
  public async stop(): Promise<void> {
    this.#stopping.abort();
    const left = this.#manager.shards.map(({ process }) => process).filter((child) => child !== null);
    await Promise.all(left.map(ended));
  }

  async #startFirst(index: number, shards: ShardSet): Promise<void> {
    const shard = this.#manager.createShard(index);
    const { port } = this.#options;
    const { SHARD_COUNT: _count, ...env } = shard.env as NodeJS.ProcessEnv;
    const own = port ? { METRICS_PORT: String(port + index) } : {};
    shard.env = { ...env, ...own, SHARDS: new Shards(shards).text };
    shard.on('error', (error) => this.#log(shards).warn({ error }, 'A process reports an error'));
    let times = 0;
    let began = performance.now();
    shard.on('spawn', () => (began = performance.now()));
    shard.on('death', (child) => {
      if (this.#stopping.signal.aborted) return;
      const next = respawn(performance.now() - began, times);
      times = next.times;
      const { exitCode, signalCode } = child as ChildProcess;
      this.#log(shards).warn({ exitCode, signalCode, pause: next.pause }, 'A process has ended: it is started anew');
      void this.#pause(next.pause).then(() => this.#spawn(shard, shards));
    });
    await this.#spawn(shard, shards);
  }

  async #spawn(shard: Shard, shards: ShardSet): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    // Not waited for: it may stand by for as long as another process has its shards.
    await shard.spawn(-1);
    this.#log(shards).info({ pid: shard.process?.pid }, 'A process was started');
  }

  #log(shards: ShardSet): Logger {
    return this.#options.log.child({ shards: new Shards(shards).text });
  }

  /** Ends early when all is to stop. */
  #pause(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT);
  child.kill('SIGTERM');
  await exit;
  clearTimeout(timer);
}
