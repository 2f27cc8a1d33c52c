import type { MikroORM } from '@mikro-orm/postgresql';
import { expect } from 'chai';
import { ChannelType } from 'discord.js';
import { setImmediate } from 'node:timers/promises';
import { Client } from 'pg';
import { ManualClock } from '../../../sandbox/clock.js';
import { KeyedQueue, QueueTimeoutError } from '../../../src/concurrency/keyed-queue.js';
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
    motto: { kind: 'text', default: '!', min: 1, max: 5, ...described('Motto') },
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
  motto: '!',
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

  const logged = (guildId = GUILD): Promise<Record<string, unknown>[]> =>
    query(database.url, 'select actor_id, action, text from core_log where guild_id = $1 order by id', [guildId]);
  const texts = async (guildId = GUILD): Promise<unknown[]> => (await logged(guildId)).map(({ text }) => text);

  const refusal = (work: Promise<void>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

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
      motto: '«1»',
      quiet_until: 1_700_000_000_123,
    } as const;
    const store = await started();
    await store.set(GUILD, section, values, ADA);
    expect(store.of(GUILD, section)).to.deep.equal(values);
    expect((await started()).of(GUILD, section)).to.deep.equal(values);
  });

  it('FW-50 what is not named stays as it is', async () => {
    const store = await started();
    await store.set(GUILD, section, { times: 7, tone: 'warm' }, ADA);
    await store.set(GUILD, section, { times: 8 }, ADA);
    expect(store.of(GUILD, section)).to.deep.equal({ ...DEFAULTS, times: 8, tone: 'warm' });
  });

  it('FW-50 undefined goes back to the default, also after a restart', async () => {
    const store = await started();
    await store.set(GUILD, section, { times: 7, words: ['a'] }, ADA);
    await store.set(GUILD, section, { times: undefined, words: undefined }, ADA);
    expect(store.of(GUILD, section)).to.deep.equal(DEFAULTS);
    expect((await started()).of(GUILD, section)).to.deep.equal(DEFAULTS);
  });

  it('FW-51 guilds do not mix', async () => {
    const store = await started();
    await Promise.all(
      ['1', '2', '3'].map((guildId) => store.set(guildId, section, { times: Number(guildId) * 11 }, ADA)),
    );
    for (const held of [store, await started()]) {
      expect(['1', '2', '3', '4'].map((guildId) => held.of(guildId, section).times)).to.deep.equal([11, 22, 33, 1]);
    }
    expect(await texts('2')).to.deep.equal(['Greeting › Times: 1 → 22']);
  });

  it('FW-50 of changes at the same time none is lost', async () => {
    const store = await started();
    const values = { delay: 2000, times: 3, tone: 'warm', on: false } as const;
    await Promise.all(Object.entries(values).map(([name, value]) => store.set(GUILD, section, { [name]: value }, ADA)));
    expect(store.of(GUILD, section)).to.deep.equal({ ...DEFAULTS, ...values });
    expect(await logged()).to.have.lengthOf(4);
  });

  it('FW-50 a change that the queue gave up on, and that is committed later, takes no later one back', async () => {
    queue = new KeyedQueue(1000);
    const store = await started();
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query('begin');
    await client.query('lock table core_settings in access exclusive mode');
    const givenUp = await refusal(store.set(GUILD, section, { times: 7 }, ADA));
    expect(givenUp).to.be.instanceOf(QueueTimeoutError);
    const second = store.set(GUILD, section, { tone: 'warm' }, ADA);
    await client.query('commit');
    await client.end();
    await second;
    while (store.of(GUILD, section).times !== 7) await setImmediate();
    expect(store.of(GUILD, section)).to.deep.include({ times: 7, tone: 'warm' });
    expect((await started()).of(GUILD, section)).to.deep.equal(store.of(GUILD, section));
  });

  it('FW-50 what was looked up before a change is as it was', async () => {
    const store = await started();
    const before = store.of(GUILD, section);
    expect(store.of(GUILD, section)).to.equal(before);
    await store.set(GUILD, section, { times: 7 }, ADA);
    expect(before.times).to.equal(1);
    expect(Object.isFrozen(before)).to.equal(true);
  });

  it('FW-50 a set of roles has no order and no doubles', async () => {
    const store = await started();
    await store.set(GUILD, section, { roles: ['22', '11', '22'] }, ADA);
    await store.set(GUILD, section, { roles: ['22', '11'] }, ADA);
    expect(store.of(GUILD, section).roles).to.deep.equal(['11', '22']);
    expect(await logged()).to.have.lengthOf(1);
  });

  describe('values that cannot be', () => {
    const refused: readonly (readonly [string, Readonly<Record<string, unknown>>, RegExp])[] = [
      ['a duration too short', { delay: 999 }, /^Delay takes 1 second to 1 hour\.$/],
      ['a duration too long', { delay: 3_600_001 }, /^Delay/],
      ['a part of a millisecond', { delay: 1000.5 }, /^Delay/],
      ['no number', { delay: Number.NaN }, /^Delay/],
      ['a string for a number', { times: '1' }, /^Times takes a whole number from 0 to 99\.$/],
      ['a number too large', { times: 100 }, /^Times/],
      ['null where there is always a number', { times: null }, /^Times/],
      ['an unknown choice', { tone: 'cold' }, /^Tone takes one of: Plain, Warm\.$/],
      ['a word for a toggle', { on: 'true' }, /^On takes on or off\.$/],
      ['a name for a role', { role: 'admin' }, /^Role takes a role/],
      ['a number for a role', { role: 123 }, /^Role/],
      ['an empty id', { channel: '' }, /^Channel takes a channel/],
      ['one bad id among roles', { roles: ['123', '-1'] }, /^Roles/],
      ['26 roles', { roles: Array.from({ length: 26 }, (_, index) => String(index + 1)) }, /^Roles takes up to 25/],
      ['a string for a list', { words: 'word' }, /^Words takes up to 3 entries/],
      ['too many words', { words: ['a', 'b', 'c', 'd'] }, /^Words/],
      ['an empty word', { words: [''] }, /^Words/],
      ['a word with a comma', { words: ['a,b'] }, /^Words/],
      ['a word with blanks around it', { words: [' a'] }, /^Words/],
      ['a word too long', { words: ['x'.repeat(101)] }, /^Words/],
      ['a number for a text', { motto: 1 }, /^Motto takes 1 to 5 characters on one line\.$/],
      ['an empty text', { motto: '' }, /^Motto/],
      ['a text too long', { motto: '123456' }, /^Motto/],
      ['a text with blanks around it', { motto: '! ' }, /^Motto/],
      ['a text of two lines', { motto: 'a\nb' }, /^Motto/],
      ['a text that nobody sees', { motto: '\u200B\u2060' }, /^Motto/],
      ['half a character', { motto: '\uD83D' }, /^Motto/],
      ['a moment before all moments', { quiet_until: -1 }, /^quiet until takes a moment/],
      ['an unknown setting', { nothing: 1 }, /^Greeting has no setting "nothing"\.$/],
      ['what every object has', { constructor: 1 }, /^Greeting has no setting "constructor"\.$/],
    ];
    for (const [title, values, message] of refused) {
      it(`FW-50 ${title} is refused by name, and nothing is stored`, async () => {
        const store = await started();
        const error = await refusal(store.set(GUILD, section, { tone: 'warm', ...values }, ADA));
        expect(error).to.be.instanceOf(RangeError);
        expect((error as Error).message).to.match(message);
        expect(store.of(GUILD, section)).to.deep.equal(DEFAULTS);
        expect(await query(database.url, 'select from core_settings union all select from core_log')).to.be.empty;
      });
    }

    it('FW-50 a change that the database refuses does not hold', async () => {
      const store = await started();
      await query(database.url, 'alter table core_log rename to gone');
      const error = await refusal(store.set(GUILD, section, { times: 7 }, ADA));
      await query(database.url, 'alter table gone rename to core_log');
      expect(error).to.be.instanceOf(Error);
      expect(store.of(GUILD, section).times).to.equal(1);
      expect(await query(database.url, 'select from core_settings')).to.be.empty;
      await store.set(GUILD, section, { times: 8 }, ADA);
      expect(store.of(GUILD, section).times).to.equal(8);
    });

    it('FW-50 a stored value that does not fit any more gives way to the default, and is logged', async () => {
      const store = await started();
      await store.set(GUILD, section, { times: 7, tone: 'warm' }, ADA);
      await query(database.url, `update core_settings set value = '500' where key = 'greeting.times'`);
      const later = await started();
      expect(later.of(GUILD, section)).to.deep.include({ times: 1, tone: 'warm' });
      expect(lines.filter(({ level, setting }) => level === 'warn' && setting === 'greeting.times')).to.have.lengthOf(
        1,
      );
    });
  });

  describe('the log', () => {
    it('FW-50 says who changed what, one line for each value', async () => {
      const store = await started();
      await store.set(GUILD, section, { delay: 90_000, on: false, words: ['a', 'b`c'], motto: '`' }, ADA);
      await store.set(GUILD, section, { role: '5', quiet_until: 1_700_000_000_000, on: undefined }, null);
      const changed = (actor_id: string | null, text: string) => ({ actor_id, action: 'core.setting-changed', text });
      expect(await logged()).to.have.deep.members([
        changed('77', 'Greeting › Delay: 30 seconds → 1 minute 30 seconds'),
        changed('77', 'Greeting › On: on → off'),
        changed('77', 'Greeting › Words: none → `a`, `bˋc`'),
        changed('77', 'Greeting › Motto: `!` → `ˋ`'),
        changed(null, 'Greeting › Role: none → <@&5>'),
        changed(null, 'Greeting › quiet until: none → <t:1700000000:f>'),
        changed(null, 'Greeting › On: off → on'),
      ]);
    });

    it('FW-50 has no line for what stays the same', async () => {
      const store = await started();
      await store.set(GUILD, section, { times: 1, tone: 'warm' }, ADA);
      await store.set(GUILD, section, { times: undefined, tone: 'warm', role: null }, ADA);
      expect(await texts()).to.deep.equal(['Greeting › Tone: Plain → Warm']);
    });

    it('FW-50 knows when, and who is in the row too', async () => {
      const store = await started();
      await store.set(GUILD, section, { times: 7 }, ADA);
      const [row] = await query(database.url, 'select updated_at, updated_by from core_settings');
      expect(row).to.deep.equal({ updated_at: new Date(clock.now()), updated_by: '77' });
    });
  });

  describe('seeds', () => {
    it('FW-50 a seed holds, once, as a change of the bot itself', async () => {
      const store = await started();
      await store.seed(GUILD, section, { times: 7 });
      await store.seed(GUILD, section, { times: 8 });
      expect(store.of(GUILD, section).times).to.equal(7);
      expect(await logged()).to.deep.equal([
        { actor_id: null, action: 'core.setting-changed', text: 'Greeting › Times: 1 → 7' },
      ]);
    });

    it('FW-50 a seed fills in only what the guild has not set', async () => {
      const store = await started();
      await store.set(GUILD, section, { times: 3 }, ADA);
      await store.seed(GUILD, section, { times: 7, tone: 'warm' });
      expect(store.of(GUILD, section)).to.deep.include({ times: 3, tone: 'warm' });
    });

    it('FW-50 a guild that went back to the default is not seeded again, also after a restart', async () => {
      const store = await started();
      await store.seed(GUILD, section, { times: 7, role: '5', delay: 2000 });
      await store.set(GUILD, section, { times: undefined, role: null }, ADA);
      await store.set(GUILD, section, { words: undefined }, ADA);
      const later = await started();
      await later.seed(GUILD, section, { times: 7, role: '5', words: ['a'] });
      expect(later.of(GUILD, section)).to.deep.include({ times: 1, role: null, words: [], delay: 2000 });
    });

    it('FW-50 a seed that changes nothing still counts', async () => {
      const store = await started();
      await store.seed(GUILD, section, { times: 1 });
      await (await started()).seed(GUILD, section, { times: 7 });
      expect((await started()).of(GUILD, section).times).to.equal(1);
    });

    it('FW-50 a seed that cannot be is refused', async () => {
      const store = await started();
      expect(await refusal(store.seed(GUILD, section, { times: 700 }))).to.be.instanceOf(RangeError);
    });
  });

  describe('listeners', () => {
    it('FW-50 hear of each change of their section once it holds, with the guild', async () => {
      const store = await started();
      const heard: string[] = [];
      store.onChange(section, (guildId) => void heard.push(`${guildId}: ${store.of(guildId, section).times}`));
      store.onChange({ ...section, key: 'other' }, () => void heard.push('other'));
      await store.set('1', section, { times: 7 }, ADA);
      expect(heard).to.deep.equal(['1: 7']);
      await store.set('1', section, { times: 7 }, ADA);
      await store.seed('2', section, { times: 8 });
      await queue.idle();
      expect(heard).to.deep.equal(['1: 7', '2: 8']);
    });

    it('FW-50 one that throws is logged, and harms neither the change nor the others', async () => {
      const store = await started();
      const heard: string[] = [];
      store.onChange(section, () => {
        throw new Error('deaf');
      });
      store.onChange(section, () => Promise.reject(new Error('deafer')));
      store.onChange(section, (guildId) => void heard.push(guildId));
      await store.set(GUILD, section, { times: 7 }, ADA);
      await queue.idle();
      expect(heard).to.deep.equal([GUILD]);
      expect(lines.filter(({ level }) => level === 'error')).to.have.lengthOf(2);
    });

    it('FW-50 one that makes a change of its own, or waits for what the changer holds, blocks nothing', async () => {
      const store = await started();
      store.onChange(section, async (guildId) => {
        await queue.run(guildId, async () => undefined);
        if (store.of(guildId, section).times < 9) await store.set(guildId, section, { times: 9 }, null);
      });
      await queue.run(GUILD, () => store.set(GUILD, section, { times: 7 }, ADA));
      await queue.idle();
      expect(store.of(GUILD, section).times).to.equal(9);
    });
  });
});
