import { expect } from 'chai';
import { use } from 'roomkeeper';
import { core } from '../../../src/core/plugin.js';
import { autochannel } from '../../../plugins/autochannel/plugin.js';
import { hub } from '../../../plugins/hub/plugin.js';
import { trigger } from '../../../plugins/trigger/plugin.js';
import { ALL, PrivacyScene } from './privacy-scene.js';

const DAY = 86_400;
/** Every table with rows of a guild. The members of rooms, and the stickies below them, are told by the room. */
const GUILD_TABLES = [
  'auto_channels',
  'autochannel_breakout',
  'autochannel_source',
  'core_log',
  'core_settings',
  'hub_channels',
  'panel_stickies',
  'trigger_actions',
  'trigger_blacklist',
  'trigger_grants',
  'trigger_role_groups',
  'trigger_role_menus',
  'trigger_triggers',
];
const BASE = 910_000_000_000_000_000n;
const ROOM = String(BASE + 4n);

describe('RL-09 guilds that the bot was removed from', () => {
  let scene: PrivacyScene;
  let homeId: string;
  let otherId: string;

  const departed = async (): Promise<unknown[]> =>
    (await scene.rows('select id::text from core_departed_guilds')).map(({ id }) => id);

  /** A bot that is in "Home" and "Other". Whether plugins are on makes no difference, and a start with few is quick. */
  async function set(config: Readonly<Record<string, unknown>> = {}): Promise<void> {
    scene = await PrivacyScene.set({ config: { plugins: ['autochannel'], ...config } });
    homeId = scene.home.id;
    otherId = scene.other.id;
  }
  /** The bot is off for a while: its sweeps over so many days would take minutes. */
  async function restartAfter(seconds: number): Promise<void> {
    await scene.stage.stopBot();
    await scene.stage.clock.advance(seconds * 1000);
    await scene.stage.startBot();
  }
  /** Rows of the guild "Home", which the bot has been removed from while it was off. */
  async function leaveWhileOff(): Promise<void> {
    await scene.stage.stopBot();
    scene.home.removeBot();
    await scene.populate({ guildId: homeId, userId: scene.ada.id, base: BASE });
    await scene.stage.startBot();
  }
  afterEach(() => scene.stage.strike());

  it('RL-09 nothing is noted while the bot is in all its guilds', async () => {
    await set();
    await scene.rows(`insert into core_log (guild_id, at, action, text) values ($1, now(), 'a', 'b')`, [homeId]);
    await scene.stage.stopBot();
    await scene.stage.startBot();
    expect(await departed()).to.deep.equal([]);
  });

  it('RL-09 30 days after a removal nothing of the guild is left, in tables or memory, and others have theirs', async () => {
    await set({ plugins: ALL });
    await leaveWhileOff();
    expect(await departed()).to.deep.equal([homeId]);
    await restartAfter(30 * DAY - 60);
    const third = '900000000000000003';
    await scene.populate({ guildId: third, userId: scene.ben.id, base: 930_000_000_000_000_000n });
    expect(await scene.tablesWith(homeId)).to.include.members(GUILD_TABLES);
    await use(trigger).catalogue.of(homeId);
    expect(use(hub).rooms.ofGuild(homeId)).to.have.lengthOf(1);
    expect(use(trigger).catalogue.hears('message', homeId)).to.equal(true);
    await scene.stage.pass(60);
    await scene.stage.pass(1);
    expect(await scene.tablesWith(homeId)).to.deep.equal([]);
    expect(await scene.tablesWith(scene.ada.id)).to.deep.equal([]);
    expect(await departed()).to.deep.equal([]);
    expect(await scene.tablesWith(third)).to.deep.equal(GUILD_TABLES);
    expect(await scene.tablesWith(ROOM)).to.deep.equal([]);
    expect(use(hub).rooms.ofGuild(homeId)).to.deep.equal([]);
    expect(use(hub).hubs.ofGuild(homeId)).to.deep.equal([]);
    expect(use(autochannel).sources.ofGuild(homeId)).to.deep.equal([]);
    expect(use(trigger).catalogue.hears('message', homeId)).to.equal(false);
    for (const offset of [1n, 2n, 3n, 4n]) expect(use(hub).roleOf(String(BASE + offset))).to.equal(undefined);
  });

  it('RL-09 a removal is noted at once, and being invited again forgets it', async () => {
    await set();
    await scene.rows(`insert into core_log (guild_id, at, action, text) values ($1, now(), 'a', 'b')`, [homeId]);
    scene.home.removeBot();
    await scene.stage.settle();
    expect(await departed()).to.deep.equal([homeId]);
    await restartAfter(20 * DAY);
    scene.home.inviteBot();
    await scene.stage.settle();
    expect(await departed()).to.deep.equal([]);
    await restartAfter(20 * DAY);
    await scene.stage.pass(60);
    expect(await scene.tablesWith(homeId)).to.deep.equal(['core_log']);
  });

  it('RL-09 an invitation while the bot is off is found at its start', async () => {
    await set();
    await leaveWhileOff();
    await scene.stage.stopBot();
    scene.home.inviteBot();
    await scene.stage.startBot();
    expect(await departed()).to.deep.equal([]);
  });

  it('RL-09 an outage is no removal, neither at run time nor at the start', async () => {
    await set();
    await scene.rows(`insert into core_log (guild_id, at, action, text) values ($1, now(), 'a', 'b')`, [homeId]);
    scene.home.outage(true);
    await scene.stage.settle();
    expect(await departed()).to.deep.equal([]);
    await scene.stage.stopBot();
    await scene.stage.startBot();
    expect(await departed()).to.deep.equal([]);
    scene.home.outage(false);
    await scene.stage.settle();
    expect(await scene.tablesWith(homeId)).to.deep.equal(['core_log']);
  });

  it('RL-09 a bot that is off on that day deletes at its next start', async () => {
    await set();
    await leaveWhileOff();
    await restartAfter(40 * DAY);
    await scene.stage.pass(1);
    expect(await scene.tablesWith(homeId)).to.deep.equal([]);
  });

  it('RL-09 a deletion that lost its wake-up call is swept up', async () => {
    await set();
    await leaveWhileOff();
    await scene.rows(`update core_departed_guilds set left_at = left_at - interval '31 days'`);
    await scene.stage.pass(61);
    await scene.stage.pass(61);
    expect(await scene.tablesWith(homeId)).to.deep.equal([]);
  });

  it('RL-09 guilds of shards that run in another process are that one’s to note', async () => {
    // The shard is the id without its lower 22 bits, modulo 2.
    const [even, odd] = [String(1_000_000n << 22n), String(1_000_001n << 22n)];
    scene = await PrivacyScene.set(
      { config: { plugins: ['autochannel'] }, env: { SHARDS: '0/2' }, sandbox: { gateway: { shards: 2 } } },
      async (prepared) => {
        const sql = `insert into core_log (guild_id, at, action, text) values ($1, now(), 'a', 'b'), ($2, now(), 'a', 'b')`;
        await prepared.rows(sql, [even, odd]);
      },
    );
    expect(await departed()).to.deep.equal([even]);
  });

  it('RL-09 with a retention of 0 it is deleted at once', async () => {
    await set({ privacy: { guildRetention: 0 } });
    await scene.rows(`insert into core_log (guild_id, at, action, text) values ($1, now(), 'a', 'b')`, [homeId]);
    scene.home.removeBot();
    await scene.stage.pass(1);
    await scene.stage.pass(1);
    expect(await scene.tablesWith(homeId)).to.deep.equal([]);
  });

  it('RL-09 rows of plugins that are off go all the same', async () => {
    await set({ privacy: { guildRetention: 0 } });
    await leaveWhileOff();
    await scene.stage.pass(1);
    expect(await scene.tablesWith(homeId)).to.deep.equal([]);
    expect(await scene.tablesWith(scene.ada.id)).to.deep.equal([]);
    expect(await scene.tablesWith(otherId)).to.deep.equal([]);
  });

  it('RL-09 a plugin that fails does not keep the others from it, and is asked again', async () => {
    await set({ privacy: { guildRetention: 0 } });
    await scene.rows('create function refuse() returns trigger language plpgsql as $$ begin raise; end $$');
    await scene.rows(
      'create trigger refuse before delete on autochannel_source for each row execute function refuse()',
    );
    await leaveWhileOff();
    await scene.stage.pass(1);
    expect(await scene.tablesWith(homeId)).to.include.members(['autochannel_source', 'core_departed_guilds']);
    expect(await scene.tablesWith(homeId)).to.not.include('trigger_triggers');
    await scene.rows('drop trigger refuse on autochannel_source');
    await scene.stage.pass(120);
    expect(await scene.tablesWith(homeId)).to.deep.equal([]);
    expect(await departed()).to.deep.equal([]);
  });

  it('RL-09 lines of the log go after 90 days, and what is younger stays', async () => {
    await set();
    const at = (days: number): Date => new Date(scene.stage.clock.now() - days * DAY * 1000);
    for (const days of [100, 91, 89]) {
      const sql = `insert into core_log (guild_id, at, action, text) values ($1, $2, 'a', $3)`;
      await scene.rows(sql, [homeId, at(days), `${days} days old`]);
    }
    await scene.stage.pass(61);
    await scene.stage.pass(61);
    expect(await scene.rows('select text from core_log')).to.deep.equal([{ text: '89 days old' }]);
    expect(use(core).guildRetention).to.equal(30);
    await restartAfter(2 * DAY);
    await scene.stage.pass(61);
    await scene.stage.pass(61);
    expect(await scene.rows('select text from core_log')).to.deep.equal([]);
  });
});
