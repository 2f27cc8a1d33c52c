import { expect } from 'chai';
import {
  ApplicationCommandOptionType as OptionType,
  ChannelType,
  InteractionType,
  PermissionFlagsBits as Bits,
} from 'discord-api-types/v10';
import { clientRefusal, hub, ping, Stage } from './stage.js';

describe('slash commands', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
  });

  it('SB-07 a slash command reaches the bot with who, where and what', async () => {
    const [command] = stage.register(hub);
    const handle = await stage.ada.slash(
      'hub enable',
      { voice_channel: stage.room, user_limit: 5 },
      { channel: stage.text },
    );
    expect(stage.received).to.deep.include({
      id: handle.id,
      token: handle.token,
      type: InteractionType.ApplicationCommand,
      application_id: stage.world.application.id,
      guild_id: stage.guild.id,
      version: 1,
      context: 0,
      entitlements: [],
      authorizing_integration_owners: { 0: stage.guild.id },
      attachment_size_limit: 10_485_760,
    });
    expect(stage.received.channel).to.include({ id: stage.text.id, type: ChannelType.GuildText });
    expect(stage.received.channel).not.to.have.property('permission_overwrites');
    expect(stage.received.member?.user.id).to.equal(stage.ada.id);
    expect(stage.received.data).to.deep.equal({
      id: command?.id,
      name: 'hub',
      type: 1,
      options: [
        {
          name: 'enable',
          type: OptionType.Subcommand,
          options: [
            { name: 'voice_channel', type: OptionType.Channel, value: stage.room.id },
            { name: 'user_limit', type: OptionType.Integer, value: 5 },
          ],
        },
      ],
      resolved: {
        channels: {
          [stage.room.id]: {
            id: stage.room.id,
            type: ChannelType.GuildVoice,
            name: 'Room',
            permissions: stage.received.member?.permissions,
          },
        },
      },
    });
  });

  it("SB-07 the permissions sent are the member's and the bot's in the channel", async () => {
    stage.register(ping);
    stage.ada.plays('nothing');
    stage.handle.owner.setOverwrite(stage.text, stage.ada, { allow: Bits.ManageMessages });
    stage.handle.owner.setOverwrite(stage.text, stage.botMember, { deny: Bits.EmbedLinks });
    await stage.ada.slash('ping');
    expect(BigInt(stage.received.member?.permissions ?? 0) & Bits.ManageMessages).to.equal(Bits.ManageMessages);
    expect(BigInt(stage.received.app_permissions) & Bits.EmbedLinks).to.equal(0n);
  });

  it('SB-07 a subcommand in a group, and whoever may be mentioned, with users resolved as members too', async () => {
    stage.register(hub);
    await stage.ada.slash('hub guests add', { who: stage.ben });
    const { resolved } = stage.received.data as { resolved: { users: object; members: Record<string, object> } };
    expect(Object.keys(resolved.users)).to.deep.equal([stage.ben.id]);
    expect(resolved.members[stage.ben.id]).to.have.property('permissions');
    expect(resolved.members[stage.ben.id]).not.to.have.any.keys('user', 'mute', 'deaf');
  });

  it('SB-07 a role is resolved', async () => {
    stage.register(hub);
    const role = stage.handle.addRole({ name: 'Friends' });
    await stage.ada.slash('hub guests add', { who: role });
    const { resolved } = stage.received.data as { resolved: { roles: Record<string, { name: string }> } };
    expect(resolved.roles[role.id]?.name).to.equal('Friends');
  });

  it("SB-07 a guild's command goes before a global one of its name", async () => {
    stage.register(ping);
    const path = `/applications/${stage.world.application.id}/guilds/${stage.guild.id}/commands`;
    stage.call(`PUT ${path}`, { body: [ping] });
    await stage.ada.slash('ping');
    expect(stage.received.data).to.include({ name: 'ping', guild_id: stage.guild.id });
  });

  const refused: Record<string, [string, (stage: Stage) => Promise<unknown>]> = {
    'an unknown command': ['unknownCommand', ({ ada }) => ada.slash('nothing')],
    'an unknown subcommand': ['unknownCommand', ({ ada }) => ada.slash('hub disable')],
    'a command without its subcommand': ['unknownCommand', ({ ada }) => ada.slash('hub')],
    'a missing required option': ['missingOption', ({ ada }) => ada.slash('hub enable', { user_limit: 1 })],
    'an option that the command has not': [
      'unknownOption',
      ({ ada, room }) => ada.slash('hub enable', { voice_channel: room, colour: 'red' }),
    ],
    'a number above the maximum': [
      'badValue',
      ({ ada, room }) => ada.slash('hub enable', { voice_channel: room, user_limit: 100 }),
    ],
    'a fraction for a whole number': [
      'badValue',
      ({ ada, room }) => ada.slash('hub enable', { voice_channel: room, user_limit: 1.5 }),
    ],
    'a text for a number': [
      'badValue',
      ({ ada, room }) => ada.slash('hub enable', { voice_channel: room, user_limit: '5' }),
    ],
    'a value that is no choice': [
      'badValue',
      ({ ada, room }) => ada.slash('hub enable', { voice_channel: room, style: 'fancy' }),
    ],
    'a channel of another type': ['badValue', ({ ada, text }) => ada.slash('hub enable', { voice_channel: text })],
    'a channel of nowhere': ['badValue', ({ ada }) => ada.slash('hub enable', { voice_channel: '123' })],
  };
  for (const [what, [refusal, act]] of Object.entries(refused)) {
    it(`SB-07 ${what} does not leave the client`, async () => {
      stage.register(hub);
      expect(await clientRefusal(act(stage))).to.equal(refusal);
      expect(stage.heard).not.to.include('INTERACTION_CREATE');
    });
  }

  it('SB-07 a channel that somebody cannot see is not offered to him', async () => {
    stage.register(hub);
    const hidden = stage.handle.addChannel({ name: 'Hidden' });
    stage.handle.owner.setOverwrite(hidden, stage.ada, { deny: Bits.ViewChannel });
    expect(await clientRefusal(stage.ada.slash('hub enable', { voice_channel: hidden }))).to.equal('badValue');
  });

  it('SB-07 a forged command brings values that no client sends', async () => {
    stage.register(hub);
    await stage.ada.slash('hub enable', { user_limit: 1000, voice_channel: stage.text }, { force: true });
    const { options } = stage.received.data as { options: { options: { value: unknown }[] }[] };
    expect(options[0]?.options.map(({ value }) => value)).to.deep.equal([1000, stage.text.id]);
  });

  it('SB-03 default_member_permissions hide a command from who lacks them, unless it is forged', async () => {
    stage.register({ ...ping, default_member_permissions: String(Bits.ManageGuild) });
    expect(await clientRefusal(stage.ada.slash('ping'))).to.equal('notAllowed');
    await stage.handle.owner.slash('ping');
    const { id } = await stage.ada.slash('ping', {}, { force: true });
    expect(stage.received.id).to.equal(id);
  });

  it('SB-03 default_member_permissions of nothing leave a command to administrators', async () => {
    stage.register({ ...ping, default_member_permissions: '0' });
    expect(await clientRefusal(stage.ada.slash('ping'))).to.equal('notAllowed');
    const admins = stage.handle.addRole({ name: 'Admins', permissions: Bits.Administrator });
    stage.handle.owner.giveRole(stage.ada, admins);
    expect(await clientRefusal(stage.ada.slash('ping'))).to.equal('not refused');
  });

  it('SB-03 without Use Application Commands in the channel nobody uses any', async () => {
    stage.register(ping);
    stage.handle.owner.setOverwrite(stage.text, stage.ada, { deny: Bits.UseApplicationCommands });
    expect(await clientRefusal(stage.ada.slash('ping', {}, { channel: stage.text }))).to.equal('notAllowed');
  });

  it('SB-03 nobody uses commands in a channel that he cannot see', async () => {
    stage.register(ping);
    stage.handle.owner.setOverwrite(stage.text, stage.ada, { deny: Bits.ViewChannel });
    expect(await clientRefusal(stage.ada.slash('ping', {}, { channel: stage.text }))).to.equal('cannotSee');
  });

  it('SB-07 global commands can be used in direct messages, unless they are for guilds only', async () => {
    stage.register(ping, { ...ping, name: 'here', contexts: [0] });
    const { body } = stage.call('POST /users/@me/channels', { body: { recipient_id: stage.ada.id } });
    const channel = stage.world.channel((body as { id: string }).id);
    expect(await clientRefusal(stage.ada.slash('here', {}, { channel }))).to.equal('unknownCommand');
    const handle = await stage.ada.slash('ping', {}, { channel });
    expect(stage.received).to.deep.include({ context: 1, channel_id: channel.id });
    expect(stage.received.user?.id).to.equal(stage.ada.id);
    expect(stage.received).not.to.have.any.keys('guild_id', 'member');
    stage.reply(handle, { content: 'pong' });
    expect(channel.messages.size).to.equal(1);
    expect(await clientRefusal(stage.ben.slash('ping', {}, { channel }))).to.equal('cannotSee');
  });

  it('SB-07 a user command and a message command bring their targets', async () => {
    stage.register({ name: 'Greet', type: 2 }, { name: 'Quote', type: 3 }, ping);
    await stage.ada.userCommand('Greet', stage.ben);
    expect(stage.received.data).to.deep.include({ name: 'Greet', type: 2, target_id: stage.ben.id });
    const pinged = await stage.ada.slash('ping');
    stage.reply(pinged, { content: 'pong' });
    const [message] = pinged.replies;
    if (!message) throw new Error('No reply');
    await stage.ada.messageCommand('Quote', message);
    expect(stage.received.data).to.deep.include({
      target_id: message.api.id,
      resolved: { messages: { [message.api.id]: message.api } },
    });
  });
});

describe('autocomplete', () => {
  const find = {
    name: 'find',
    description: 'Finds',
    options: [
      { type: OptionType.String, name: 'what', description: 'What', required: true, autocomplete: true },
      { type: OptionType.Integer, name: 'count', description: 'How many', autocomplete: true },
      { type: OptionType.String, name: 'where', description: 'Where' },
    ],
  };
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
    stage.register(find);
  });

  it('SB-07 what is typed so far reaches the bot, with the other options, and its choices come back', async () => {
    const handle = await stage.ada.autocomplete('find', 'what', 'wel', { where: 'here' });
    expect(stage.received.type).to.equal(InteractionType.ApplicationCommandAutocomplete);
    expect((stage.received.data as { options: object[] }).options).to.deep.equal([
      { name: 'where', type: OptionType.String, value: 'here' },
      { name: 'what', type: OptionType.String, value: 'wel', focused: true },
    ]);
    stage.answer(handle, { type: 8, data: { choices: [{ name: 'Welcome', value: 'welcome' }] } });
    expect((await handle.response()).choices).to.deep.equal([{ name: 'Welcome', value: 'welcome' }]);
    expect(handle.choices).to.have.lengthOf(1);
  });

  it('SB-07 a number that is being typed is sent as a text', async () => {
    await stage.ada.autocomplete('find', 'count', 4);
    const { options } = stage.received.data as { options: { value: unknown }[] };
    expect(options[0]?.value).to.equal('4');
  });

  it('SB-07 an option without autocomplete is never asked about', async () => {
    expect(await clientRefusal(stage.ada.autocomplete('find', 'where', 'x'))).to.equal('unknownOption');
  });
});
