import { MikroORM } from '@mikro-orm/postgresql';
import type { Piece } from '@sapphire/framework';
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadConfig, type LoadedConfig } from '../src/config/load.js';
import { core } from '../src/core/plugin.js';
import { migrate } from '../src/database/migrate.js';
import { ormOptions } from '../src/database/orm.js';
import { checkDefinition } from '../src/plugins/definition-check.js';
import { gatherEntities, gatherMigrations } from '../src/plugins/gather.js';
import type { PluginDefinition } from '../src/plugins/definition.js';
import { testDatabase, type TestDatabase } from './support/database.js';
import { silentLogger } from './support/logger.js';
import { packageRoot } from './support/package-root.js';
import { Stage } from './support/stage.js';

/** A piece's name begins with its plugin's. Commands have the names that people type, preconditions those that code names. */
const PREFIXED = new Set(['listeners', 'interaction-handlers', 'scheduled-tasks']);

const { installed }: LoadedConfig = await loadConfig({ argv: [], env: {}, directory: packageRoot });
const plugins: readonly PluginDefinition[] = [core, ...installed];

/** Tables whose names people know from the first release of hubs, and that HB-60 therefore gives. */
const NAMED_BY_SPECIFICATION = new Set(['hub_channels', 'auto_channels', 'auto_channel_members']);

/** The commands of a README: its headings and code spans that begin with a slash, each with its subcommands. */
function commandsIn(readme: string): string[] {
  return [...new Set([...readme.matchAll(/^#+ `\/([^`]+)`/gm)].map(([, command]) => command ?? ''))].toSorted();
}

/** The items of the list that follows a line, each in one line. */
function itemsAfter(markdown: string, heading: string): string[] {
  const [, rest = ''] = markdown.split(`\n${heading}\n`);
  const [, list = ''] = /^\n((?:- .*\n(?: {2}\S.*\n)*)+)/.exec(rest) ?? [];
  return list.split(/^- /m).flatMap((item) => (item === '' ? [] : [item.replaceAll(/\s+/g, ' ').trim()]));
}

interface Option {
  readonly name: string;
  readonly type: number;
  readonly options?: readonly Option[];
}

/** A command as people type it, with its subcommands if it has any. */
function typed({ name, options = [] }: Pick<Option, 'name' | 'options'>): string[] {
  const parts = options.filter(({ type }) => type === 1 || type === 2);
  return parts.length === 0 ? [name] : parts.flatMap((part) => typed(part).map((rest) => `${name} ${rest}`));
}

describe('FW-20 the contract of every plugin', () => {
  let stage: Stage;
  let database: TestDatabase;

  before(async () => {
    stage = await Stage.set({ config: { plugins: installed.map(({ name }) => name) } }, ({ sandbox }) => {
      sandbox.addGuild({ name: 'G' });
    });
    database = await testDatabase();
  });
  after(async () => {
    await database.drop();
    await stage.strike();
  });

  /** The pieces that came from a plugin's folder, by store. */
  function piecesOf({ root }: PluginDefinition): { store: string; piece: Piece }[] {
    const stores = stage.bot.client?.stores;
    return [...(stores?.entries() ?? [])].flatMap(([store, pieces]) =>
      [...pieces.values()]
        .filter((piece) => piece.location.full.startsWith(fileURLToPath(root)))
        .map((piece) => ({ store, piece })),
    );
  }

  /** The commands that a plugin has registered at Discord. */
  function registeredBy(plugin: PluginDefinition): string[] {
    const own = piecesOf(plugin).filter(({ store }) => store === 'commands');
    const names = new Set(own.map(({ piece }) => piece.name));
    const { commands } = stage.sandbox.world.application;
    return [...commands.values()]
      .filter(({ name }) => names.has(name))
      .flatMap((command) => typed(command as Pick<Option, 'name' | 'options'>))
      .toSorted();
  }

  for (const plugin of plugins) {
    describe(plugin.name, () => {
      it(`FW-20 the definition of ${plugin.name} is sound`, () => {
        expect(checkDefinition(plugin, plugin.name)).to.deep.equal([]);
      });

      it(`FW-21 the pieces of ${plugin.name} load, and bear its name`, () => {
        const pieces = piecesOf(plugin);
        expect(pieces).to.not.be.empty;
        const strangers = pieces
          .filter(({ store }) => PREFIXED.has(store))
          .map(({ piece }) => piece.name)
          .filter((name) => !name.startsWith(`${plugin.name}.`));
        expect(strangers).to.deep.equal([]);
      });

      it(`FW-21 no two pieces of ${plugin.name} have one name`, () => {
        const names = piecesOf(plugin).map(({ store, piece }) => `${store}/${piece.name}`);
        expect(names).to.have.lengthOf(new Set(names).size);
      });

      it(`FW-43 every command of ${plugin.name} is guarded, and hidden from whoever may not use it`, () => {
        const names = new Set(piecesOf(plugin).map(({ piece }) => piece.name));
        const commands = [...stage.sandbox.world.application.commands.values()].filter(({ name }) => names.has(name));
        for (const command of commands) expect(command.default_member_permissions, command.name).to.not.equal(null);
      });

      it(`FW-20 the tables of ${plugin.name} bear its name`, () => {
        const name = plugin.name.replaceAll('-', '_');
        const tables = (plugin.entities ?? []).map(({ meta }) => meta.tableName ?? '');
        const own = tables.filter((table) => !NAMED_BY_SPECIFICATION.has(table));
        for (const table of own) expect(table).to.match(new RegExp(`^${name}_`));
      });

      it(`RL-09 the documents list exactly what ${plugin.name} says that it stores about people`, () => {
        const stored = plugin.personalData?.stored;
        expect(stored, 'its definition says nothing').to.be.an('array');
        const listed = stored?.length === 0 ? ['Nothing.'] : stored;
        const title = plugin === core ? 'The bot itself' : plugin.name;
        const page = readFileSync(`${packageRoot}/docs/privacy.md`, 'utf8');
        expect(itemsAfter(page, `**${title}**`)).to.deep.equal(listed);
        if (plugin === core) return;
        const readme = readFileSync(`${packageRoot}/plugins/${plugin.name}/README.md`, 'utf8');
        expect(itemsAfter(readme, '## What is stored about people')).to.deep.equal(listed);
      });

      if (plugin !== core) {
        it(`FW-20 the README of ${plugin.name} names exactly the commands that it registers`, () => {
          const readme = readFileSync(`${packageRoot}/plugins/${plugin.name}/README.md`, 'utf8');
          expect(commandsIn(readme)).to.deep.equal(registeredBy(plugin));
        });
      }
    });
  }

  it('FW-20 every registered command is that of a plugin', () => {
    const all = [...stage.sandbox.world.application.commands.values()].flatMap((command) =>
      typed(command as Pick<Option, 'name' | 'options'>),
    );
    expect(plugins.flatMap(registeredBy).toSorted()).to.deep.equal(all.toSorted());
  });

  it('FW-07 the migrations bring an empty database to exactly what the entities say', async () => {
    const schema = { entities: gatherEntities(plugins), migrations: gatherMigrations(plugins) };
    const orm = await MikroORM.init(ormOptions(database.url, schema));
    try {
      await migrate({ orm, url: database.url, schema, when: 'boot', log: silentLogger });
      const difference = await orm.schema.getUpdateSchemaSQL({ wrap: false, dropTables: false, safe: false });
      expect(difference).to.equal('');
    } finally {
      await orm.close(true);
    }
  });
});
