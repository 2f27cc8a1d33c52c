import { expect } from 'chai';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { backUp, type BackupReport } from '../../../src/backup/backup.js';
import { restore } from '../../../src/backup/restore.js';
import { loadConfig } from '../../../src/config/load.js';
import { core } from '../../../src/core/plugin.js';
import type { Schema } from '../../../src/database/orm.js';
import { gatherEntities, gatherMigrations } from '../../../src/plugins/gather.js';
import { HubScene } from '../../plugins/hub/scene.js';
import { query, testDatabase, type TestDatabase } from '../../support/database.js';
import { packageRoot } from '../../support/package-root.js';
import { emptyDatabase, storedRows } from '../../support/stored-rows.js';

const PLUGINS = ['autochannel', 'hub', 'panel', 'trigger'];

/** Statements that fill what the scene leaves empty, with what is hard to carry. */
const HARD = `
  insert into core_settings (guild_id, key, value, updated_at)
    values (1573772876337643520, 'core.sudo_roles', '["1573772876337643521"]', '2026-01-02T03:04:05.678901Z');
  select setval('trigger_triggers_id_seq', 4711)`;

describe('FW-63 backup and restore', () => {
  let folder: string;
  let file: string;
  let schema: Schema;

  before(async () => {
    const { installed } = await loadConfig({ argv: [], env: {}, directory: packageRoot });
    const plugins = [core, ...installed];
    schema = { entities: gatherEntities(plugins), migrations: gatherMigrations(plugins) };
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'roomkeeper-backup-'));
    file = join(folder, 'saved.backup');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const save = (url: string): Promise<BackupReport> => backUp(url, file, new Date('2026-11-21T19:00:00Z'));
  const load = (url: string): Promise<BackupReport> => restore(url, file, schema);

  async function failure(work: Promise<unknown>): Promise<string> {
    return work.then(
      () => expect.fail('it went through'),
      (error: unknown) => String(error),
    );
  }

  describe('of a bot that has lived', () => {
    let scene: HubScene;

    beforeEach(async () => {
      scene = await HubScene.set({ config: { plugins: PLUGINS } });
    });
    afterEach(() => scene.stage.strike());

    /** Rooms, a breakout, an action and settings, with all four plugins. */
    async function live(): Promise<void> {
      const { guild, ada, ben, cleo, stage } = scene;
      const general = guild.addChannel({ name: 'General' });
      await stage.settle();
      await scene.settings({ banned_words: ["it's", 'a "word"', '{x}'], cleanup_delay: 300_000 });
      const commands: readonly (readonly [string, Parameters<typeof ada.slash>[1]])[] = [
        ['autochannel enable', { voice_channel: general, grace_period: 300 }],
        ['action create', { name: 'say', kind: 'message', text: 'Hello “you”, \\ and \u{1F600}' }],
      ];
      for (const [line, input] of commands) {
        await (await guild.owner.slash(line, input)).response();
        await stage.settle();
      }
      await scene.roomOf(ada);
      await scene.roomOf(ben);
      await scene.joins(cleo, general);
      await scene.leaves(ben);
    }

    it('FW-63 rooms, triggers and settings come back as they were, and there is nothing to mend at Discord', async () => {
      const { url } = scene.stage.database;
      await live();
      expect(await save(url), 'while it works')
        .to.have.property('rows')
        .above(10);
      expect(await failure(load(url)))
        .to.include('Stop the bot')
        .and.include('Nothing was touched');
      await scene.stage.stopBot();
      await query(url, HARD);
      await rm(file);
      const before = await storedRows(url);
      const saved = await save(url);
      expect([...before.values()].filter((rows) => rows.length > 0).length, 'tables in use').to.be.at.least(6);
      await emptyDatabase(url);
      expect(await load(url)).to.deep.equal(saved);
      expect(await storedRows(url)).to.deep.equal(before);
      const counters = await query(url, "select nextval('trigger_triggers_id_seq')::int as next");
      expect(counters).to.deep.equal([{ next: 4712 }]);

      scene.sandbox.clearCalls();
      await scene.stage.startBot();
      const asked = scene.sandbox.calls().map(({ operation }) => operation);
      expect(asked.filter((operation) => /guild_id|channel_id/.test(operation))).to.deep.equal([]);
      // Deadlines are armed from the tables: the room that Ben left goes when its time has come.
      expect(scene.parts.rooms.ofGuild(scene.guild.id)).to.have.length(2);
      await scene.stage.pass(301);
      expect(scene.parts.rooms.ofGuild(scene.guild.id)).to.have.length(1);
    });
  });

  describe('of rows', () => {
    let database: TestDatabase;
    let url: string;

    beforeEach(async () => {
      database = await testDatabase('migrated');
      url = database.url;
      await query(url, HARD);
    });
    afterEach(() => database.drop());

    it('FW-63 only its owner can read a backup, and no half of one is left lying about', async () => {
      await save(url);
      expect((await stat(file)).mode & 0o777).to.equal(0o600);
      expect(await readdir(folder)).to.deep.equal(['saved.backup']);
    });

    it('FW-63 which process acts is not part of it', async () => {
      const before = await storedRows(url);
      await save(url);
      expect(gunzipSync(await readFile(file)).toString()).to.not.include('core_leases');
      expect(before.get('core_settings')).to.have.length(1);
    });

    it('FW-63 is not restored into a database that holds anything', async () => {
      await save(url);
      const before = await storedRows(url);
      expect(await failure(load(url)))
        .to.include('not empty')
        .and.include('Nothing was touched');
      expect(await storedRows(url)).to.deep.equal(before);
    });

    it('FW-63 a file that was cut, changed or is something else is refused before anything is touched', async () => {
      await save(url);
      await emptyDatabase(url);
      const whole = await readFile(file);
      const lines = gunzipSync(whole).toString().trimEnd().split('\n');
      const withoutRow = lines.filter((line) => !line.startsWith('='));
      const broken: readonly (readonly [string, Buffer])[] = [
        ['cut off', whole.subarray(0, whole.length - 20)],
        ['without its end', gzipSync(`${lines.slice(0, -1).join('\n')}\n`)],
        ['without a row', gzipSync(`${withoutRow.join('\n')}\n`)],
        ['not zipped', Buffer.from(lines.join('\n'))],
        ['something else', gzipSync('{"hello":1}\n')],
        ['no JSON', gzipSync('hello\n')],
        ['nothing', Buffer.alloc(0)],
      ];
      for (const [what, content] of broken) {
        await writeFile(file, content);
        const said = await failure(load(url));
        expect(said, what).to.match(/BackupError: .*(?:not whole|cannot be read|no backup|empty)/);
        expect([...(await storedRows(url)).keys()], what).to.deep.equal([]);
      }
      await rm(file);
      expect(await failure(load(url))).to.include('cannot be read');
    });

    it('FW-63 a backup of a newer version, or with a plugin that is not installed, names what is missing', async () => {
      await save(url);
      await emptyDatabase(url);
      const ofHub = schema.migrations.filter(({ name }) => name.startsWith('hub/'));
      const without = schema.migrations.filter((migration) => !ofHub.includes(migration));
      const absent = await failure(restore(url, file, { ...schema, migrations: without }));
      expect(absent).to.include('data of hub, which is not installed');
      const old = ofHub.map((migration) => ({ ...migration, name: 'hub/Migration20200101000000_old' }));
      const older = await failure(restore(url, file, { ...schema, migrations: [...without, ...old] }));
      expect(older).to.include('newer than what is installed');
      expect([...(await storedRows(url)).keys()]).to.deep.equal([]);
    });

    it('FW-63 a restore that fails in the middle leaves no row, and can be done again', async () => {
      await save(url);
      const before = await storedRows(url);
      await emptyDatabase(url);
      const whole = await readFile(file);
      const spoilt = gunzipSync(whole).toString().replace('"updated_at":"2026', '"updated_at":"never 2026');
      await writeFile(file, gzipSync(spoilt));
      expect(await failure(load(url))).to.include('timestamp');
      for (const [table, rows] of await storedRows(url)) expect([table, rows]).to.deep.equal([table, []]);
      await writeFile(file, whole);
      await load(url);
      expect(await storedRows(url)).to.deep.equal(before);
    });

    it('FW-63 nothing is saved over a file, nor out of an empty database', async () => {
      await save(url);
      expect(await failure(save(url))).to.include('there already');
      await rm(file);
      await emptyDatabase(url);
      expect(await failure(save(url))).to.include('nothing to save');
      expect(await readdir(folder)).to.deep.equal([]);
    });
  });
});
