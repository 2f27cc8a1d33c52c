import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { copyOf, type BuildStage } from './dockerfile.js';
import { packageRoot } from './package-root.js';

/** Plays the steps of a Dockerfile's stages in folders, with what is installed here in place of a registry. */
export class ImageBuild {
  readonly #root: string;
  readonly #folders = new Map<string, string>();
  readonly #modules = dirname(dirname(existing('typescript/package.json')));

  public constructor(root: string) {
    this.#root = root;
  }

  /** @returns the folder that is the stage's working directory. */
  public play({ name, steps }: BuildStage): string {
    const folder = join(this.#root, name ?? 'image');
    mkdirSync(folder, { recursive: true });
    if (name !== null) this.#folders.set(name, folder);
    for (const step of steps) {
      if (step.instruction === 'COPY') this.#copy(step, folder);
      if (step.instruction === 'RUN') this.#run(step.text, folder);
    }
    return folder;
  }

  #copy(step: BuildStage['steps'][number], folder: string): void {
    const { from, sources, target } = copyOf(step);
    const origin = from === null ? packageRoot : this.#folders.get(from);
    if (origin === undefined) throw new Error(`There is no stage ${from}`);
    for (const source of sources) {
      const path = source.replace(/^\/app\//, '');
      const to = target.endsWith('/') ? join(folder, target, basename(path)) : join(folder, target);
      mkdirSync(dirname(to), { recursive: true });
      if (basename(path) === 'node_modules') link([join(origin, path)], dirname(to));
      else cpSync(join(origin, path), to, { recursive: true });
    }
  }

  /** The commands as they stand, but that npm fetches nothing, and that nobody need be root. */
  #run(command: string, folder: string): void {
    const tools = join(this.#root, 'tools');
    if (!existsSync(tools)) this.#makeTools(tools);
    const PATH = `${tools}:${process.env['PATH']}`;
    execFileSync('/bin/sh', ['-ec', command], { cwd: folder, env: { PATH, HOME: folder }, stdio: 'pipe' });
  }

  #makeTools(tools: string): void {
    mkdirSync(tools);
    symlinkSync(process.execPath, join(tools, 'node'));
    const tool = (name: string, text: string): void => {
      writeFileSync(join(tools, name), `#!/bin/sh -e\n${text}\n`);
      chmodSync(join(tools, name), 0o755);
    };
    const playedNpm = join(dirname(new URL(import.meta.url).pathname), 'played-npm.js');
    tool('npm', `exec "${join(tools, 'node')}" "${playedNpm}" "${this.#modules}" "$@"`);
    tool('npx', `exec "${join(tools, 'node')}" "node_modules/typescript/bin/$@"`);
    tool('chown', '');
  }
}

/** Puts the same files, once more, into a folder; where the file system does not allow that, copies of them. */
export function link(from: readonly string[], folder: string): void {
  try {
    execFileSync('cp', ['-al', ...from, folder], { stdio: 'pipe' });
  } catch {
    // Another file system, or somebody else's files.
    for (const path of from) {
      const to = join(folder, basename(path));
      rmSync(to, { recursive: true, force: true });
      cpSync(path, to, { recursive: true, verbatimSymlinks: true });
    }
  }
}

function existing(module: string): string {
  for (let folder = packageRoot; ; folder = dirname(folder)) {
    const path = join(folder, 'node_modules', module);
    if (existsSync(path)) return path;
    if (folder === dirname(folder)) throw new Error(`${module} is not installed`);
  }
}

/** Where the packages are that a lock file lists for production. */
export function productionPaths(lockFile: string): string[] {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8')) as {
    packages: Readonly<Record<string, { readonly dev?: boolean; readonly devOptional?: boolean }>>;
  };
  return Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
    .map(([path]) => path);
}
