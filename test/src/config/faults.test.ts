import { expect } from 'chai';
import { ConfigurationError } from '../../../src/plugins/errors.js';
import type { Variables } from '../../../src/config/environment.js';
import { loadConfig } from '../../../src/config/load.js';
import { removeProjects, writeProject } from '../../support/project.js';

/** A plugin's file; `fields` are those of its definition beside name and root. */
const plugin = (name: string, fields = ''): string => `
  import { z } from 'zod';
  export const it = { name: '${name}', root: new URL('.', import.meta.url), apiVersion: 1, ${fields} };
  export default it;
`;
const requires = (...names: readonly string[]): string =>
  `requires: [${names.map((name) => `{ name: '${name}', root: new URL(import.meta.url), apiVersion: 1 }`).join(', ')}],`;

const options = `options: z.strictObject({
  limit: z.int().min(0).max(99).default(0),
  mode: z.enum(['open', 'closed']).default('open'),
  pattern: z.string().min(1).max(10).optional(),
  channels: z.array(z.string()).optional(),
  ids: z.array(z.number()).optional(),
  on: z.boolean().optional(),
  step: z.number().gt(0).multipleOf(5).optional(),
  who: z.union([z.string(), z.array(z.string())]).optional(),
  when: z.string().refine((text) => text !== 'never', 'never is no time').optional(),
  nested: z.strictObject({ seconds: z.number() }).optional(),
}),`;

const inTree = {
  'plugins/autochannel/plugin.js': plugin('autochannel', options),
  'plugins/hub/plugin.js': plugin('hub'),
  'plugins/panel/plugin.js': plugin('panel', requires('hub')),
  'plugins/trigger/plugin.js': plugin('trigger'),
};

interface Attempt {
  /** The text of config.yaml. */
  readonly yaml?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Variables;
  readonly argv?: readonly string[];
  readonly needsToken?: boolean;
}

describe('FW-04 faults of the configuration', () => {
  afterEach(removeProjects);

  /** The lines of the error, without its first. */
  async function faultsOf({ yaml, files, env = {}, ...more }: Attempt): Promise<string[]> {
    const config = yaml === undefined ? {} : { 'config.yaml': yaml };
    const { directory, inTree: folder } = await writeProject({ ...inTree, ...config, ...files });
    const error: unknown = await loadConfig({ env, directory, inTree: folder, ...more }).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(ConfigurationError);
    const [first, ...lines] = (error as ConfigurationError).message.replaceAll(directory, '').split('\n');
    expect(first).to.match(new RegExp(`^The configuration has ${lines.length} faults?:$`));
    return lines;
  }

  const table: readonly (readonly [string, Attempt, string])[] = [
    // Keys
    [
      'an unknown key',
      { yaml: 'plugins: []\nqqqq: 1' },
      '- config.yaml:2:1 qqqq: unknown key. Known here: plugins, database, log, requests, scheduling, operations, privacy, autochannel, hub, panel, trigger.',
    ],
    ['a misspelt key', { yaml: 'databse: {}' }, '- config.yaml:1:1 databse: unknown key. Did you mean "database"?'],
    [
      'a misspelt key in a section',
      { yaml: 'log:\n  levl: info' },
      '- config.yaml:2:3 log.levl: unknown key. Did you mean "level"?',
    ],
    [
      'a misspelt section of a plugin',
      { yaml: 'autochanel: {}' },
      '- config.yaml:1:1 autochanel: unknown key. Did you mean "autochannel"?',
    ],
    [
      'a misspelt option',
      { yaml: 'autochannel: { limt: 1 }' },
      '- config.yaml:1:16 autochannel.limt: unknown key. Did you mean "limit"?',
    ],
    [
      'the beginning of an option',
      { yaml: 'autochannel: { chan: [] }' },
      '- config.yaml:1:16 autochannel.chan: unknown key. Did you mean "channels"?',
    ],
    [
      'a misspelt option deep inside',
      { yaml: 'autochannel:\n  nested:\n    seconds: 1\n    second: 2' },
      '- config.yaml:4:5 autochannel.nested.second: unknown key. Did you mean "seconds"?',
    ],
    [
      'an option of a plugin that has none',
      { yaml: 'plugins: [hub]\nhub: { a: 1 }' },
      '- config.yaml:2:8 hub.a: unknown key. Remove it.',
    ],
    [
      'an option of a plugin that is off',
      { yaml: 'plugins: [hub]\nautochannel: { limt: 1 }' },
      '- config.yaml:2:16 autochannel.limt: unknown key. Did you mean "limit"?',
    ],
    // Values
    [
      'a string for a number',
      { yaml: 'autochannel:\n  limit: many' },
      '- config.yaml:2:3 autochannel.limit: the value must be a number, but is a string. Correct the value.',
    ],
    [
      'a number in quotes',
      { yaml: "scheduling: { sweepInterval: '60' }" },
      '- config.yaml:1:15 scheduling.sweepInterval: the value must be a number, but is a string. Correct the value.',
    ],
    [
      'a fraction for a whole number',
      { yaml: 'autochannel: { limit: 1.5 }' },
      '- config.yaml:1:16 autochannel.limit: the value must be a whole number, but is another number. Correct the value.',
    ],
    [
      'an id without quotes',
      { yaml: 'autochannel: { channels: [123456789012345678] }' },
      '- config.yaml:1:27 autochannel.channels.0: the value must be a string, but is a number. Put it in quotes.',
    ],
    [
      'a mapping for a list',
      { yaml: 'autochannel: { channels: {} }' },
      '- config.yaml:1:16 autochannel.channels: the value must be a list, but is a mapping. Correct the value.',
    ],
    [
      'a list for a mapping',
      { yaml: 'autochannel: []' },
      '- config.yaml:1:1 autochannel: the value must be a mapping, but is a list. Correct the value.',
    ],
    [
      'a word for a boolean',
      { yaml: 'autochannel: { on: yes }' },
      '- config.yaml:1:16 autochannel.on: the value must be a boolean (true or false), but is a string. Correct the value.',
    ],
    [
      'nothing for a number',
      { yaml: 'autochannel:\n  limit:' },
      '- config.yaml:2:3 autochannel.limit: the value must be a number, but is nothing. Correct the value.',
    ],
    [
      'a missing value',
      { yaml: 'autochannel:\n  nested: {}' },
      '- config.yaml:2:3 autochannel.nested.seconds: the value is missing; it must be a number. Add it.',
    ],
    [
      'too small a number',
      { yaml: 'autochannel: { limit: -1 }' },
      '- config.yaml:1:16 autochannel.limit: the value must be at least 0. Correct the value.',
    ],
    [
      'too large a number',
      { yaml: 'database: { connectTimeout: 9999 }' },
      '- config.yaml:1:13 database.connectTimeout: the value must be at most 3600. Correct the value.',
    ],
    [
      'a bound that does not belong',
      { yaml: 'autochannel: { step: 0 }' },
      '- config.yaml:1:16 autochannel.step: the value must be more than 0. Correct the value.',
    ],
    [
      'too long a text',
      { yaml: 'autochannel: { pattern: "01234567890" }' },
      '- config.yaml:1:16 autochannel.pattern: the value must have at most 10 characters. Correct the value.',
    ],
    [
      'a misspelt choice',
      { yaml: 'autochannel: { mode: opn }' },
      '- config.yaml:1:16 autochannel.mode: the value must be one of open, closed. Did you mean "open"?',
    ],
    [
      'a choice of another type',
      { yaml: 'database: { migrate: true }' },
      '- config.yaml:1:13 database.migrate: the value must be one of boot, cli, but is a boolean. Choose one of these.',
    ],
    [
      'a value that fits no form',
      { yaml: 'autochannel: { who: 7 }' },
      '- config.yaml:1:16 autochannel.who: the value fits none of the allowed forms: the value must be a string, but is a number; or the value must be a list, but is a number. Correct the value.',
    ],
    [
      "a check of the plugin's own",
      { yaml: 'autochannel: { when: never }' },
      '- config.yaml:1:16 autochannel.when: the value is refused: never is no time. Correct the value.',
    ],
    [
      'a value behind an alias',
      { yaml: 'autochannel:\n  who: &w [a]\n  ids: *w' },
      '- config.yaml:2:12 autochannel.ids.0: the value must be a number, but is a string. Correct the value.',
    ],
    // Secrets
    [
      'the token in the file',
      { yaml: 'discord:\n  token: SECRET' },
      '- config.yaml:1:1 discord: this does not belong in the file. Set DISCORD_TOKEN and DISCORD_API in the environment or in .env instead.',
    ],
    [
      'the token at the top',
      { yaml: 'token: SECRET' },
      '- config.yaml:1:1 token: this does not belong in the file. Set DISCORD_TOKEN in the environment or in .env instead.',
    ],
    [
      'the address of the database in the file',
      { yaml: 'database: { url: "postgres://u:SECRET@h/d" }' },
      '- config.yaml:1:13 database.url: this does not belong in the file. Set DATABASE_URL in the environment or in .env instead.',
    ],
    [
      'the address of Redis in the file',
      { yaml: 'redis: { url: SECRET }' },
      '- config.yaml:1:1 redis: this does not belong in the file. Set REDIS_URL in the environment or in .env instead.',
    ],
    [
      'a variable in the file',
      { yaml: 'DATABASE_URL: SECRET' },
      '- config.yaml:1:1 DATABASE_URL: this does not belong in the file. Set DATABASE_URL in the environment or in .env instead.',
    ],
    [
      'an address for a section',
      { yaml: 'database: "postgres://u:SECRET@h/d"' },
      '- config.yaml:1:1 database: the value must be a mapping, but is a string. Correct the value.',
    ],
    // YAML
    [
      'an error of syntax',
      { yaml: 'plugins: []\nlog: {' },
      '- config.yaml:2:7: the file is not valid YAML: Flow map in block collection must be sufficiently indented and end with a }. Correct this line.',
    ],
    [
      'a key that is there twice',
      { yaml: 'plugins: []\nlog: {}\nlog: {}' },
      '- config.yaml:3:1: the file is not valid YAML: Map keys must be unique. Correct this line.',
    ],
    [
      'a tab for indenting',
      { yaml: 'log:\n\tlevel: info' },
      '- config.yaml:2:1: the file is not valid YAML: Tabs are not allowed as indentation. Correct this line.',
    ],
    [
      'a list for a file',
      { yaml: '- autochannel' },
      '- config.yaml: the top level must be a mapping of keys to values. Write keys with values, as config.example.yaml does.',
    ],
    [
      'a word for a file',
      { yaml: 'SECRET' },
      '- config.yaml: the top level must be a mapping of keys to values. Write keys with values, as config.example.yaml does.',
    ],
    [
      'an alias without an anchor',
      { yaml: 'log: *SECRET' },
      '- config.yaml: the file is not valid YAML: Unresolved alias (the anchor must be set before the alias). Write keys with values, as config.example.yaml does.',
    ],
    [
      'a tag',
      { yaml: 'log: !SECRET {}' },
      '- config.yaml:1:6: the file is not valid YAML: Unresolved tag. Correct this line.',
    ],
    // The place of the file
    [
      'a named file that is absent',
      { argv: ['--config', 'none.yaml'] },
      "- none.yaml: the file cannot be read: ENOENT: no such file or directory, open '/none.yaml'. Give the path of a file that exists and can be read, with --config or ROOMKEEPER_CONFIG.",
    ],
    [
      'a named file that is absent, by variable',
      { env: { ROOMKEEPER_CONFIG: 'none.yaml' } },
      "- none.yaml: the file cannot be read: ENOENT: no such file or directory, open '/none.yaml'. Give the path of a file that exists and can be read, with --config or ROOMKEEPER_CONFIG.",
    ],
    [
      'a folder for a file',
      { argv: ['--config', 'plugins'] },
      '- plugins: the file cannot be read: EISDIR: illegal operation on a directory, read. Give the path of a file that exists and can be read, with --config or ROOMKEEPER_CONFIG.',
    ],
    [
      'a file of a near name',
      { files: { 'config.yml': 'plugins: []' } },
      '- config.yml: a file of this name is not read. Rename it to config.yaml, or name it with --config config.yml.',
    ],
    ['--config without a path', { argv: ['--config'] }, '- --config: a path must follow. Write --config PATH.'],
    [
      'a misspelt argument',
      { argv: ['--confg=x'] },
      '- the command line: there is no argument "--confg". Did you mean "--config"?',
    ],
    // The environment
    [
      'a misspelt log level',
      { env: { LOG_LEVEL: 'debgu' } },
      '- LOG_LEVEL: the value must be one of trace, debug, info, warn, error, fatal, silent. Did you mean "debug"?',
    ],
    [
      'a port for metrics that is none',
      { env: { METRICS_PORT: '90900' } },
      '- METRICS_PORT: the value must be a whole number from 0 to 65535. Write a port such as 9090; 0 takes any free one, and without the variable nothing listens.',
    ],
    [
      'an address of Discord that is none',
      { env: { DISCORD_API: 'SECRET' } },
      '- DISCORD_API: the value is not a URL. Write it like https://discord.com/api; special characters in a password must be percent-encoded.',
    ],
    [
      'another protocol for Discord',
      { env: { DISCORD_API: 'ws://SECRET' } },
      '- DISCORD_API: the URL must begin with http:// or https://. Write it like https://discord.com/api; special characters in a password must be percent-encoded.',
    ],
    [
      'another database',
      { env: { DATABASE_URL: 'mysql://u:SECRET@h/d' } },
      '- DATABASE_URL: the URL must begin with postgres:// or postgresql://. Write it like postgresql://user:password@host:5432/database; special characters in a password must be percent-encoded.',
    ],
    [
      'a password that breaks the address',
      { env: { DATABASE_URL: 'postgres://u:SEC#RET@h/d' } },
      '- DATABASE_URL: the value is not a URL. Write it like postgresql://user:password@host:5432/database; special characters in a password must be percent-encoded.',
    ],
    [
      'another cache',
      { files: { '.env': 'REDIS_URL=http://SECRET' } },
      '- REDIS_URL: the URL must begin with redis:// or rediss://. Write it like redis://user:password@host:6379; special characters in a password must be percent-encoded.',
    ],
    [
      'production without a token',
      { env: { NODE_ENV: 'production' } },
      '- DISCORD_TOKEN: the variable is not set. Take the bot\'s token from "Bot" at https://discord.com/developers/applications and set it in the environment or in .env.',
    ],
    [
      'no token where one is needed',
      { needsToken: true },
      '- DISCORD_TOKEN: the variable is not set. Take the bot\'s token from "Bot" at https://discord.com/developers/applications and set it in the environment or in .env.',
    ],
    // Plugins
    [
      'a misspelt plugin',
      { yaml: 'plugins:\n  - hub\n  - autochanel' },
      '- config.yaml:3:5 plugins.1: there is no plugin "autochanel". Did you mean "autochannel"?',
    ],
    [
      'a package that is not installed',
      { yaml: 'plugins: [roomkeeper-none]' },
      '- config.yaml:1:11 plugins.0: there is no plugin "roomkeeper-none". Those that come with Roomkeeper: autochannel, hub, panel, trigger. Install any other with npm install.',
    ],
    [
      'a path for a plugin',
      { yaml: 'plugins: [./zzzzzzzzz.js]' },
      '- config.yaml:1:11 plugins.0: there is no plugin "./zzzzzzzzz.js". Those that come with Roomkeeper: autochannel, hub, panel, trigger. Install any other with npm install.',
    ],
    [
      'a plugin that is listed twice',
      { yaml: 'plugins: [hub, hub]' },
      '- config.yaml:1:16 plugins.1: "hub" is listed twice. Remove one of the two.',
    ],
    [
      'a word for the list of plugins',
      { yaml: 'plugins: hub' },
      '- config.yaml:1:1 plugins: the value must be a list, but is a string. Correct the value.',
    ],
    [
      'a plugin that is no name',
      { yaml: 'plugins: [hub, 7]' },
      '- config.yaml:1:16 plugins.1: the value must be a string, but is a number. Put it in quotes.',
    ],
    [
      'panel without hub',
      { yaml: 'plugins: [panel]' },
      '- config.yaml:1:11 plugins.0: "panel" needs "hub", which is not enabled. Add "hub" to "plugins", or take "panel" out.',
    ],
  ];
  for (const [title, attempt, line] of table) {
    it(`FW-04 tells of ${title}`, async () => {
      const lines = await faultsOf(attempt);
      expect(lines).to.deep.equal([line]);
      expect(lines.join('\n')).not.to.match(/SEC|RET/);
    });
  }

  describe('of the plugins themselves', () => {
    const packaged = (code: string, name = 'greeter'): Record<string, string> => ({
      [`node_modules/${name}/package.json`]: '{ "type": "module", "exports": "./index.js" }',
      [`node_modules/${name}/index.js`]: code,
    });

    it('FW-04 tells of a circle as a chain', async () => {
      const files = {
        'plugins/a/plugin.js': plugin('a', requires('b')),
        'plugins/b/plugin.js': plugin('b', requires('c')),
        'plugins/c/plugin.js': plugin('c', requires('a')),
      };
      expect(await faultsOf({ yaml: 'plugins: [c, b, a]', files })).to.deep.equal([
        '- config.yaml:1:1 plugins: plugins require each other in a circle: c -> a -> b -> c. ' +
          'Take one of them out of "plugins", or out of the "requires" of another.',
      ]);
    });

    it('FW-04 tells of another version of the plugin interface', async () => {
      const files = packaged(plugin('greeter').replace('apiVersion: 1', 'apiVersion: 2'));
      expect(await faultsOf({ yaml: 'plugins: [greeter]', files })).to.deep.equal([
        '- package "greeter": plugin "greeter" is made for version 2 of the plugin interface; this Roomkeeper has 1. ' +
          'Install a release of the plugin, or of Roomkeeper, so that the two agree.',
      ]);
    });

    const broken: readonly (readonly [string, string, RegExp])[] = [
      ['fails to import', 'throw new Error("out\\n of order");', /the plugin cannot be loaded: out of order\. Correct/],
      ['lacks what it needs', "import 'not-installed';", /cannot be loaded: Cannot find package 'not-installed'/],
      ['exports no plugin', 'export default { name: "greeter" };', /its default export is no plugin definition/],
      [
        'exports its plugin by name only',
        plugin('x').replace('export default it;', ''),
        /its default export is no plugin/,
      ],
    ];
    for (const [title, code, reason] of broken) {
      it(`FW-04 tells of a package that ${title}`, async () => {
        const lines = await faultsOf({ yaml: 'plugins: [greeter]\ngreeter: {}', files: packaged(code) });
        expect(lines).to.have.lengthOf(1);
        expect(lines[0]).to.match(reason).and.to.include('config.yaml:1:11 plugins.0');
      });
    }

    it('FW-04 tells of a package without an entry', async () => {
      const files = {
        ...packaged(''),
        'node_modules/greeter/package.json': '{ "exports": { "./sub": "./index.js" } }',
      };
      const [line] = await faultsOf({ yaml: 'plugins: [greeter]', files });
      expect(line).to.include('its package.json exports nothing that can be imported as "."');
    });

    it('FW-04 tells of two plugins of one name, and where both are', async () => {
      const lines = await faultsOf({ yaml: 'plugins: [hub, other-hub]', files: packaged(plugin('hub'), 'other-hub') });
      expect(lines).to.deep.equal([
        '- package "other-hub": the plugin\'s name "hub" is taken by that of /plugins/hub/plugin.js. Enable only one of the two.',
      ]);
    });

    it("FW-04 tells of a plugin with one of the framework's names", async () => {
      const lines = await faultsOf({ yaml: 'plugins: [greeter]', files: packaged(plugin('database')) });
      expect(lines).to.deep.equal([
        '- plugin "database": the name is one of the framework\'s own. Take the plugin out of "plugins", or give it another name.',
      ]);
    });

    it("FW-04 tells of a section under a package's name", async () => {
      const lines = await faultsOf({
        yaml: 'plugins: [roomkeeper-greeter]\nroomkeeper-greeter: {}',
        files: packaged(plugin('greeter'), 'roomkeeper-greeter'),
      });
      expect(lines).to.deep.equal([
        '- config.yaml:2:1 roomkeeper-greeter: this is the name of a package. Its options belong under "greeter", the plugin\'s own name.',
      ]);
    });

    it('FW-04 tells of an unknown option also where the schema would let it pass', async () => {
      const files = packaged(plugin('greeter', 'options: z.object({ hello: z.string().optional() }),'));
      const lines = await faultsOf({ yaml: 'plugins: [greeter]\ngreeter: { helo: x }', files });
      expect(lines).to.deep.equal(['- config.yaml:2:12 greeter.helo: unknown key. Did you mean "hello"?']);
    });

    it('FW-04 tells of required options that are missing, when the plugin is on', async () => {
      const files = packaged(plugin('greeter', 'options: z.strictObject({ hello: z.string() }),'));
      expect(await faultsOf({ yaml: 'plugins: [greeter]', files })).to.deep.equal([
        '- config.yaml greeter.hello: the value is missing; it must be a string. Add it.',
      ]);
    });

    const definitions: readonly (readonly [string, string, string])[] = [
      ['a name that is not in kebab case', plugin('My_Plugin'), 'the name must be in kebab case'],
      [
        'a permission that Discord does not have',
        plugin('x', "permissions: ['ManageRooms'],"),
        'no permission "ManageRooms"',
      ],
      ['a list that is none', plugin('x', 'entities: {},'), '"entities" must be a list'],
      ['a hook that is none', plugin('x', 'setup: 1,'), '"setup" must be a function'],
      ['options that are no schema', plugin('x', 'options: {},'), '"options" must be a zod schema'],
      ['names for definitions', plugin('x', "requires: ['hub'],"), '"requires" must list the definitions of plugins'],
      [
        'a migration that is there twice',
        plugin('x', "migrations: [{ name: 'M' }, { name: 'M' }],"),
        'two migrations have the name "M"',
      ],
    ];
    for (const [title, code, reason] of definitions) {
      it(`FW-04 tells of a definition with ${title}`, async () => {
        const lines = await faultsOf({ yaml: 'plugins: [greeter]', files: packaged(code) });
        expect(lines).to.have.lengthOf(1);
        expect(lines[0]).to.include('package "greeter": plugin ').and.to.include(reason);
      });
    }

    it('FW-04 tells of an in-tree plugin that is broken, also when it is off, and leaves its section alone', async () => {
      const files = { 'plugins/hub/plugin.js': 'throw new Error("out of order");' };
      expect(await faultsOf({ yaml: 'plugins: []\nhub: { a: 1 }', files })).to.deep.equal([
        '- /plugins/hub/plugin.js: the plugin cannot be loaded: out of order. ' +
          'Correct the plugin, install what it needs, or take it out of "plugins".',
      ]);
    });

    it('FW-04 tells of an in-tree file without a definition, with two, and with one of another name', async () => {
      const files = {
        'plugins/none/plugin.js': 'export {};',
        'plugins/two/plugin.js': plugin('two').replace('default it', 'const other = { ...it }'),
        'plugins/other/plugin.js': plugin('another'),
      };
      const lines = await faultsOf({ yaml: 'plugins: []', files });
      expect(lines.map((line) => line.split('. ')[0])).to.deep.equal([
        '- /plugins/none/plugin.js: the file exports no plugin definition',
        '- /plugins/other/plugin.js: the plugin\'s name "another" differs from that of its folder',
        '- /plugins/two/plugin.js: the file exports more than one plugin definition',
      ]);
    });

    it('FW-04 does not blame panel for a hub that is listed and broken', async () => {
      const files = { 'plugins/hub/plugin.js': 'throw new Error("out of order");' };
      expect(await faultsOf({ yaml: 'plugins: [hub, panel]', files })).to.have.lengthOf(1);
    });
  });

  it('FW-04 tells of everything at once', async () => {
    const lines = await faultsOf({
      argv: ['--verbose'],
      env: { DATABASE_URL: 'mysql://SECRET', LOG_LEVEL: 'loud', NODE_ENV: 'production' },
      yaml: `
        plugins: [autochanel, panel, a, b, greeter, panel]
        database: { migrate: sometimes, url: SECRET }
        autochannel: { limit: many, limt: 1 }
        foo: 1
      `,
      files: {
        'plugins/a/plugin.js': plugin('a', requires('b')),
        'plugins/b/plugin.js': plugin('b', requires('a')),
        'node_modules/greeter/package.json': '{ "type": "module", "main": "index.js" }',
        'node_modules/greeter/index.js': plugin('greeter').replace('apiVersion: 1', 'apiVersion: 2'),
      },
    });
    const expected = [
      '--verbose',
      'DATABASE_URL',
      'LOG_LEVEL',
      'DISCORD_TOKEN',
      'database.migrate',
      'database.url',
      '"panel" is listed twice',
      '"autochanel"',
      'version 2',
      '"panel" needs "hub"',
      'a -> b -> a',
      'autochannel.limit:',
      'autochannel.limt:',
      'foo: unknown key',
    ];
    expect(lines).to.have.lengthOf(expected.length);
    for (const text of expected) expect(lines.filter((line) => line.includes(text))).not.to.be.empty;
    expect(lines.join('\n')).not.to.include('SECRET');
  });
});
