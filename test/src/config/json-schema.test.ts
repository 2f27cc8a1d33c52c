import { Ajv } from 'ajv';
import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { configJsonSchema } from '../../../src/config/json-schema.js';
import { loadConfig } from '../../../src/config/load.js';
import { resolvePlugins } from '../../../src/plugins/resolve.js';
import { removeProjects, writeProject } from '../../support/project.js';
import { packageRoot } from '../../support/package-root.js';

const EXAMPLE = 'config.example.yaml';

const read = (file: string): Promise<string> => readFile(join(packageRoot, file), 'utf8');

describe('FW-03 the JSON schema of the configuration', () => {
  let schema: Record<string, unknown>;

  before(async () => {
    schema = JSON.parse(await read('config.schema.json')) as Record<string, unknown>;
  });

  afterEach(removeProjects);

  const accepts = (value: unknown): boolean => new Ajv({ strict: false }).validate(schema, value);

  it('FW-03 config.schema.json is what the framework and the in-tree plugins say (else: generate it anew)', async () => {
    const { installed, faults } = await resolvePlugins([], String, { directory: packageRoot });
    expect(faults).to.deep.equal([]);
    expect(schema).to.deep.equal(JSON.parse(JSON.stringify(configJsonSchema(installed))));
  });

  it('FW-03 describes every key of the framework, and every section of an in-tree plugin', async () => {
    const { installed } = await resolvePlugins([], String, { directory: packageRoot });
    const properties = schema['properties'] as Record<string, { description?: string }>;
    const keys = [
      'plugins',
      'database',
      'log',
      'requests',
      'scheduling',
      'operations',
      'privacy',
      ...installed.map(({ name }) => name),
    ];
    expect(Object.keys(properties)).to.have.members(keys);
    for (const key of keys) expect(properties[key]?.description, key).to.be.a('string');
  });

  it('FW-03 takes what boot takes, and refuses what boot refuses', () => {
    for (const value of [
      {},
      { plugins: [] },
      { plugins: ['a-package'] },
      { log: { level: 'debug' } },
      { greeter: { a: 1 } },
    ]) {
      expect(accepts(value), JSON.stringify(value)).to.equal(true);
    }
    for (const value of [
      { plugins: 'hub' },
      { log: { levl: 'info' } },
      { log: { level: 'loud' } },
      { greeter: 1 },
      [],
    ]) {
      expect(accepts(value), JSON.stringify(value)).to.equal(false);
    }
  });

  it('FW-03 the example begins with the line by which editors find the schema, and fits it', async () => {
    const text = await read(EXAMPLE);
    expect(text.split('\n')[0]).to.equal('# yaml-language-server: $schema=./config.schema.json');
    expect(accepts(parse(text))).to.equal(true);
  });

  it('FW-03 the example loads, and holds the defaults', async () => {
    const env = { ROOMKEEPER_DATA: '/data' };
    const copied = await writeProject({ 'config.yaml': await read(EXAMPLE) });
    const empty = await writeProject({});
    const example = await loadConfig({ env, directory: copied.directory });
    const defaults = await loadConfig({ env, directory: empty.directory });
    expect(example.config).to.deep.equal(defaults.config);
    expect(example.sections).to.deep.equal(defaults.sections);
  });

  it('FW-03 the options that the example shows in comments are all that plugins have, with their defaults', async () => {
    const text = (await read(EXAMPLE)).replaceAll(/^# (?=\w+:$| )/gm, '');
    const shown = parse(text) as Record<string, unknown>;
    const empty = await writeProject({});
    const { sections } = await loadConfig({ env: { ROOMKEEPER_DATA: '/data' }, directory: empty.directory });
    for (const [plugin, options] of Object.entries(sections)) expect(shown[plugin], plugin).to.deep.equal(options);
  });

  it('FW-03 the example of .env names the variables that are read, and sets none', async () => {
    const text = await read('.env.example');
    const names = [...text.matchAll(/^#? ?([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(names).to.have.members([
      'DISCORD_TOKEN',
      'DISCORD_API',
      'DATABASE_URL',
      'REDIS_URL',
      'SHARDS',
      'ROOMKEEPER_DATA',
      'ROOMKEEPER_CONFIG',
      'ROOMKEEPER_PAGE_PORT',
      'LOG_LEVEL',
      'LOG_FORMAT',
      'METRICS_PORT',
      'METRICS_HOST',
      'NODE_ENV',
    ]);
    expect(text).not.to.match(/^[A-Z_]+=.+/m);
  });
});
