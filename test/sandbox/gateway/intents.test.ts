import { expect } from 'chai';
import {
  ChannelType,
  GatewayDispatchEvents as Events,
  MessageType,
  PresenceUpdateStatus,
  type APIMessage,
} from 'discord-api-types/v10';
import { GatewayIntentBits as Intents, PermissionFlagsBits as Bits } from 'discord.js';
import { isWanted, knownIntents } from '../../../sandbox/gateway/intents.js';
import { withoutContent } from '../../../sandbox/gateway/message-content.js';
import { Moderator } from '../../../sandbox/people/moderator-acts.js';
import { changesStatus, startsPlaying } from '../../../sandbox/people/presence-acts.js';
import { joinVoice } from '../../../sandbox/people/voice-acts.js';
import { createChannel } from '../../../sandbox/store/channels.js';
import { projectUser } from '../../../sandbox/store/project-user.js';
import type { ChannelRecord, UserRecord } from '../../../sandbox/store/records.js';
import { Running } from '../running.js';
import { everyIntent } from './raw-client.js';

const bot = '1';
const rows: readonly [Events, number, number][] = [
  [Events.GuildUpdate, Intents.Guilds, 0],
  [Events.ChannelCreate, Intents.Guilds, 0],
  [Events.GuildRoleDelete, Intents.Guilds, 0],
  [Events.ThreadCreate, Intents.Guilds, 0],
  [Events.VoiceChannelStatusUpdate, Intents.Guilds, 0],
  [Events.GuildMemberAdd, Intents.GuildMembers, 0],
  [Events.GuildMemberUpdate, Intents.GuildMembers, 0],
  [Events.GuildBanAdd, Intents.GuildModeration, 0],
  [Events.GuildAuditLogEntryCreate, Intents.GuildModeration, 0],
  [Events.GuildEmojisUpdate, Intents.GuildExpressions, 0],
  [Events.WebhooksUpdate, Intents.GuildWebhooks, 0],
  [Events.InviteCreate, Intents.GuildInvites, 0],
  [Events.VoiceStateUpdate, Intents.GuildVoiceStates, 0],
  [Events.PresenceUpdate, Intents.GuildPresences, 0],
  [Events.MessageCreate, Intents.GuildMessages, Intents.DirectMessages],
  [Events.MessageDeleteBulk, Intents.GuildMessages, 0],
  [Events.MessageReactionAdd, Intents.GuildMessageReactions, Intents.DirectMessageReactions],
  [Events.TypingStart, Intents.GuildMessageTyping, Intents.DirectMessageTyping],
  [Events.ChannelPinsUpdate, Intents.Guilds, Intents.DirectMessages],
];

describe('sandbox intents', () => {
  it('SB-02 knows all intents of Discord', () => {
    expect(knownIntents).to.equal(everyIntent);
  });

  for (const [event, guild, direct] of rows) {
    it(`SB-02 sends ${event} to those who asked for it, and to nobody else`, () => {
      const data = { user: { id: '2' } };
      const inGuild = { event, data, to: { guildId: '5' } };
      const inPrivate = { event, data, to: { guildId: null } };
      expect(isWanted(inGuild, guild, bot)).to.equal(true);
      expect(isWanted(inGuild, everyIntent & ~guild, bot)).to.equal(false);
      expect(isWanted(inPrivate, direct, bot)).to.equal(direct !== 0);
      expect(isWanted(inPrivate, everyIntent & ~direct, bot)).to.equal(false);
    });
  }

  it('SB-02 sends interactions, and news of the bot as a member, whatever was asked for', () => {
    const to = { guildId: '5' };
    expect(isWanted({ event: Events.InteractionCreate, data: {}, to }, 0, bot)).to.equal(true);
    expect(isWanted({ event: Events.GuildMemberUpdate, data: { user: { id: bot } }, to }, 0, bot)).to.equal(true);
  });
});

describe('sandbox gateway by intents', () => {
  let running: Running;
  let channel: ChannelRecord;
  let ada: UserRecord;

  beforeEach(async () => {
    running = await Running.start();
    const owner = { userId: running.guild.ownerId, reason: null };
    channel = createChannel(running.sandbox.world, running.guild, owner, { name: 'talk', type: ChannelType.GuildText });
    ada = running.person('Ada').user;
  });
  afterEach(async () => running.stop());

  function message(fields: Partial<APIMessage>): APIMessage {
    return {
      id: running.sandbox.world.snowflake(),
      channel_id: channel.id,
      author: projectUser(ada),
      content: 'hello',
      timestamp: '2026-01-01T12:00:00.000000+00:00',
      edited_timestamp: null,
      tts: false,
      mention_everyone: false,
      mentions: [],
      mention_roles: [],
      attachments: [],
      embeds: [],
      components: [],
      pinned: false,
      type: MessageType.Default,
      ...fields,
    } as APIMessage;
  }

  function say(fields: Partial<APIMessage>, guildId: string | null = running.guild.id): void {
    const data = { ...message(fields), ...(guildId !== null && { guild_id: guildId }) };
    running.sandbox.world.dispatch(Events.MessageCreate, data, { guildId });
  }

  async function contents(intents: number): Promise<unknown[]> {
    const client = await running.identify({ intents });
    const self = running.sandbox.world.users.get(running.sandbox.world.application.botId) as UserRecord;
    say({ content: 'plain' });
    say({ content: 'own', author: projectUser(self) });
    say({ content: 'to you', mentions: [projectUser(self)] });
    say({ content: 'private' }, null);
    await client.synced();
    return client.frames.filter(({ t }) => t === 'MESSAGE_CREATE').map(({ d }) => (d as APIMessage).content);
  }

  it('SB-02 blanks message content without its intent, but not what concerns the bot', async () => {
    const messages = Intents.Guilds | Intents.GuildMessages | Intents.DirectMessages;
    expect(await contents(messages | Intents.MessageContent)).to.deep.equal(['plain', 'own', 'to you', 'private']);
    expect(await contents(messages)).to.deep.equal(['', 'own', 'to you', 'private']);
    expect(await contents(messages & ~Intents.DirectMessages)).to.deep.equal(['', 'own', 'to you']);
  });

  it('SB-02 judges the message that is replied to by itself', () => {
    const reply = message({
      content: 'yes',
      referenced_message: message({ content: 'why', author: { id: '7' } as never }),
    });
    expect(withoutContent(reply, '7')).to.deep.include({ content: '', embeds: [], attachments: [], components: [] });
    expect(withoutContent(reply, '7').referenced_message?.content).to.equal('why');
  });

  it('SB-02 sends what is said in a channel only while the bot can see it', async () => {
    const client = await running.identify();
    const olga = new Moderator(running.sandbox.world, running.guild, running.guild.ownerId);
    const everyone = running.guild.roles.get(running.guild.id);
    say({ content: 'seen' });
    if (everyone) olga.setOverwrite(channel, everyone, { deny: Bits.ViewChannel });
    const own = [...running.guild.roles.values()].find(({ botId }) => botId !== null);
    if (own) olga.setOverwrite(channel, own, { deny: Bits.ViewChannel });
    say({ content: 'unseen' });
    await client.synced();
    const said = client.frames.filter(({ t }) => t === 'MESSAGE_CREATE').map(({ d }) => (d as APIMessage).content);
    expect(said).to.deep.equal(['seen']);
  });

  it('SB-02 gives members, presences and voice states in GUILD_CREATE only to those who asked', async () => {
    const { world } = running.sandbox;
    const owner = { userId: running.guild.ownerId, reason: null };
    const room = createChannel(world, running.guild, owner, { name: 'Room', type: ChannelType.GuildVoice });
    const bert = running.person('Bert').user;
    changesStatus(world, ada.id, PresenceUpdateStatus.Online);
    joinVoice(world, bert.id, room);
    const ids = (list: unknown) => (list as { user: { id: string } }[]).map(({ user }) => user.id);
    const full = await (await running.identify()).event('GUILD_CREATE');
    expect(ids(full['members'])).to.have.members([running.guild.ownerId, world.application.botId, ada.id, bert.id]);
    expect(ids(full['presences'])).to.include(ada.id);
    expect(full['voice_states']).to.have.length(1);
    const bare = await (await running.identify({ intents: Intents.Guilds })).event('GUILD_CREATE');
    expect(ids(bare['members'])).to.have.members([world.application.botId, bert.id]);
    expect(bare['presences']).to.deep.equal([]);
    expect(bare['voice_states']).to.deep.equal([]);
  });

  it('SB-02 sends voice states and presences only to those who asked', async () => {
    const { world } = running.sandbox;
    const room = createChannel(
      world,
      running.guild,
      { userId: running.guild.ownerId, reason: null },
      { name: 'R', type: ChannelType.GuildVoice },
    );
    const voice = await running.identify({ intents: Intents.Guilds | Intents.GuildVoiceStates });
    const presence = await running.identify({ intents: Intents.Guilds | Intents.GuildPresences });
    joinVoice(world, ada.id, room);
    startsPlaying(world, ada.id, 'Chess');
    await Promise.all([voice.synced(), presence.synced()]);
    expect(voice.events).to.deep.equal(['READY', 'GUILD_CREATE', 'VOICE_STATE_UPDATE']);
    expect(presence.events).to.deep.equal(['READY', 'GUILD_CREATE', 'PRESENCE_UPDATE']);
  });

  it('SB-02 sends no guilds to a session without the intent for them', async () => {
    const client = await running.identify({ intents: Intents.GuildMessages });
    await client.synced();
    expect(client.events).to.deep.equal(['READY']);
  });
});
