import { container } from '@sapphire/framework';
import { expect } from 'chai';
import { Routes, RateLimitError } from 'discord.js';
import { use } from 'roomkeeper';
import type { ChannelRecord, GuildHandle } from 'roomkeeper/sandbox';
import probe from '../fixtures/probe/plugin.js';
import type { GovernorSnapshot } from '../../src/discord/governor/governor.js';
import { restFailure } from '../../src/discord/rest-errors.js';
import type { LogLine } from '../support/logger.js';
import { EDIT, HubScene } from '../plugins/hub/scene.js';
import { CREATE, DELETE, SourceScene } from '../support/source-scene.js';

const POST = 'POST /channels/{channel_id}/messages';

describe('RL-07 a bot that keeps within the limits of Discord', () => {
  let scene: SourceScene;

  afterEach(() => scene.stage.strike());

  function rest() {
    const { client } = scene.stage.bot;
    if (!client) throw new Error('The bot has no client');
    return client.rest;
  }

  const say = (channel: ChannelRecord, content: string): Promise<unknown> =>
    rest().post(Routes.channelMessages(channel.id), { body: { content } });

  /** Has the bot refused so often in a channel. */
  async function provoke(channel: ChannelRecord, times: number): Promise<void> {
    const undo = scene.stage.sandbox.faults.add({
      match: ({ params }) => params['channel_id'] === channel.id,
      answer: { status: 403, code: 50_013 },
    });
    for (let time = 0; time < times; time += 1) await say(channel, 'x').catch(() => undefined);
    undo();
  }

  async function failureOf(work: Promise<unknown>): Promise<unknown> {
    try {
      await work;
      return null;
    } catch (error) {
      return error;
    }
  }

  const snapshot = (): GovernorSnapshot => container.roomkeeper.requests.snapshot();

  it('RL-07 a burst of 130 requests over many channels: never more than 50 in a second', async () => {
    scene = await SourceScene.set({ requestsPerSecond: 50 });
    const { guild, stage } = scene;
    const channels = Array.from({ length: 26 }, (_, index) => guild.addChannel({ name: `c${index}`, type: 0 }));
    await stage.settle();
    stage.sandbox.clearCalls();
    const all = channels.flatMap((channel) => Array.from({ length: 5 }, (_, index) => say(channel, String(index))));
    await stage.pass(5);
    await Promise.all(all);
    const times = stage.sandbox.calls(POST).map(({ at }) => at);
    expect(times).to.have.length(130);
    for (const at of times) expect(times.filter((other) => other > at - 1000 && other <= at).length).to.be.at.most(50);
  });

  it('RL-07 an answer to an interaction waits for nothing', async () => {
    scene = await SourceScene.set({ requestsPerSecond: 50 });
    const { guild, stage } = scene;
    const channels = Array.from({ length: 70 }, (_, index) => guild.addChannel({ name: `c${index}`, type: 0 }));
    await stage.settle();
    const all = channels.map((channel) => say(channel, 'x'));
    const answer = await guild.owner.slash('autochannel list');
    expect(await answer.response()).to.not.equal(null);
    expect(snapshot().waiting).to.be.at.least(20);
    await stage.pass(10);
    await Promise.all(all);
  });

  it('RL-07 a guild that provokes 403s is held back alone; its people are still answered', async () => {
    scene = await SourceScene.set();
    const { guild, stage } = scene;
    const other: GuildHandle = stage.sandbox.addGuild({ name: 'Elsewhere' });
    const elsewhere = other.addChannel({ name: 'talk', type: 0 });
    const private_ = guild.addChannel({ name: 'private', type: 0 });
    await stage.settle();
    await provoke(private_, 20);
    stage.sandbox.clearCalls();

    const error = await failureOf(say(private_, 'now?'));
    expect(error).to.be.instanceOf(RateLimitError);
    expect(restFailure(error)).to.equal('rate-limited');
    expect(await failureOf(say(elsewhere, 'hello'))).to.equal(null);
    expect(stage.sandbox.calls(POST)).to.have.length(1);
    const answer = await guild.owner.slash('autochannel list');
    expect(await answer.response()).to.not.equal(null);
    expect(snapshot().pausedGuilds).to.deep.equal([{ guildId: guild.id, until: stage.clock.now() + 60_000 }]);

    await stage.pass(60);
    expect(await failureOf(say(private_, 'now!'))).to.equal(null);
  });

  it('RL-07 a channel that cannot be deleted in the pause keeps its row, and goes after it', async () => {
    scene = await SourceScene.set({ grace: 5 });
    const { stage, ada, news } = scene;
    const breakout = await scene.breakoutOf(ada);
    await provoke(news, 20);
    ada.leave();
    await stage.settle();
    stage.sandbox.clearCalls();
    await stage.pass(10);
    expect(stage.sandbox.calls(DELETE)).to.have.length(0);
    expect((await scene.stored()).map(({ channel_id }) => channel_id)).to.deep.equal([breakout.id]);
    await stage.pass(120);
    expect(scene.exists(breakout)).to.equal(false);
    expect(stage.sandbox.calls(DELETE)).to.have.length(1);
    expect(await scene.stored()).to.have.length(0);
  });

  it('RL-07 who joins a source in the pause is served after it', async () => {
    scene = await SourceScene.set();
    const { stage, ada, news } = scene;
    await provoke(news, 20);
    stage.sandbox.clearCalls();
    ada.join(scene.general);
    const waits = ({ message }: LogLine): boolean => message === 'The next channel waits for Discord';
    await stage.sandbox.until(() => stage.log.some(waits));
    expect(stage.sandbox.calls(CREATE)).to.have.length(0);
    expect(ada.voiceChannel?.id).to.equal(scene.general.id);
    await stage.clock.advance(61_000, () => stage.sandbox.settled());
    await stage.settle();
    expect(stage.sandbox.calls(CREATE)).to.have.length(1);
    expect(ada.voiceChannel?.name).to.contain('#');
  });

  it('RL-07 a notice that cannot be sent in the pause can be sent after it', async () => {
    scene = await SourceScene.set({ config: { plugins: ['autochannel', 'probe'] }, fixtures: ['probe'] });
    const { guild, stage } = scene;
    const { notices } = use(probe).context;
    const private_ = guild.addChannel({ name: 'private', type: 0 });
    await stage.settle();
    await provoke(private_, 20);
    await notices.send(guild.id, 'probe.cause', 'Something is wrong');
    expect(scene.notices).to.deep.equal([]);
    await stage.pass(61);
    await notices.send(guild.id, 'probe.cause', 'Something is wrong');
    await notices.send(guild.id, 'probe.cause', 'Something is wrong');
    expect(scene.notices).to.deep.equal(['Something is wrong']);
  });

  it('RL-07 a token that Discord refuses while the bot runs stops it, with what to do', async () => {
    scene = await SourceScene.set();
    const { stage, news } = scene;
    stage.sandbox.faults.add({ operation: POST, times: 1, answer: { status: 401 } });
    await failureOf(say(news, 'x'));
    const reason = await stage.bot.refused;
    expect(reason.message).to.contain('Discord does not know this bot token').and.contain('DISCORD_TOKEN');
  });
});

describe('RL-07 hubs within the limits of Discord', () => {
  it('RL-07 a hub that is joined in the pause becomes a room after it', async () => {
    const hub = await HubScene.set();
    hub.sandbox.faults.add({ operation: POST, times: 20, answer: { status: 403, code: 50_013 } });
    const { client } = hub.stage.bot;
    for (let time = 0; time < 20; time += 1)
      await client?.rest.post(Routes.channelMessages(hub.news.id), { body: { content: 'x' } }).catch(() => undefined);
    const channel = hub.hub;
    hub.ada.join(channel);
    const waits = ({ message }: LogLine): boolean => message === 'A hub could not be made a room';
    await hub.sandbox.until(() => hub.stage.log.some(waits));
    expect(hub.calls(EDIT)).to.deep.equal([]);
    await hub.stage.clock.advance(120_000, () => hub.sandbox.settled());
    await hub.stage.settle();
    expect(hub.stored(channel).room).to.include({ state: 'open', ownerId: hub.ada.id });
    expect(hub.exists(hub.textOf(channel))).to.equal(true);
    expect(hub.hub.id).to.not.equal(channel.id);
    await hub.stage.strike();
  });
});
