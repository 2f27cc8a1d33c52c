import { expect } from 'chai';
import {
  ApplicationCommandOptionType,
  ButtonStyle,
  ChannelType,
  ComponentType,
  Events,
  GatewayIntentBits as Intents,
  MessageFlags,
  type ChatInputCommandInteraction,
  type Client,
  type VoiceState,
} from 'discord.js';
import type { Sandbox } from '../../../sandbox/index.js';
import { Running } from '../running.js';

/** The way of the bot that this sandbox is for, with nothing but a client of discord.js: a room, a panel, a command. */
describe('sandbox as a whole', () => {
  let running: Running;
  let sandbox: Sandbox;

  beforeEach(async () => {
    running = await Running.start();
    ({ sandbox } = running);
  });
  afterEach(async () => running.stop());

  async function login(): Promise<Client<true>> {
    const { Guilds, GuildVoiceStates, GuildMembers, GuildMessages } = Intents;
    return running.login({ intents: [Guilds, GuildVoiceStates, GuildMembers, GuildMessages] });
  }

  async function openRoom(state: VoiceState): Promise<void> {
    const room = await state.guild.channels.create({ name: 'Room', type: ChannelType.GuildVoice, reason: 'for Ada' });
    await state.setChannel(room);
    await room.send({
      flags: MessageFlags.IsComponentsV2,
      components: [
        {
          type: ComponentType.Container,
          components: [
            { type: ComponentType.TextDisplay, content: 'Your room' },
            {
              type: ComponentType.ActionRow,
              components: [{ type: ComponentType.Button, style: ButtonStyle.Primary, customId: 'lock', label: 'Lock' }],
            },
          ],
        },
      ],
    });
  }

  async function greet(interaction: ChatInputCommandInteraction): Promise<void> {
    const content = `Hello ${interaction.options.getString('whom')}`;
    await interaction.reply({ content, flags: MessageFlags.Ephemeral });
  }

  it('SB-07 lets a bot make a room for who joins, move him, and show a panel', async () => {
    const guild = sandbox.addGuild({ name: 'Garden' });
    const hub = guild.addChannel({ name: 'Hub' });
    const ada = guild.addMember({ name: 'Ada' });
    const client = await login();
    client.on(Events.VoiceStateUpdate, (_, state) => {
      if (state.channelId === hub.id) void openRoom(state);
    });
    ada.join(hub);
    await sandbox.until(() => ada.voiceChannel?.name === 'Room' && ada.voiceChannel.messages.size === 1);
    expect(sandbox.callCounts()).to.include({
      'POST /guilds/{guild_id}/channels': 1,
      'PATCH /guilds/{guild_id}/members/{user_id}': 1,
      'POST /channels/{channel_id}/messages': 1,
    });
  });

  it('SB-07 lets a bot answer a command', async () => {
    const guild = sandbox.addGuild({ name: 'Garden' });
    const ada = guild.addMember({ name: 'Ada' });
    const talk = guild.addChannel({ name: 'talk', type: ChannelType.GuildText });
    const client = await login();
    await client.application.commands.set([
      {
        name: 'greet',
        description: 'Greets',
        options: [{ name: 'whom', description: 'Whom', type: ApplicationCommandOptionType.String, required: true }],
      },
    ]);
    client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isChatInputCommand()) void greet(interaction);
    });
    const interaction = await ada.slash('greet', { whom: 'you' }, { channel: talk });
    await interaction.response();
    expect(interaction.replies[0]?.api.content).to.equal('Hello you');
    await sandbox.settled();
  });
});
