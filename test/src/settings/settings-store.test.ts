import type { MikroORM } from '@mikro-orm/postgresql';
import { expect } from 'chai';
import { ChannelType } from 'discord.js';
import { ManualClock } from '../../../sandbox/clock.js';
import { KeyedQueue } from '../../../src/concurrency/keyed-queue.js';
import { core } from '../../../src/core/plugin.js';
import { migrate } from '../../../src/database/migrate.js';
import { openOrm } from '../../../src/database/orm.js';
import { gatherEntities, gatherMigrations } from '../../../src/plugins/gather.js';
import { defineSettings } from '../../../src/settings/section.js';
import { SettingsStore } from '../../../src/settings/settings-store.js';
import { query, testDatabase, type TestDatabase } from '../../support/database.js';
import { memoryLogger, silentLogger, type LogLine } from '../../support/logger.js';

const described = (label: string) => ({ label, description: `What ${label} does.` });

const section = defineSettings({
  key: 'greeting',
  title: 'Greeting',
  description: 'How newcomers are greeted.',
  fields: {
    delay: { kind: 'duration', default: 30_000, min: 1000, max: 3_600_000, ...described('Delay') },
    times: { kind: 'integer', default: 1, min: 0, max: 99, ...described('Times') },
    tone: {
      kind: 'choice',
      default: 'plain',
      choices: [
        { value: 'plain', label: 'Plain' },
        { value: 'warm', label: 'Warm' },
      ],
      ...described('Tone'),
    },
    on: { kind: 'toggle', default: true, ...described('On') },
    role: { kind: 'role', default: null, ...described('Role') },
    roles: { kind: 'roles', default: [], ...described('Roles') },
    channel: { kind: 'channel', default: null, types: [ChannelType.GuildText], ...described('Channel') },
    words: { kind: 'words', default: [], max: 3, ...described('Words') },
    quiet_until: { kind: 'moment', default: null },
  },
});

const DEFAULTS = {
  delay: 30_000,
  times: 1,
  tone: 'plain',
  on: true,
  role: null,
  roles: [],
  channel: null,
  words: [],
  quiet_until: null,
};
/** One that loses its end where it is taken for a number. */
const SNOWFLAKE = '1234567890123456789';
const ADA = { userId: '77' };
const GUILD = '100';

describe('FW-50 the settings of guilds', () => {
  let database: TestDatabase;
  let orm: MikroORM;
  let clock: ManualClock;
  let lines: LogLine[];
  let queue: KeyedQueue;

  before(async () => {
    database = await testDatabase();
    const schema = { entities: gatherEntities([core]), migrations: gatherMigrations([core]) };
    orm = await openOrm(database.url, schema);
    await migrate({ orm, url: database.url, schema, when: 'boot', log: silentLogger });
  });
  after(async () => {
    await orm.close(true);
    await database.drop();
  });
  beforeEach(async () => {
    clock = new ManualClock();
    lines = [];
    queue = new KeyedQueue();
    await query(database.url, 'truncate core_settings, core_log');
  });

  /** The store of a bot that starts now. */
  async function started(): Promise<SettingsStore> {
    const store = new SettingsStore({ orm, clock, queue, log: memoryLogger(lines) });
    await store.load();
    return store;
  }

  it('FW-50 where nothing is set, the defaults hold, and nothing is stored', async () => {
    const store = await started();
    expect(store.of(GUILD, section)).to.deep.equal(DEFAULTS);
    expect(await query(database.url, 'select from core_settings')).to.be.empty;
  });

  it('FW-50 every kind of value holds at once, and after a restart', async () => {
    const values = {
      delay: 90_000,
      times: 7,
      tone: 'warm',
      on: false,
      role: SNOWFLAKE,
      roles: ['123', SNOWFLAKE],
      channel: '124',
      words: ['1234567890123456789', 'true', 'null'],
      quiet_until: 1_700_000_000_123,
    } as const;
    const store = await started();
    await store.set(GUILD, section, values, ADA);
    expect(store.of(GUILD, section)).to.deep.equal(values);
    expect((await started()).of(GUILD, section)).to.deep.equal(values);
  });
});
