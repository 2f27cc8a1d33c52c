import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './package-root.js';

/** The environment of a bare machine: what every process needs, and nothing of Roomkeeper's. */
export const bareEnvironment: NodeJS.ProcessEnv = { PATH: process.env['PATH'], HOME: process.env['HOME'] };

/** A program of the project in a process of its own, and what it has printed. */
export class TestProcess {
  public readonly child: ChildProcess;
  /** Standard output and standard error, as they came. */
  public output = '';
  /** The exit code, or the signal that ended it. */
  public readonly ended: Promise<number | NodeJS.Signals | null>;
  readonly #waiting = new Set<() => void>();

  /** @param script - Compiled, relative to `dist`. */
  public constructor(
    script: string,
    options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv; readonly args?: readonly string[] },
  ) {
    const { cwd, env = {}, args = [] } = options;
    this.child = spawn(process.execPath, [join(packageRoot, 'dist', script), ...args], {
      cwd,
      env: { ...bareEnvironment, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
        for (const check of this.#waiting) check();
      });
    }
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code, signal) => {
        resolve(code ?? signal);
        for (const check of this.#waiting) check();
      });
    });
  }

  public type(line: string): void {
    this.child.stdin?.write(`${line}\n`);
  }

  /** Waits until it has printed something, and fails when it ends without. */
  public printed(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        if (this.output.includes(text)) resolve();
        else if (this.child.exitCode !== null) reject(new Error(`It ended without "${text}":\n${this.output}`));
        else return;
        this.#waiting.delete(check);
      };
      this.#waiting.add(check);
      check();
    });
  }

  public async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}

/** The command lines of running processes that hold a text, such as the path of a test's own folder. */
export function processesWith(text: string): string[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .map((entry) => commandLine(entry))
    .filter((line) => line.includes(text));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // It ended while we were looking.
    return '';
  }
}
