import { expect } from 'chai';
import { execFile, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { startSandbox, type Sandbox } from 'roomkeeper/sandbox';
import { parse } from 'yaml';
import { allocation } from '../../bench/production-bot.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { commandOf, copyOf, environmentOf, stagesOf } from '../support/dockerfile.js';
import { ImageBuild, link } from '../support/image.js';
import { packageRoot } from '../support/package-root.js';

/** Who runs in the container: nobody in particular. */
const NOBODY = 65_534;

const read = (file: string): string => readFileSync(join(packageRoot, file), 'utf8');
const stages = stagesOf(read('Dockerfile'));
const steps = stages.at(-1)?.steps ?? [];
const of = (instruction: string): string => steps.findLast((step) => step.instruction === instruction)?.text ?? '';

interface Service {
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly healthcheck?: object;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}
const compose = parse(read('compose.yaml')) as { readonly services: Readonly<Record<'bot' | 'database', Service>> };

describe('FW-63 RL-08 the container, as it is written', () => {
  it('FW-63 is slim, has two stages, and runs as an ordinary user with a check of its health', () => {
    expect(stages.map(({ base }) => base)).to.deep.equal(['node:24-slim', 'node:24-slim']);
    expect(of('USER')).to.equal('node');
    expect(of('HEALTHCHECK')).to.include('/healthz');
    expect(commandOf(of('CMD'))).to.deep.equal(['node', 'dist/src/main.js']);
    const wanted = { NODE_ENV: 'production', ROOMKEEPER_DATA: of('VOLUME'), ...allocation };
    expect(environmentOf(steps)).to.include(wanted);
  });

  it('FW-63 everything that is copied is there, and is let through to the builder', () => {
    const ignored = read('.dockerignore').split('\n');
    const copied = stages
      .flatMap((stage) => stage.steps)
      .filter(({ instruction }) => instruction === 'COPY')
      .map(copyOf)
      .filter(({ from }) => from === null)
      .flatMap(({ sources }) => sources);
    expect(copied).to.include('package-lock.json');
    for (const source of copied) {
      expect(existsSync(join(packageRoot, source)), source).to.equal(true);
      expect(ignored, source).to.include(`!${source}`);
    }
  });

  it('RL-08 what is installed is what the lock file says; optional packages of other platforms may come and go', () => {
    const folder = mkdtempSync(join(tmpdir(), 'roomkeeper-lock-'));
    const entry = (version: string) => ({ version, integrity: `sha512-${version}` });
    const optional = { ...entry('1.0.0'), optional: true };
    const check = (before: object, after: object): number | null => {
      const files = Object.entries({ before, after }).map(([name, packages]) => {
        const file = join(folder, `${name}.json`);
        writeFileSync(file, JSON.stringify({ packages: { '': {}, ...packages } }));
        return file;
      });
      return spawnSync(process.execPath, [join(packageRoot, 'scripts/check-lock.mjs'), ...files]).status;
    };
    const locked = { 'node_modules/a': entry('1.0.0') };
    expect(check(locked, { ...locked, 'node_modules/b-darwin': optional })).to.equal(0);
    expect(check(locked, { 'node_modules/a': entry('1.0.1') })).to.equal(1);
    expect(check(locked, { ...locked, 'node_modules/b': entry('1.0.0') })).to.equal(1);
    expect(check(locked, {})).to.equal(1);
    rmSync(folder, { recursive: true });
  });

  it('RL-08 nothing else goes to the builder: no secret, no data, no history', () => {
    const lines = read('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines[0]).to.equal('*');
    expect(lines.filter((line) => line.startsWith('!'))).to.have.members([
      '!package.json',
      '!package-lock.json',
      '!tsconfig.json',
      '!mikro-orm.config.ts',
      '!scripts/check-lock.mjs',
      '!src',
      '!plugins',
    ]);
  });

  it('RL-08 compose: read-only apart from data, without capabilities, and with secrets from outside only', () => {
    const { bot, database } = compose.services;
    expect(bot).to.deep.include({ read_only: true, cap_drop: ['ALL'], tmpfs: ['/tmp'] });
    for (const service of [bot, database]) expect(service.security_opt).to.include('no-new-privileges:true');
    expect(bot.volumes).to.deep.equal(['data:/app/data']);
    expect([bot.ports, database.ports], 'nothing is open to the world').to.deep.equal([undefined, undefined]);
    expect(bot.depends_on?.['database']?.condition).to.equal('service_healthy');
    expect(database.healthcheck).to.be.an('object');
    for (const value of [bot.environment['DISCORD_TOKEN'], database.environment['POSTGRES_PASSWORD']]) {
      expect(value).to.match(/^\$\{[A-Z_]+:\?.+\}$/);
    }
    expect(bot.environment['DATABASE_URL']).to.match(/:\$\{POSTGRES_PASSWORD:\?.+\}@database:5432\/roomkeeper$/);
  });
});

describe('FW-63 RL-08 the container, played without Docker', function () {
  this.timeout(120_000);
  const root = mkdtempSync(join(tmpdir(), 'roomkeeper-image-'));
  const isRoot = process.getuid?.() === 0;
  const who = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  let sandbox: Sandbox;
  let database: TestDatabase;
  let app: string;
  let node: string;

  before(async () => {
    chmodSync(root, 0o755);
    const build = new ImageBuild(root);
    app = stages.map((stage) => build.play(stage)).at(-1) ?? '';
    node = join(root, basename(process.execPath));
    link([process.execPath], root);
    if (isRoot) chownSync(join(app, 'data'), NOBODY, NOBODY);
    else for (const folder of folders(app)) chmodSync(folder, 0o555);
    sandbox = await startSandbox({});
    sandbox.addGuild({ name: 'G' });
    database = await testDatabase();
  });
  after(async () => {
    if (!isRoot) for (const folder of folders(app)) chmodSync(folder, 0o755);
    rmSync(root, { recursive: true, force: true });
    await sandbox.stop();
    await database.drop();
  });

  function folders(of: string): string[] {
    const inside = readdirSync(of, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const below = inside.map(({ name }) => join(of, name)).filter((path) => path !== join(app, 'data'));
    return [of, ...below.flatMap(folders)];
  }

  const env = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
    ...environmentOf(steps),
    ROOMKEEPER_DATA: join(app, 'data'),
    METRICS_PORT: '0',
    DISCORD_API: sandbox.api,
    DISCORD_TOKEN: sandbox.token,
    DATABASE_URL: database.url,
    ...more,
  });

  /** Runs a command of the Dockerfile as the container's user. */
  function ran([, ...args]: readonly string[], own: Readonly<Record<string, string>>): Promise<number> {
    return new Promise((resolve) => {
      execFile(node, args, { cwd: app, env: own, ...who }, (error) =>
        resolve(typeof error?.code === 'number' ? error.code : error ? -1 : 0),
      );
    });
  }

  /** Whether anything is there, or newer, that was not. */
  const state = (): string[] =>
    ['.', 'dist', 'dist/src', 'dist/plugins', 'node_modules'].map((folder) => {
      const { mtimeMs } = statSync(join(app, folder));
      return `${folder} ${mtimeMs} ${readdirSync(join(app, folder)).join()}`;
    });

  it('FW-63 the image is lean: no tests, no local Discord, no compiler', () => {
    expect(readdirSync(app).toSorted()).to.deep.equal(['data', 'dist', 'node_modules', 'package.json']);
    expect(readdirSync(join(app, 'dist')).toSorted()).to.deep.equal(['plugins', 'src']);
    const modules = readdirSync(join(app, 'node_modules'));
    expect(modules).to.include('discord.js').and.include('prom-client');
    for (const absent of ['typescript', 'mocha', 'node', 'fast-check']) expect(modules).to.not.include(absent);
  });

  it('RL-08 the bot runs in it as an ordinary user who can write to data only, is healthy, and stops with 0', async () => {
    const before = state();
    const child = spawn(node, commandOf(of('CMD')).slice(1), { cwd: app, env: env(), stdio: 'pipe', ...who });
    let out = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (out += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => void child.once('exit', resolve));
    try {
      await sandbox.until(() => out.includes('The bot is ready') || child.exitCode !== null, { timeout: 60_000 });
      expect(out).to.include('The bot is ready');
      const { port } = new URL(/"address":"([^"]+)"/.exec(out)?.[1] ?? '');
      const check = commandOf(of('HEALTHCHECK'));
      expect(await ran(check, { METRICS_PORT: port }), 'healthy').to.equal(0);
      expect(await ran(check, { METRICS_PORT: '1' }), 'dead').to.equal(1);
      expect(await ran(['node', 'dist/src/backup/main.js', 'backup'], env()), 'a backup').to.equal(0);
      expect(readdirSync(join(app, 'data', 'backups'))).to.have.length(1);
      const attempt = "require('node:fs').writeFileSync('dist/src/main.js', '')";
      expect(await ran(['node', '-e', attempt], {}), 'nothing else can be written').to.equal(1);
    } finally {
      child.kill('SIGTERM');
    }
    expect(await ended, out).to.equal(0);
    expect(state()).to.deep.equal(before);
    expect(out).to.not.include(sandbox.token);
  });
});
