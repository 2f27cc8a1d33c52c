import { expect } from 'chai';
import {
  ButtonBuilder,
  ButtonStyle,
  ChannelType,
  Client,
  ContainerBuilder,
  EmbedBuilder,
  Events,
  GatewayIntentBits,
  MessageFlags,
  type ClientOptions,
  type GuildTextBasedChannel,
} from 'discord.js';
import { say } from '../../../sandbox/people/talk-acts.js';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.js';
import { inviteBot } from '../../../sandbox/store/bot-membership.js';
import { createChannel } from '../../../sandbox/store/channels.js';
import { createGuild } from '../../../sandbox/store/guilds.js';
import type { ChannelRecord, UserRecord } from '../../../sandbox/store/records.js';

const intents = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.MessageContent,
  GatewayIntentBits.GuildMessageReactions,
];

describe('messages as discord.js uses them', () => {
  let sandbox: Sandbox;
  let client: Client;
  let owner: UserRecord;
  let place: ChannelRecord;
  let channel: GuildTextBasedChannel;

  beforeEach(async () => {
    sandbox = await startSandbox();
    const { world } = sandbox;
    owner = world.addUser({ username: 'olga', globalName: 'Olga', bot: false });
    const guild = createGuild(world, { name: 'Garden', owner });
    inviteBot(world, guild);
    const actor = { userId: owner.id, reason: null };
    place = createChannel(world, guild, actor, { type: ChannelType.GuildText, name: 'talk' });
    const options: Pick<ClientOptions, 'intents' | 'rest'> = { intents, rest: { api: sandbox.api } };
    client = new Client(options as ClientOptions);
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    await client.login(sandbox.token);
    await ready;
    channel = (await client.channels.fetch(place.id)) as GuildTextBasedChannel;
  });

  afterEach(async () => {
    await client.destroy();
    await sandbox.stop();
  });

  it('SB-03 a Components V2 panel is sent and edited without a violation', async () => {
    const panel = new ContainerBuilder()
      .addTextDisplayComponents((text) => text.setContent('# Room'))
      .addActionRowComponents((row) =>
        row.setComponents(new ButtonBuilder().setCustomId('lock').setStyle(ButtonStyle.Primary).setEmoji('🔒')),
      );
    const message = await channel.send({ components: [panel], flags: MessageFlags.IsComponentsV2 });
    const edited = await message.edit({ components: [panel.addSeparatorComponents((separator) => separator)] });
    expect(edited.components[0]).to.have.property('components').with.length(3);
    expect(await codeOf(message.edit('text'))).to.equal(50035);
    expect(sandbox.violations).to.deep.equal([]);
  });

  it('SB-03 files, embeds, replies, reactions, pins and direct messages go without a violation', async () => {
    const files = [{ attachment: Buffer.from('hey'), name: 'a.txt' }];
    const message = await channel.send({ content: 'a', files, embeds: [new EmbedBuilder().setTitle('E')] });
    expect(message.attachments.first()).to.include({ name: 'a.txt', size: 3 });
    const reply = await message.reply('b');
    await reply.pin();
    expect((await channel.messages.fetchPins()).items).to.have.length(1);
    await reply.unpin();
    const reaction = await message.react('🔥');
    expect((await reaction.users.fetch()).size).to.equal(1);
    await message.reactions.removeAll();
    await channel.sendTyping();
    const direct = await (await client.users.fetch(owner.id)).send('psst');
    expect(direct.guildId).to.equal(null);
    expect((await channel.bulkDelete(3)).size).to.equal(3);
    expect(await codeOf(message.fetch(true))).to.equal(10008);
    expect(sandbox.violations).to.deep.equal([]);
  });

  it('SB-07 what a person says reaches the bot', async () => {
    const heard = new Promise<string>((resolve) =>
      client.once(Events.MessageCreate, ({ content }) => resolve(content)),
    );
    say(sandbox.world, owner.id, place, 'Hello');
    expect(await heard).to.equal('Hello');
  });
});

async function codeOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'not refused',
    (error: unknown) => (error as { code?: unknown }).code,
  );
}
