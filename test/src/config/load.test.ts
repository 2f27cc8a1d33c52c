import { expect } from 'chai';
import { join } from 'node:path';
import type { Variables } from '../../../src/config/environment.js';
import { loadConfig, type LoadedConfig } from '../../../src/config/load.js';
import { removeProjects, writeProject, type Project } from '../../support/project.js';

const plugin = (name: string, more = ''): string => `
  import { z } from 'zod';
  import { definePlugin } from 'roomkeeper';
  export const it = definePlugin({ name: '${name}', root: new URL('.', import.meta.url), ${more} });
`;

/** What is on where no file says anything else. */
const DEFAULTS = ['autochannel', 'hub', 'panel', 'trigger'];

const inTree = {
  'plugins/autochannel/plugin.js': plugin(
    'autochannel',
    'options: z.strictObject({ grace: z.number().default(30), limit: z.int().optional() })',
  ),
  'plugins/hub/plugin.js': plugin('hub'),
  'plugins/panel/plugin.js': plugin(
    'panel',
    "requires: [{ name: 'hub', apiVersion: 1, root: new URL(import.meta.url) }]",
  ),
  'plugins/trigger/plugin.js': plugin('trigger'),
  'plugins/no-plugin/readme.js': 'throw new Error("not to be loaded");',
};

describe('FW-03 the configuration', () => {
  afterEach(removeProjects);

  async function load(
    files: Readonly<Record<string, string>>,
    env: Variables = {},
    argv: readonly string[] = [],
  ): Promise<LoadedConfig & { readonly project: Project }> {
    const project = await writeProject({ ...inTree, ...files });
    const loaded = await loadConfig({ argv, env, directory: project.directory, inTree: project.inTree });
    return { ...loaded, project };
  }

  const enabledIn = ({ enabled }: LoadedConfig): string[] => enabled.map(({ name }) => name);

  it('FW-03 without a file and without an environment every default holds', async () => {
    const loaded = await load({});
    expect(loaded.config).to.deep.equal({
      plugins: DEFAULTS,
      discord: {},
      database: { dataDirectory: join(loaded.project.directory, 'data'), migrate: 'boot', connectTimeout: 30 },
      log: { level: 'info', format: 'pretty' },
      requests: { perSecond: 50 },
      scheduling: { sweepInterval: 60, concurrency: 8 },
      operations: { host: '127.0.0.1' },
      privacy: { guildRetention: 30, logRetention: 90 },
      production: false,
    });
    expect(enabledIn(loaded)).to.deep.equal(DEFAULTS);
    expect(loaded.sections).to.deep.equal({ autochannel: { grace: 30 }, hub: {}, panel: {}, trigger: {} });
  });

  it('FW-61 the environment wins over the file for the port of health and metrics', async () => {
    const files = { 'config.yaml': 'operations: { port: 9090, host: 0.0.0.0 }' };
    expect((await load(files)).config.operations).to.deep.equal({ port: 9090, host: '0.0.0.0' });
    const env = { METRICS_PORT: '0', METRICS_HOST: '::1' };
    expect((await load(files, env)).config.operations).to.deep.equal({ port: 0, host: '::1' });
  });

  it('FW-03 an empty file, and one of comments only, are as none', async () => {
    for (const text of ['', '# nothing yet\n', '---\n']) {
      expect((await load({ 'config.yaml': text })).config.plugins).to.deep.equal(DEFAULTS);
    }
  });

  it('FW-03 the file says which plugins are on, and their options', async () => {
    const loaded = await load({ 'config.yaml': 'plugins: [hub, autochannel]\nautochannel: { grace: 5 }' });
    expect(enabledIn(loaded)).to.deep.equal(['hub', 'autochannel']);
    expect(loaded.sections).to.deep.equal({ hub: {}, autochannel: { grace: 5 } });
  });

  it('FW-03 every in-tree plugin is installed, enabled or not', async () => {
    const { installed } = await load({ 'config.yaml': 'plugins: []' });
    expect(installed.map(({ name }) => name)).to.deep.equal(['autochannel', 'hub', 'panel', 'trigger']);
  });

  it('FW-20 enabled plugins come after what they require, however they are listed', async () => {
    const loaded = await load({ 'config.yaml': 'plugins: [panel, autochannel, hub]' });
    expect(enabledIn(loaded)).to.deep.equal(['hub', 'panel', 'autochannel']);
    expect(loaded.config.plugins).to.deep.equal(['panel', 'autochannel', 'hub']);
  });

  it('FW-03 a section without anything in it means the defaults', async () => {
    const { sections, config } = await load({ 'config.yaml': 'autochannel:\nlog:\nplugins:\n' });
    expect(sections).to.deep.equal({ autochannel: { grace: 30 }, hub: {}, panel: {}, trigger: {} });
    expect(config.log.level).to.equal('info');
  });

  it('FW-03 a section of a plugin that is off is allowed', async () => {
    const loaded = await load({ 'config.yaml': 'plugins: [hub]\nautochannel: { limit: 3 }' });
    expect(enabledIn(loaded)).to.deep.equal(['hub']);
  });

  describe('its place', () => {
    const files = {
      'config.yaml': 'plugins: [autochannel]',
      'variable.yaml': 'plugins: [hub]',
      'argument.yaml': 'plugins: []',
    };

    it('FW-03 is config.yaml of the working directory', async () => {
      expect(enabledIn(await load(files))).to.deep.equal(['autochannel']);
    });

    it('FW-03 is what ROOMKEEPER_CONFIG names', async () => {
      expect(enabledIn(await load(files, { ROOMKEEPER_CONFIG: 'variable.yaml' }))).to.deep.equal(['hub']);
    });

    for (const argv of [['--config', 'argument.yaml'], ['--config=argument.yaml']]) {
      it(`FW-03 is above all what ${argv.join(' ')} names`, async () => {
        expect(enabledIn(await load(files, { ROOMKEEPER_CONFIG: 'variable.yaml' }, argv))).to.deep.equal([]);
      });
    }

    it('FW-03 may be outside the working directory', async () => {
      const { path } = await writeProject({ 'elsewhere.yaml': 'plugins: [hub]' });
      expect(enabledIn(await load({}, {}, ['--config', path('elsewhere.yaml')]))).to.deep.equal(['hub']);
    });
  });

  describe('the environment', () => {
    const secrets = {
      DISCORD_TOKEN: 'token',
      DISCORD_API: 'http://127.0.0.1:4000/api/',
      DATABASE_URL: 'postgresql://bot:p%40ss@db:5432/bot',
      REDIS_URL: 'rediss://:pass@cache:6379',
      ROOMKEEPER_DATA: 'elsewhere',
      LOG_LEVEL: 'DEBUG',
      LOG_FORMAT: 'json',
    };

    it('FW-03 gives secrets and addresses', async () => {
      const { config, project } = await load({ 'config.yaml': 'log: { level: error, format: pretty }' }, secrets);
      expect(config.discord).to.deep.equal({ token: 'token', api: 'http://127.0.0.1:4000/api' });
      expect(config.database.url).to.equal(secrets.DATABASE_URL);
      expect(config.database.dataDirectory).to.equal(join(project.directory, 'elsewhere'));
      expect(config.redisUrl).to.equal(secrets.REDIS_URL);
      expect(config.log).to.deep.equal({ level: 'debug', format: 'json' });
    });

    it('FW-03 is read from .env too, quotes and comments as usual', async () => {
      const { config } = await load({ '.env': '# secret\nDISCORD_TOKEN="a token"\nexport REDIS_URL=redis://cache\n' });
      expect(config.discord.token).to.equal('a token');
      expect(config.redisUrl).to.equal('redis://cache');
    });

    it('FW-03 wins over .env, also when it says that there is nothing', async () => {
      const file = { '.env': 'DISCORD_TOKEN=file\nREDIS_URL=redis://file' };
      const { config } = await load(file, { DISCORD_TOKEN: 'environment', REDIS_URL: '' });
      expect(config.discord.token).to.equal('environment');
      expect(config).not.to.have.property('redisUrl');
    });

    it('FW-03 a variable without a value is as none', async () => {
      const { config } = await load({ '.env': 'DISCORD_TOKEN=\nDATABASE_URL=\nLOG_LEVEL=' });
      expect(config.discord).to.deep.equal({});
      expect(config.database).not.to.have.property('url');
    });

    it('FW-61 production logs JSON unless the file says otherwise', async () => {
      const env = { NODE_ENV: 'production', DISCORD_TOKEN: 'token' };
      expect((await load({}, env)).config).to.deep.include({
        production: true,
        log: { level: 'info', format: 'json' },
      });
      expect((await load({ 'config.yaml': 'log: { format: pretty }' }, env)).config.log.format).to.equal('pretty');
    });
  });

  describe('a package', () => {
    const greeter = (manifest: object, code = plugin('greeter').replace('export const it =', 'export default')) => ({
      'config.yaml': 'plugins: [roomkeeper-greeter]\ngreeter: {}',
      'node_modules/roomkeeper-greeter/package.json': JSON.stringify({ type: 'module', ...manifest }),
      'node_modules/roomkeeper-greeter/dist/index.js': code,
      'node_modules/roomkeeper-greeter/dist/old.js': 'throw new Error("the wrong entry");',
    });

    const manifests: readonly (readonly [string, object])[] = [
      ['exports as a path', { exports: './dist/index.js', main: './dist/old.js' }],
      [
        'exports with conditions',
        { exports: { types: './t.d.ts', require: './dist/old.js', default: './dist/index.js' } },
      ],
      ['exports for import only', { exports: { '.': { import: './dist/index.js' }, './sub': './dist/old.js' } }],
      ['nested conditions', { exports: { '.': { node: { require: './dist/old.js', import: './dist/index.js' } } } }],
      ['a list of exports', { exports: { '.': [{ worker: './dist/old.js' }, './dist/index.js'] } }],
      ['main', { main: 'dist/index.js' }],
    ];
    for (const [title, manifest] of manifests) {
      it(`FW-22 is found from the working directory, its entry given by ${title}`, async () => {
        const loaded = await load(greeter(manifest));
        expect(enabledIn(loaded)).to.deep.equal(['greeter']);
        expect(loaded.installed.map(({ name }) => name)).to.deep.equal([
          'autochannel',
          'hub',
          'panel',
          'trigger',
          'greeter',
        ]);
        expect(loaded.sections).to.deep.equal({ greeter: {} });
      });
    }

    it('FW-22 may bring a copy of Roomkeeper of its own', async () => {
      const own = "export default { name: 'greeter', root: new URL('.', import.meta.url), apiVersion: 1 };";
      expect(enabledIn(await load(greeter({ main: 'dist/index.js' }, own)))).to.deep.equal(['greeter']);
    });

    it('FW-22 may have a scope', async () => {
      const loaded = await load({
        'config.yaml': "plugins: ['@us/greeter']",
        'node_modules/@us/greeter/package.json': '{ "type": "module", "main": "index.js" }',
        'node_modules/@us/greeter/index.js': plugin('greeter').replace('export const it =', 'export default'),
      });
      expect(enabledIn(loaded)).to.deep.equal(['greeter']);
    });
  });
});
