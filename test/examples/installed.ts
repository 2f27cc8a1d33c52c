import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../support/package-root.js';

const run = promisify(execFile);

/** How long npm may take, in milliseconds. */
const PATIENCE = 60_000;

/** A folder outside of Roomkeeper into which npm has installed a package of `examples`. */
export class InstalledExample {
  readonly #directory: string;
  readonly #name: string;

  private constructor(directory: string, name: string) {
    this.#directory = directory;
    this.#name = name;
  }

  /** Installs from the package's own folder, as its README says; nothing is asked of a registry. */
  public static async of(example: string, name: string): Promise<InstalledExample> {
    const directory = await mkdtemp(join(tmpdir(), 'roomkeeper-example-'));
    await writeFile(join(directory, 'package.json'), JSON.stringify({ name: 'bot', private: true }));
    const folder = join(packageRoot, 'examples', example);
    const options = ['--install-links', '--offline', '--no-audit', '--no-fund', '--ignore-scripts'];
    await run('npm', ['install', folder, ...options], { cwd: directory, timeout: PATIENCE });
    return new InstalledExample(directory, name);
  }

  /** Where the package is. */
  public get path(): string {
    return join(this.#directory, 'node_modules', this.#name);
  }

  public remove(): Promise<void> {
    return rm(this.#directory, { recursive: true, force: true });
  }
}
