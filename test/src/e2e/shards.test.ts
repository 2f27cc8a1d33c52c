import { expect } from 'chai';
import { ChannelType } from 'discord.js';
import type { ChannelRecord, GuildHandle, Person } from 'roomkeeper/sandbox';
import { shardOf } from '../../../src/sharding/shards.js';
import { StoredState } from '../../plugins/hub/stored-state.js';
import { query } from '../../support/database.js';
import { CREATE, DELETE } from '../../support/source-scene.js';
import { Stage, type StageOptions } from '../../support/stage.js';

/** A guild with a source, a hub and somebody in each. */
interface Home {
  readonly guild: GuildHandle;
  readonly general: ChannelRecord;
  readonly joinMe: ChannelRecord;
  readonly ada: Person;
  readonly ben: Person;
}

const config = { plugins: ['autochannel', 'hub', 'panel', 'trigger'] };

describe('FW-64 a bot whose shards are dealt out', () => {
  let stage: Stage;
  let homes: readonly [Home, Home];

  const home = (prepared: Stage, shard: number): Home => {
    const { clock } = prepared;
    const id = (): number => shardOf(prepared.sandbox.world.snowflake(), 2);
    while (id() === shard) clock.jump(clock.now() + 1);
    while (id() !== shard) clock.jump(clock.now() + 1);
    const guild = prepared.sandbox.addGuild({ name: `Home ${shard}` });
    expect(shardOf(guild.id, 2)).to.equal(shard);
    guild.addChannel({ name: 'news', type: ChannelType.GuildText });
    const general = guild.addChannel({ name: 'General' });
    const joinMe = guild.addChannel({ name: 'Join me' });
    return { guild, general, joinMe, ada: guild.addMember({ name: 'Ada' }), ben: guild.addMember({ name: 'Ben' }) };
  };

  /** Sets the stage. Under one process, General is a source and Join me a hub in both guilds. */
  const set = async (options: StageOptions = {}): Promise<void> => {
    stage = await Stage.set({ config, withoutBot: true, ...options }, (prepared) => {
      homes = [home(prepared, 0), home(prepared, 1)];
    });
    const state = await StoredState.open(stage.database.url);
    for (const { guild, joinMe } of homes) await state.addHub(guild, joinMe);
    await state.close();
    await startBot('auto');
    for (const { guild, general } of homes) {
      const answer = await guild.owner.slash('autochannel enable', { voice_channel: general, grace_period: 30 });
      await answer.response();
    }
    await stage.settle();
  };
  afterEach(() => stage.strike());

  const startBot = async (shards: string): Promise<void> => {
    await stage.stopBot();
    await stage.startBot(config, { SHARDS: shards });
  };
  const rooms = ({ guild }: Home): ChannelRecord[] =>
    [...guild.record.channels.values()].filter(({ name }) => name.startsWith('General #'));

  it('FW-64 with SHARDS=auto one process runs as many shards as Discord recommends', async () => {
    await set({ sandbox: { gateway: { shards: 3 } } });
    expect(stage.sandbox.gateway.sessions.map(({ shard }) => shard)).to.have.deep.members([
      [0, 3],
      [1, 3],
      [2, 3],
    ]);
    expect(stage.bot.client?.guilds.cache.size).to.equal(2);
  });

  it('FW-64 a process of some shards serves their guilds, and leaves the others’ people and rows alone', async () => {
    await set();
    const [zero, one] = homes;
    for (const { ada, general } of homes) ada.join(general);
    await stage.settle();
    expect(homes.map((each) => rooms(each).length)).to.deep.equal([1, 1]);
    const before = await query(stage.database.url, 'select * from autochannel_breakout order by id');
    await startBot('1/2');
    expect(stage.sandbox.gateway.sessions.map(({ shard }) => shard)).to.deep.equal([[1, 2]]);
    expect(await query(stage.database.url, 'select * from autochannel_breakout order by id')).to.deep.equal(before);
    stage.sandbox.clearCalls();
    for (const { ben, general } of homes) ben.join(general);
    await stage.settle();
    expect(zero.ben.voiceChannel).to.equal(zero.general);
    expect(one.ben.voiceChannel?.name).to.equal('General #3');
    expect(stage.sandbox.calls(CREATE)).to.have.length(1);
  });

  it('FW-64 deadlines that were armed under one shard all happen once under two, each in its own process', async () => {
    await set();
    for (const { ada, general } of homes) ada.join(general);
    await stage.settle();
    for (const { ada } of homes) ada.leave();
    await stage.settle();
    await startBot('0/2');
    stage.sandbox.clearCalls();
    // Long past the deadline of both, and some sweeps.
    await stage.pass(300);
    expect(homes.map((each) => rooms(each).length)).to.deep.equal([0, 1]);
    expect(stage.sandbox.calls(DELETE)).to.have.length(1);
    await startBot('1/2');
    expect(homes.map((each) => rooms(each).length)).to.deep.equal([0, 0]);
    await startBot('auto');
    await stage.pass(300);
    expect(stage.sandbox.calls(DELETE)).to.have.length(2);
    expect(await query(stage.database.url, 'select * from autochannel_breakout')).to.deep.equal([]);
  });

  it('FW-64 rooms, panels and stickies of other processes stay, through a start and through a reconnect', async () => {
    await set();
    const [zero, one] = homes;
    for (const { guild, ada, joinMe } of homes) {
      ada.join(joinMe);
      await stage.settle();
      const sql = 'select text_channel_id::text as id from auto_channels where guild_id = $1';
      const [row] = await query(stage.database.url, sql, [guild.id]);
      const text = guild.record.channels.get(String(row?.['id']));
      if (text) ada.say(text, 'Is anybody there?');
      await stage.settle();
    }
    const stored = async () => [
      await query(stage.database.url, 'select * from auto_channels order by 1'),
      await query(stage.database.url, 'select * from auto_channel_members order by 1, 2'),
      await query(stage.database.url, 'select * from panel_stickies order by 1'),
      await query(stage.database.url, 'select * from panel_drawings order by 1'),
    ];
    const before = await stored();
    expect(before.map(({ length }) => length)).to.deep.equal([2, 2, 2, 2]);
    await startBot('1/2');
    const { gateway } = stage.sandbox;
    const sessions = gateway.identifies;
    gateway.cut({ resumable: false });
    await stage.sandbox.until(() => gateway.identifies > sessions, { timeout: 15_000, describe: 'a new session' });
    await stage.settle();
    expect(await stored()).to.deep.equal(before);
    // Of its own guild it knows what is going on.
    stage.sandbox.clearCalls();
    one.ada.leave();
    zero.ada.leave();
    await stage.pass(3600);
    expect(one.guild.record.channels.has(one.joinMe.id)).to.equal(false);
    expect(zero.guild.record.channels.has(zero.joinMe.id)).to.equal(true);
    expect((await stored()).map(({ length }) => length)).to.deep.equal([1, 1, 1, 1]);
  });

  it('FW-64 overdue deadlines of other processes hide none of one’s own from the sweep', async () => {
    await set();
    const [zero, one] = homes;
    const { url } = stage.database;
    one.ada.join(one.general);
    await stage.settle();
    one.ada.leave();
    await stage.settle();
    await stage.stopBot();
    // More than the sweep takes in a round, longer overdue, and all of the other shard.
    await query(
      url,
      `insert into autochannel_breakout (guild_id, source_channel_id, channel_id, number, name, owner_id, created_at, state, forced, attempts, delete_at, grace_seconds)
       select $1, source_channel_id, null, number + n, name, owner_id, created_at, 'pending', forced, attempts, delete_at - interval '1 hour', grace_seconds
       from autochannel_breakout, generate_series(1, 3000) n`,
      [zero.guild.id],
    );
    await startBot('1/2');
    expect(rooms(one)).to.have.length(1);
    // Its job is lost.
    await query(url, "update autochannel_breakout set delete_at = delete_at - interval '1 hour' where guild_id = $1", [
      one.guild.id,
    ]);
    await stage.pass(29);
    await stage.pass(61);
    expect(rooms(one)).to.have.length(0);
    const left = await query(url, 'select count(*)::int as left from autochannel_breakout');
    expect(left).to.deep.equal([{ left: 3000 }]);
  });
});
