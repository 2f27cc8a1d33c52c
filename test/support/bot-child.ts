import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { installFixtures } from './packages.js';
import { packageRoot } from './package-root.js';

export interface BotChildOptions {
  readonly env: Readonly<Record<string, string>>;
  /** The content of `config.yaml`, or its text. */
  readonly config?: Readonly<Record<string, unknown>> | string;
  /** Plugins of `test/fixtures` that are installed beside the configuration. */
  readonly fixtures?: readonly string[];
  /** With a channel to this process, whose end tells the bot to stop. */
  readonly channel?: boolean;
  /** What is started, below `dist/src`. Default the bot itself. */
  readonly entry?: string;
  readonly args?: readonly string[];
}

const children = new Set<BotChild>();

/** The bot as its production entry point starts it, in a folder of its own. */
export class BotChild {
  public readonly directory: string;
  /** What it has written to standard output and to standard error. */
  public out = '';
  public err = '';
  public readonly exit: Promise<number | string | null>;
  readonly #child: ChildProcess;
  #abandoned = false;

  private constructor(directory: string, child: ChildProcess) {
    this.directory = directory;
    this.#child = child;
    child.stdout?.on('data', (data: Buffer) => (this.out += data.toString()));
    child.stderr?.on('data', (data: Buffer) => (this.err += data.toString()));
    this.exit = new Promise((resolve) => {
      child.once('close', (code, signal) => resolve(code ?? signal));
      // Streams that nobody reads any more never close.
      child.once('exit', (code, signal) => this.#abandoned && resolve(code ?? signal));
    });
    children.add(this);
  }

  public static async start(options: BotChildOptions): Promise<BotChild> {
    const { env, config = {}, fixtures = [], channel, entry = 'main.js', args = [] } = options;
    const directory = await mkdtemp(join(tmpdir(), 'roomkeeper-child-'));
    // As root, the embedded database runs as another user, who must be able to enter.
    await chmod(directory, 0o755);
    await writeFile(join(directory, 'config.yaml'), typeof config === 'string' ? config : stringify(config));
    await installFixtures(directory, fixtures);
    const { PATH = '' } = process.env;
    const child = spawn(process.execPath, [join(packageRoot, 'dist/src', entry), ...args], {
      cwd: directory,
      env: { PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe', ...(channel ? ['ipc' as const] : [])],
    });
    return new BotChild(directory, child);
  }

  public get pid(): number {
    return this.#child.pid ?? 0;
  }

  public signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** What the bot sees when this process dies: the channel closes, and nobody reads its output any more. */
  public abandon(): void {
    this.#abandoned = true;
    this.#child.disconnect();
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
  }

  /** Waits until it has written `text`. Fails when it ends before. */
  public async wrote(text: string): Promise<void> {
    const ended = this.exit.then((code) => {
      throw new Error(`The bot ended (${code}) before it wrote "${text}":\n${this.out}${this.err}`);
    });
    ended.catch(() => undefined);
    const found = new Promise<void>((resolve) => {
      const look = (): void => {
        if (this.out.includes(text)) resolve();
      };
      this.#child.stdout?.on('data', look);
      look();
    });
    await Promise.race([found, ended]);
  }

  /** Kills what still runs, and removes the folders. For `afterEach`. */
  public static async clear(): Promise<void> {
    for (const child of children) {
      child.signal('SIGKILL');
      await child.exit;
      await rm(child.directory, { recursive: true, force: true });
    }
    children.clear();
  }
}
