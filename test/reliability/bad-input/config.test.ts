import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { stringify } from 'yaml';
import { loadConfig } from '../../../src/config/load.js';
import { ConfigurationError } from '../../../src/plugins/errors.js';
import { packageRoot } from '../../support/package-root.js';
import { longTexts, numbers, shortly, texts } from './values.js';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** Where a value stands in the file. */
type Path = readonly string[];

/** All keys of the file: those that hold others, too. */
function pathsOf({ properties = {} }: Schema, at: Path = []): Path[] {
  return Object.entries(properties).flatMap(([key, inner]) => [[...at, key], ...pathsOf(inner, [...at, key])]);
}

function fileWith(path: Path, value: unknown): Record<string, unknown> {
  const [key = '', ...rest] = path;
  return { [key]: rest.length === 0 ? value : fileWith(rest, value) };
}

/** What stands in the file of somebody who has mistyped, or has another program's file. */
const values: readonly unknown[] = [
  ...texts.map((text) => stringify(text)),
  ...longTexts(100).map((text) => stringify(text)),
  ...numbers.map((number) => stringify(number)),
  ...[null, true, [], {}, [[]], [null], ['x'], { x: 1 }, { __proto__: null, constructor: 1 }].map((value) =>
    stringify(value),
  ),
  '!!binary aGVsbG8=',
  '2026-01-01',
  '0o17',
  '&a [*a]',
  '*nothing',
  '{',
  '"unended',
  '!custom x',
  '\u0000',
];

describe('bad input: the configuration', () => {
  let directory: string;
  let schema: Schema;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'roomkeeper-fuzz-'));
    schema = JSON.parse(await readFile(join(packageRoot, 'config.schema.json'), 'utf8')) as Schema;
  });
  after(() => rm(directory, { recursive: true, force: true }));

  /** What is wrong with how a file is taken. Null when it is loaded, or refused with where and what. */
  async function fault(text: string): Promise<string | null> {
    await writeFile(join(directory, 'config.yaml'), text);
    try {
      await loadConfig({ argv: [], env: {}, directory });
      return null;
    } catch (error) {
      if (!(error instanceof ConfigurationError)) return String(error);
      const unclear = error.faults.filter(({ where, what }) => where.trim() === '' || what.trim() === '');
      return unclear.length > 0 || error.faults.length === 0 ? `unclear: ${error.message}` : null;
    }
  }

  it('RL-05 every key takes whatever stands there: it is loaded, or refused with the place and the reason', async function () {
    this.timeout(120_000);
    const found: string[] = [];
    for (const path of pathsOf(schema)) {
      for (const value of values) {
        const text = stringify(fileWith(path, 'PLACE')).replace('PLACE', () =>
          String(value).trimEnd().replaceAll('\n', '\n      '),
        );
        const wrong = await fault(text);
        if (wrong !== null) found.push(`${path.join('.')}: ${shortly(value)}: ${wrong}`);
      }
    }
    expect(found.join('\n')).to.equal('');
  });

  it('RL-05 a key that there is not is named, whatever it is called', async () => {
    for (const key of [
      '__proto__',
      'constructor',
      'toString',
      'Plugins',
      'plugin',
      '\u202Esnigulp',
      'a'.repeat(5000),
      '👋',
    ]) {
      await writeFile(join(directory, 'config.yaml'), stringify({ database: { [key]: 1 } }));
      const loaded = loadConfig({ argv: [], env: {}, directory });
      const error = await loaded.then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error, key).to.be.instanceOf(ConfigurationError);
    }
  });
});
