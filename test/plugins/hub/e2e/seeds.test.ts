import { expect } from 'chai';
import { ChannelType } from 'discord-api-types/v10';
import { core, use } from 'roomkeeper';
import type { ChannelRecord } from 'roomkeeper/sandbox';
import { hub } from '../../../../plugins/hub/plugin.js';
import { voiceSettings } from '../../../../plugins/hub/settings.js';
import { GuildHandle } from '../../../../sandbox/people/guild-handle.js';
import { query } from '../../../support/database.js';
import { Stage } from '../../../support/stage.js';

interface Scene {
  readonly stage: Stage;
  readonly home: GuildHandle;
  readonly away: GuildHandle;
  readonly category: ChannelRecord;
  readonly first: ChannelRecord;
  readonly second: ChannelRecord;
  readonly text: ChannelRecord;
  readonly foreign: ChannelRecord;
}

describe('HB-01 hubs and settings that the environment seeds', () => {
  let stage: Stage | undefined;

  afterEach(async () => {
    await stage?.strike();
    stage = undefined;
  });

  async function set(env: (scene: Scene) => Readonly<Record<string, string>>): Promise<Scene> {
    const values: Record<string, string> = {};
    const scenes: Scene[] = [];
    stage = await Stage.set({ config: { plugins: ['hub'] }, env: values }, (prepared) => {
      const home = prepared.sandbox.addGuild({ name: 'Home' });
      const away = prepared.sandbox.addGuild({ name: 'Away' });
      const text = home.addChannel({ name: 'text', type: ChannelType.GuildText });
      home.owner.editGuild({ systemChannelId: text.id });
      const scene = {
        stage: prepared,
        home,
        away,
        text,
        category: home.addChannel({ name: 'Rooms', type: ChannelType.GuildCategory }),
        first: home.addChannel({ name: 'First' }),
        second: home.addChannel({ name: 'Second' }),
        foreign: away.addChannel({ name: 'Foreign' }),
      };
      scenes.push(scene);
      Object.assign(values, env(scene));
    });
    const [scene] = scenes;
    if (!scene) throw new Error('The stage was not prepared');
    return scene;
  }

  const channelsOf = ({ id }: GuildHandle) =>
    use(hub)
      .hubs.ofGuild(id)
      .map(({ channelId }) => channelId);
  const voiceOf = ({ id }: GuildHandle) => use(core).settings.of(id, voiceSettings);
  const said = ({ messages }: ChannelRecord) => [...messages.values()].map(({ api }) => api.content);

  it('HB-01 the channels that HUB_CHANNEL_IDS names are hubs of their guilds, and nobody is asked', async () => {
    const scene = await set(({ first, second, foreign }) => ({
      HUB_CHANNEL_IDS: `${first.id}, ${second.id},,${foreign.id},${first.id},`,
    }));
    expect(channelsOf(scene.home)).to.deep.equal([scene.first.id, scene.second.id]);
    expect(channelsOf(scene.away)).to.deep.equal([scene.foreign.id]);
    expect(voiceOf(scene.home).hubs_seeded_at).to.equal(scene.stage.clock.now());
    const lines = await query(
      scene.stage.database.url,
      "select actor_id, text from core_log where action = 'hub.added'",
    );
    expect(lines).to.have.length(3);
    expect(lines[0]).to.deep.equal({
      actor_id: null,
      text: `Hub added from HUB_CHANNEL_IDS: <#${scene.first.id}> (First)`,
    });
    const ada = scene.home.addMember({ name: 'Ada' });
    ada.join(scene.first);
    await scene.stage.settle();
    await scene.stage.pass(1);
    expect(use(hub).rooms.get(scene.first.id)?.room.ownerId).to.equal(ada.id);
  });

  it('HB-01 it is once: a hub that was removed stays so after a restart, and one that became a room does too', async () => {
    const scene = await set(({ first, second }) => ({ HUB_CHANNEL_IDS: `${first.id},${second.id}` }));
    const guild = scene.stage.bot.client?.guilds.cache.get(scene.home.id);
    const [one] = use(hub).hubs.ofGuild(scene.home.id);
    if (!guild || !one) throw new Error('There is no hub');
    await use(hub).registration.remove(guild, one.id, scene.home.owner.id);
    scene.home.addMember({ name: 'Ada' }).join(scene.second);
    await scene.stage.settle();
    await scene.stage.stopBot();
    await scene.stage.startBot();
    const left = channelsOf(scene.home);
    expect(left).to.have.length(1);
    expect(left).to.not.include(scene.first.id).and.to.not.include(scene.second.id);
  });

  it('HB-01 ids of nothing are ignored; what cannot be a hub is told, and keeps the others from nothing', async () => {
    const scene = await set(({ first, text }) => ({ HUB_CHANNEL_IDS: `111111111111111111,${text.id},${first.id}` }));
    expect(channelsOf(scene.home)).to.deep.equal([scene.first.id]);
    expect(said(scene.text)).to.have.length(1);
    expect(said(scene.text)[0]).to.include(`<#${scene.text.id}>, which HUB_CHANNEL_IDS names, did not become a hub.`);
    expect(said(scene.text)[0]).to.include('is not a voice channel');
  });

  it('HB-01 a guild that the bot is invited to later is seeded when it comes', async () => {
    const scene = await set(({ stage: { sandbox }, home }) => {
      const late = sandbox.addGuild({ name: 'Late', owner: home.owner, bot: false });
      return { HUB_CHANNEL_IDS: late.addChannel({ name: 'Lounge' }).id };
    });
    expect(use(hub).hubs.all()).to.be.empty;
    const late = [...scene.stage.sandbox.world.guilds.values()].find(({ name }) => name === 'Late');
    if (!late) throw new Error('There is no such guild');
    new GuildHandle(scene.stage.sandbox.world, late).inviteBot();
    await scene.stage.settle();
    expect(
      use(hub)
        .hubs.all()
        .map(({ guildId }) => guildId),
    ).to.deep.equal([late.id]);
  });

  it('HB-01 AUTO_VOICE_CATEGORY_ID and VOICE_CLEANUP_DELAY_MS are the settings until an admin sets others', async () => {
    const scene = await set(({ category }) => ({
      AUTO_VOICE_CATEGORY_ID: category.id,
      VOICE_CLEANUP_DELAY_MS: '90000',
    }));
    expect(voiceOf(scene.home)).to.include({ category: scene.category.id, cleanup_delay: 90_000 });
    expect(voiceOf(scene.away)).to.include({ category: null, cleanup_delay: 90_000 });
    await use(core).settings.set(scene.home.id, voiceSettings, { cleanup_delay: 5000, category: undefined }, null);
    await scene.stage.stopBot();
    await scene.stage.startBot();
    expect(voiceOf(scene.home)).to.include({ category: null, cleanup_delay: 5000 });
  });

  it('HB-01 a channel that is no category is not taken as one, and the guild is told', async () => {
    const scene = await set(({ first }) => ({ AUTO_VOICE_CATEGORY_ID: first.id }));
    expect(voiceOf(scene.home).category).to.equal(null);
    expect(said(scene.text).join()).to.include('which AUTO_VOICE_CATEGORY_ID names, is not a category');
  });
});
