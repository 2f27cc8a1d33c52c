import { expect } from 'chai';
import { PermissionFlagsBits as Bits, TeamMemberMembershipState, TeamMemberRole } from 'discord.js';
import { Client } from 'pg';
import { Person, type ChannelRecord, type GuildHandle, type InteractionHandle } from 'roomkeeper/sandbox';
import { projectUser } from '../../../sandbox/store/project-user.js';
import { generalSettings } from '../../../src/core/settings.js';
import { use as api } from '../../../src/plugins/registry.js';
import { Stage } from '../../support/stage.js';
import probe from '../../fixtures/probe/plugin.js';

const shown = (answer: InteractionHandle): string => answer.replies.at(-1)?.api.content ?? '(nothing)';

describe('FW-42 rights, and what the bot says where it may not', () => {
  let stage: Stage;
  let guild: GuildHandle;
  let other: GuildHandle;
  let text: ChannelRecord;
  let general: ChannelRecord;
  let ada: Person;

  beforeEach(async () => {
    stage = await Stage.set({ config: { plugins: ['probe', 'autochannel'] }, fixtures: ['probe'] }, ({ sandbox }) => {
      guild = sandbox.addGuild({ name: 'G' });
      other = sandbox.addGuild({ name: 'Other' });
      text = guild.addChannel({ name: 'text', type: 0 });
      general = guild.addChannel({ name: 'General' });
      other.addChannel({ name: 'text', type: 0 });
      ada = guild.addMember({ name: 'Ada' });
    });
  });
  afterEach(() => stage.strike());

  async function answerTo(line: string, who: Person): Promise<string> {
    const answer = await who.slash(line, {}, { force: true });
    // Some wait for the database, of which `settle` knows nothing.
    await answer.response();
    await stage.settle();
    return shown(answer);
  }

  async function settings(guildId: string, roles: readonly string[], notices: string | null): Promise<void> {
    const values = { sudo_roles: roles, notice_channel: notices };
    await api(probe).context.settings.set(guildId, generalSettings, values, null);
  }

  it('FW-42 sudo is whoever has Manage Server, or one of the sudo roles of this very guild', async () => {
    const role = guild.addRole({ name: 'sudo' });
    const manager = guild.addRole({ name: 'manager', permissions: Bits.ManageGuild });
    const bea = guild.addMember({ name: 'Bea', roles: [role] });
    const carl = guild.addMember({ name: 'Carl', roles: [manager] });
    await stage.settle();
    expect(await answerTo('only-sudo', bea)).to.match(/^Only sudo/);
    await settings(other.id, [role.id], null);
    expect(await answerTo('only-sudo', bea)).to.match(/^Only sudo/);
    await settings(guild.id, ['1', role.id], null);
    for (const who of [bea, carl, guild.owner]) expect(await answerTo('only-sudo', who)).to.equal('You are sudo.');
    expect(await answerTo('only-sudo', ada)).to.match(/^Only sudo/);
    guild.owner.takeRole(bea, role);
    await stage.settle();
    expect(await answerTo('only-sudo', bea)).to.match(/^Only sudo/);
  });

  it('FW-42 the owner of the bot is asked of Discord each time, team members included', async () => {
    const { application, users } = stage.sandbox.world;
    const developer = users.get(application.ownerId);
    if (!developer) return expect.fail('no developer');
    const owner = guild.addMember(new Person(stage.sandbox.world, guild.record, developer));
    await stage.settle();
    expect(await answerTo('owner', owner)).to.equal('You own this bot.');
    for (const who of [ada, guild.owner]) expect(await answerTo('owner', who)).to.match(/^Only the owner of this bot/);
    application.team = {
      id: '77',
      name: 'Team',
      icon: null,
      owner_user_id: developer.id,
      members: [ada.user].map((user) => ({
        membership_state: TeamMemberMembershipState.Accepted,
        permissions: ['*'],
        team_id: '77',
        role: TeamMemberRole.Developer,
        user: projectUser(user),
      })),
    };
    expect(await answerTo('owner', ada)).to.equal('You own this bot.');
    expect(await answerTo('owner', guild.owner)).to.match(/^Only the owner of this bot/);
  });

  it('FW-42 a permission that the user lacks is named, also when his client was tricked', async () => {
    guild.setBotPermissions(Bits.ViewChannel | Bits.BanMembers);
    await stage.settle();
    expect(await answerTo('bans', ada)).to.equal('You need the permission **Kick Members** to use this.');
    const forged = await ada.slash('autochannel enable', { voice_channel: general }, { force: true });
    await stage.settle();
    expect(shown(forged)).to.include('**Manage Channels**');
  });

  it('FW-41 a permission that the bot lacks is named', async () => {
    guild.setBotPermissions(Bits.ViewChannel | Bits.SendMessages);
    await stage.settle();
    expect(await answerTo('bans', guild.owner)).to.include('I lack the permission **Ban Members** here');
  });

  it('FW-42 commands are offered to nobody who may not use them', async () => {
    for (const line of ['status', 'autochannel list']) {
      const refused = await ada.slash(line).then(
        () => 'sent',
        () => 'refused',
      );
      expect(refused, line).to.equal('refused');
    }
  });

  it('FW-40 a precondition that fails is answered with a short id', async () => {
    const client = new Client({ connectionString: stage.database.url });
    await client.connect();
    await client.query('alter table core_log rename to gone');
    expect(await answerTo('database', ada)).to.match(/^Something went wrong.*`[0-9a-f]+`$/);
    await client.query('alter table gone rename to core_log');
    await client.end();
  });

  it('FW-09 /status shows the invite link with exactly the union of the permissions', async () => {
    const line = await answerTo('status', guild.owner);
    const [link = ''] = /https?:\/\/[^\s>]+/.exec(line) ?? [];
    const wanted =
      Bits.ViewAuditLog | Bits.SendMessages | Bits.ViewChannel | Bits.Connect | Bits.ManageChannels | Bits.MoveMembers;
    expect(new URL(link).searchParams.get('permissions')).to.equal(String(wanted));
  });

  it('FW-44 a forged id of another guild reaches nothing there', async () => {
    const foreign = other.addChannel({ name: 'Foreign' });
    await stage.settle();
    const enabled = await other.owner.slash('autochannel enable', { voice_channel: foreign });
    await stage.settle();
    expect(shown(enabled)).to.not.equal('(nothing)');
    const list = await guild.owner.slash('controls');
    await stage.settle();
    if (!list.original) return expect.fail('no message');
    const forged = `autochannel:disable-confirmed:${foreign.id}`;
    const click = await guild.owner.click(list.original, forged, { force: true });
    await stage.settle();
    expect(click.failed).to.equal(false);
    const bea = other.addMember({ name: 'Bea' });
    bea.join(foreign);
    await stage.settle();
    expect(bea.voiceChannel?.name).to.equal('Foreign #2');
  });

  describe('FW-41 notices', () => {
    const messagesIn = (channel: ChannelRecord): string[] =>
      [...channel.messages.values()].map(({ api }) => api.content);
    const send = async (cause = 'probe.cause', note = 'Something is wrong'): Promise<void> => {
      await api(probe).context.notices.send(guild.id, cause, note);
      await stage.settle();
    };

    it('FW-41 go to the configured channel, once per cause and hour', async () => {
      await settings(guild.id, [], text.id);
      await send();
      await send();
      expect(messagesIn(text)).to.deep.equal(['Something is wrong']);
      await send('probe.other');
      await stage.pass(3599);
      await send();
      expect(messagesIn(text)).to.have.lengthOf(2);
      await stage.pass(1);
      await send();
      expect(messagesIn(text)).to.have.lengthOf(3);
    });

    it('FW-41 go to the system channel when none is configured, or that one is gone or closed to the bot', async () => {
      const system = guild.addChannel({ name: 'system', type: 0 });
      guild.record.systemChannelId = system.id;
      await stage.stopBot();
      await stage.startBot();
      await send('a');
      await settings(guild.id, [], '12345');
      await send('b');
      guild.owner.setOverwrite(text, guild.bot, { deny: Bits.SendMessages });
      await settings(guild.id, [], text.id);
      await stage.settle();
      await send('c');
      expect(messagesIn(system)).to.have.lengthOf(3);
      expect(messagesIn(text)).to.be.empty;
    });

    it('FW-41 are logged where there is no channel for them', async () => {
      await send();
      expect(stage.log.some(({ message, level }) => level === 'warn' && message.includes('nowhere to go'))).to.equal(
        true,
      );
    });

    it('FW-43 notify nobody', async () => {
      await settings(guild.id, [], text.id);
      await send('a', '@everyone look');
      const [call] = stage.sandbox.calls('POST /channels/{channel_id}/messages');
      expect(call?.body).to.deep.include({ allowed_mentions: { parse: [] } });
    });
  });
});
