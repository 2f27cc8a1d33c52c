import { expect } from 'chai';
import {
  ActionRowBuilder,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  ChannelType,
  ContainerBuilder,
  Events,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  PermissionFlagsBits,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
  UserSelectMenuBuilder,
  type ChatInputCommandInteraction,
  type Client,
  type Interaction,
  type MessageActionRowComponentBuilder,
} from 'discord.js';
import { GuildHandle } from '../../../sandbox/people/guild-handle.js';
import type { InteractionHandle } from '../../../sandbox/people/interaction-handle.js';
import type { Person } from '../../../sandbox/people/person.js';
import type { MessageRecord } from '../../../sandbox/store/records.js';
import { Running } from '../running.js';

const command = new SlashCommandBuilder()
  .setName('hub')
  .setDescription('Hubs')
  .setDefaultMemberPermissions(PermissionFlagsBits.ViewChannel)
  .addSubcommand((enable) =>
    enable
      .setName('enable')
      .setDescription('Makes a hub')
      .addChannelOption((option) =>
        option
          .setName('voice_channel')
          .setDescription('Which')
          .setRequired(true)
          .addChannelTypes(ChannelType.GuildVoice),
      )
      .addIntegerOption((option) => option.setName('user_limit').setDescription('How many').setMaxValue(99))
      .addUserOption((option) => option.setName('for').setDescription('Whom'))
      .addRoleOption((option) => option.setName('role').setDescription('Which'))
      .addStringOption((option) => option.setName('name').setDescription('Name').setAutocomplete(true)),
  );

/** Every call and event is checked against Discord's schemas here: the sandbox fails to stop when one did not fit. */
describe('interactions with a discord.js client', () => {
  let running: Running;
  let guild: GuildHandle;
  let ada: Person;
  let client: Client;

  beforeEach(async () => {
    running = await Running.start();
    guild = new GuildHandle(running.sandbox.world, running.guild);
    ada = guild.addMember({ name: 'Ada' });
    guild.addChannel({ name: 'talk', type: ChannelType.GuildText });
    client = await running.login();
    await client.application?.commands.set([command, { name: 'Greet', type: ApplicationCommandType.User }]);
  });
  afterEach(async () => running.stop());

  function onInteraction(listener: (interaction: Interaction) => Promise<unknown>): void {
    client.on(Events.InteractionCreate, (interaction) => void listener(interaction));
  }

  function onCommand(listener: (interaction: ChatInputCommandInteraction<'cached'>) => Promise<unknown>): void {
    onInteraction(async (interaction) => {
      if (interaction.isChatInputCommand() && interaction.inCachedGuild()) await listener(interaction);
    });
  }

  async function use(): Promise<InteractionHandle> {
    const handle = await ada.slash('hub enable', { voice_channel: guild.addChannel({ name: 'Room' }) });
    await running.sandbox.settled();
    return handle;
  }

  function only(handle: InteractionHandle): MessageRecord {
    const [reply, ...others] = handle.replies;
    if (!reply || others.length > 0) throw new Error(`There are ${handle.replies.length} replies`);
    return reply;
  }

  it('SB-02 registers its commands, which have come to stay', async () => {
    const listed = await client.application?.commands.fetch({ withLocalizations: true });
    expect(listed?.map(({ name }) => name)).to.deep.equal(['hub', 'Greet']);
    await client.guilds.cache.get(guild.id)?.commands.set([command]);
    expect(guild.record.commands.size).to.equal(1);
  });

  it('SB-07 reads subcommand, options and permissions of a slash command', async () => {
    const room = guild.addChannel({ name: 'Room' });
    const role = guild.addRole({ name: 'Friends' });
    const read: unknown[] = [];
    onCommand(async (interaction) => {
      const { options } = interaction;
      read.push(
        options.getSubcommand(),
        options.getChannel('voice_channel', true, [ChannelType.GuildVoice]).id,
        options.getInteger('user_limit'),
        options.getMember('for')?.id,
        options.getRole('role')?.id,
        interaction.member.id,
        interaction.memberPermissions.has(PermissionFlagsBits.SendMessages),
        interaction.appPermissions.has(PermissionFlagsBits.ManageChannels),
      );
      await interaction.reply({ content: 'Done', flags: MessageFlags.Ephemeral });
    });
    const handle = await ada.slash('hub enable', { voice_channel: room, user_limit: 5, for: guild.owner, role });
    const { message } = await handle.response();
    expect(read).to.deep.equal(['enable', room.id, 5, guild.owner.id, role.id, ada.id, true, true]);
    expect(message?.api.content).to.equal('Done');
    expect(message?.ephemeralFor).to.equal(ada.id);
  });

  it('SB-07 defers, edits, follows up, fetches and deletes', async () => {
    onCommand(async (interaction) => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply('First');
      const further = await interaction.followUp({ content: 'Second' });
      await interaction.editReply({ message: further, content: `${(await interaction.fetchReply()).content}, second` });
      await interaction.deleteReply();
    });
    const handle = await use();
    await running.sandbox.until(() => handle.original === null && handle.replies.length === 1);
    expect(only(handle).api.content).to.equal('First, second');
    expect(only(handle).ephemeralFor).to.equal(null);
  });

  it('SB-07 sends files with a reply', async () => {
    onCommand(async (interaction) => {
      await interaction.deferReply();
      await interaction.editReply({ files: [{ attachment: Buffer.from('hello'), name: 'hello.txt' }] });
    });
    const handle = await use();
    await running.sandbox.settled();
    expect(only(handle).api.attachments[0]).to.include({ filename: 'hello.txt', size: 5 });
  });

  it('SB-07 answers with the message when asked to', async () => {
    let content: string | undefined;
    onCommand(async (interaction) => {
      const { resource } = await interaction.reply({ content: 'Here', withResponse: true });
      content = resource?.message?.content;
    });
    await use();
    expect(content).to.equal('Here');
  });

  it('SB-07 buttons, selects and a modal go round', async () => {
    const row = new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder().setCustomId('rename').setLabel('Rename').setStyle(ButtonStyle.Primary),
      new ButtonBuilder().setCustomId('tick').setLabel('Tick').setStyle(ButtonStyle.Secondary),
    );
    const users = new ActionRowBuilder<UserSelectMenuBuilder>().addComponents(
      new UserSelectMenuBuilder().setCustomId('who').setMaxValues(2),
    );
    const panel = (text: string) =>
      new ContainerBuilder()
        .addTextDisplayComponents(new TextDisplayBuilder().setContent(text))
        .addActionRowComponents<MessageActionRowComponentBuilder>(row, users);
    const modal = new ModalBuilder()
      .setCustomId('name')
      .setTitle('Name')
      .addLabelComponents(
        new LabelBuilder()
          .setLabel('Name')
          .setTextInputComponent(new TextInputBuilder().setCustomId('text').setStyle(TextInputStyle.Short)),
        new LabelBuilder()
          .setLabel('Colour')
          .setStringSelectMenuComponent(
            new StringSelectMenuBuilder().setCustomId('colour').addOptions({ label: 'Red', value: 'red' }),
          ),
      );
    onInteraction(async (interaction) => {
      if (interaction.isChatInputCommand()) {
        await interaction.reply({ components: [panel('Panel')], flags: MessageFlags.IsComponentsV2 });
      } else if (interaction.isButton() && interaction.customId === 'rename') {
        await interaction.showModal(modal);
      } else if (interaction.isButton()) {
        await interaction.deferUpdate();
        await interaction.editReply({ components: [panel('Ticked')] });
      } else if (interaction.isUserSelectMenu()) {
        await interaction.reply(`Chosen: ${interaction.users.map(({ username }) => username).join()}`);
      } else if (interaction.isModalSubmit() && interaction.isFromMessage()) {
        const { fields } = interaction;
        await interaction.update({
          components: [panel(`${fields.getTextInputValue('text')} ${fields.getStringSelectValues('colour').join()}`)],
        });
      }
    });
    const message = only(await use());
    const opened = await (await ada.click(message, 'rename')).response();
    if (!opened.modal) throw new Error('No modal was opened');
    await (await ada.submit(opened.modal, { text: 'Den', colour: ['red'] })).response();
    expect(JSON.stringify(message.api.components)).to.contain('Den red');
    await ada.click(message, 'tick');
    await running.sandbox.settled();
    expect(JSON.stringify(message.api.components)).to.contain('Ticked');
    const chosen = await ada.select(message, 'who', [guild.owner]);
    await chosen.response();
    expect(only(chosen).api.content).to.equal(`Chosen: ${guild.owner.user.username}`);
  });

  it('SB-07 offers choices while somebody types', async () => {
    onInteraction(async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const typed = interaction.options.getFocused();
      await interaction.respond([{ name: `${typed}come`, value: interaction.options.getSubcommand() }]);
    });
    const handle = await ada.autocomplete('hub enable', 'name', 'wel');
    expect((await handle.response()).choices).to.deep.equal([{ name: 'welcome', value: 'enable' }]);
  });

  it('SB-07 uses a user command', async () => {
    onInteraction(async (interaction) => {
      if (interaction.isUserContextMenuCommand()) await interaction.reply(`Hello ${interaction.targetUser.username}`);
    });
    const handle = await ada.userCommand('Greet', guild.owner);
    expect((await handle.response()).message?.api.content).to.equal(`Hello ${guild.owner.user.username}`);
  });

  it('SB-03 gets 40060 for a second answer', async () => {
    let code: unknown;
    onCommand(async (interaction) => {
      await interaction.reply('One');
      const { rest } = interaction.client;
      const callback = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
      await rest
        .post(callback, { body: { type: 4, data: { content: 'Two' } }, auth: false })
        .catch((error: { code: unknown }) => (code = error.code));
    });
    await use();
    expect(code).to.equal(40_060);
  });
});
