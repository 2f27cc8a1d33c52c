import { expect } from 'chai';
import { ChannelType, PermissionFlagsBits as Bits } from 'discord.js';
import { Person, type GuildHandle } from 'roomkeeper/sandbox';
import { SourceScene } from '../../support/source-scene.js';

describe('FW-62 /status', () => {
  let scene: SourceScene;
  let other: GuildHandle;

  beforeEach(async () => {
    scene = await SourceScene.set({ config: { plugins: ['autochannel', 'hub', 'trigger'] } });
    other = scene.stage.sandbox.addGuild({ name: 'Elsewhere' });
    other.addChannel({ name: 'text', type: ChannelType.GuildText });
    await scene.stage.settle();
  });
  afterEach(() => scene.stage.strike());

  async function status(by: Person = scene.guild.owner): Promise<string> {
    const answer = await by.slash('status');
    await scene.stage.settle();
    expect(answer.replies.at(-1)?.ephemeralFor).to.equal(by.id);
    return answer.replies.at(-1)?.api.content ?? '(nothing)';
  }

  it('FW-62 where nothing is missing it says so', async () => {
    const text = await status();
    expect(text).to.include('Nothing is missing.').and.include('**Plugins:** autochannel, hub, trigger');
    expect(text).to.match(/\*\*Gateway latency:\*\* (?:\d+ ms|not measured yet)\./);
    expect(text).to.include('- autochannel: 1 source\n').and.include('### What comes next');
  });

  it('FW-62 a permission that is missing is named with the channel, and with the plugin that needs it', async () => {
    scene.guild.owner.setOverwrite(scene.general, scene.guild.bot, { deny: Bits.Connect });
    await scene.stage.settle();
    expect(await status())
      .to.include(`- **Connect** in <#${scene.general.id}>, for autochannel`)
      .and.include('Give them to my role')
      .and.not.include('Nothing is missing');
  });

  it('FW-62 a permission that is missing everywhere is named for the server as a whole', async () => {
    scene.guild.setBotPermissions(Bits.ViewChannel | Bits.SendMessages | Bits.Connect | Bits.ManageChannels);
    await scene.stage.settle();
    const text = await status();
    expect(text).to.match(/- .*\*\*Move Members\*\*.* in this server as a whole.*, for autochannel/);
    expect(text).to.match(/\*\*Manage Roles\*\*.*, for hub/);
  });

  it('FW-62 counts the channels of this server, and says what is deleted next', async () => {
    const breakout = await scene.breakoutOf(scene.ada);
    await scene.breakoutOf(scene.ben);
    scene.ada.leave();
    await scene.stage.settle();
    const at = Math.ceil(scene.stage.clock.now() / 1000) + 30;
    expect(await status())
      .to.include('- autochannel: 1 source, 2 breakouts')
      .and.include(`- <t:${at}:R> <#${breakout.id}> is deleted, unless somebody joins it`);
  });

  it('FW-62 says nothing of another server', async () => {
    await scene.breakoutOf(scene.ada);
    scene.ada.leave();
    await scene.stage.settle();
    const text = await status(other.owner);
    expect(text).to.include('None yet.').and.include('Nothing is planned.').and.not.include('<#');
  });

  it('FW-62 memory and uptime are for the owner of the bot', async () => {
    expect(await status()).to.not.include('MB of memory');
    const { users, application } = scene.stage.sandbox.world;
    const developer = users.get(application.ownerId);
    if (!developer) return expect.fail('no developer');
    const owner = scene.guild.addMember(new Person(scene.stage.sandbox.world, scene.guild.record, developer));
    const admins = scene.guild.addRole({ name: 'Admins', permissions: Bits.ManageGuild });
    scene.guild.owner.giveRole(owner, admins);
    await scene.stage.settle();
    expect(await status(owner)).to.match(/-# For the bot's owner: \d+ MB of memory, running since <t:\d+:R>/);
  });

  it('FW-62 answers in time, and without its owner, when Discord does not say who that is', async () => {
    scene.stage.sandbox.faults.add({ operation: 'GET /applications/@me', answer: { status: 500 } });
    expect(await status())
      .to.include('Nothing is missing.')
      .and.not.include('MB of memory');
  });
});
