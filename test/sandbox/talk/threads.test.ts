import { expect } from 'chai';
import {
  ChannelType,
  GatewayDispatchEvents as Events,
  GatewayIntentBits as Intents,
  MessageType,
  PermissionFlagsBits as Bits,
} from 'discord-api-types/v10';
import { isWanted } from '../../../sandbox/gateway/intents.js';
import { projectGuildCreate } from '../../../sandbox/store/project-guild.js';
import { faultsOfDispatch } from '../../../sandbox/schema/dispatch-validation.js';
import { Stage } from '../interactions/stage.js';
import { refusalOf } from '../scene.js';

describe('threads', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
    stage.quiet();
  });

  const start = () => stage.ada.startThread(stage.text, { name: 'Side talk' });

  it('SB-07 a thread from nothing is announced to the bot, and in its channel', () => {
    const thread = start();
    expect(stage.heard).to.deep.equal(['THREAD_CREATE', 'MESSAGE_CREATE']);
    const [created] = stage.events(Events.ThreadCreate);
    expect(created).to.include({
      id: thread.id,
      type: ChannelType.PublicThread,
      newly_created: true,
      name: 'Side talk',
    });
    expect(created).to.include({ parent_id: stage.text.id, owner_id: stage.ada.id });
    const [notice] = stage.events(Events.MessageCreate);
    expect(notice).to.include({ type: MessageType.ThreadCreated, channel_id: stage.text.id, content: 'Side talk' });
    expect(notice?.message_reference?.channel_id).to.equal(thread.id);
  });

  it('SB-07 a thread from a message has its id, shows on it, and begins with a pointer to it', () => {
    const message = stage.ada.say(stage.text, 'Start here');
    stage.quiet();
    const thread = stage.ben.startThread(stage.text, { name: 'More', message });
    expect(thread.id).to.equal(message.api.id);
    expect(stage.heard).to.deep.equal(['THREAD_CREATE', 'MESSAGE_UPDATE', 'MESSAGE_CREATE']);
    expect(stage.events(Events.MessageUpdate)[0]).to.have.nested.property('thread.id', thread.id);
    const [pointer] = stage.events(Events.MessageCreate);
    expect(pointer).to.include({ type: MessageType.ThreadStarterMessage, channel_id: thread.id, content: '' });
    expect(pointer).to.have.nested.property('referenced_message.content', 'Start here');
    expect(refusalOf(() => stage.ben.startThread(stage.text, { name: 'Again', message }))).to.equal('160004');
    const starter = [...thread.messages.values()][0];
    expect(refusalOf(() => starter && stage.handle.owner.deleteMessage(starter))).to.equal('50021');
  });

  it('SB-07 the bot hears messages and reactions in a thread that it has not joined, and speaks there', () => {
    const thread = start();
    stage.quiet();
    const message = stage.ben.say(thread, 'Hello');
    stage.ada.react(message, '🔥');
    expect(stage.heard).to.deep.equal(['THREAD_MEMBERS_UPDATE', 'MESSAGE_CREATE', 'MESSAGE_REACTION_ADD']);
    expect(stage.events(Events.MessageCreate)[0]).to.include({ channel_id: thread.id, guild_id: stage.guild.id });
    stage.call(`POST /channels/${thread.id}/messages`, { body: { content: 'Me too' } });
    const read = stage.call(`GET /channels/${thread.id}`).body as object;
    expect(read).to.include({ message_count: 2, member_count: 3 }).and.have.nested.property('member.user_id');
  });

  it('SB-03 permissions are those of the parent, and to write needs Send Messages in Threads', () => {
    const thread = start();
    const send = () => stage.call(`POST /channels/${thread.id}/messages`, { body: { content: 'x' } });
    const forbid = (deny: bigint) => stage.handle.owner.setOverwrite(stage.text, stage.handle.bot, { deny });
    forbid(Bits.SendMessages);
    expect(refusalOf(send)).to.equal('not refused');
    forbid(Bits.SendMessagesInThreads);
    expect(refusalOf(send)).to.equal('50013');
    forbid(Bits.ViewChannel);
    expect(refusalOf(send)).to.equal('50001');
    stage.quiet();
    stage.ada.say(thread, 'Unheard');
    expect(stage.events(Events.MessageCreate)).to.deep.equal([]);
    expect(stage.events(Events.ThreadMembersUpdate)).to.deep.equal([]);
  });

  it('SB-03 to start one needs Create Public Threads, in a text channel', () => {
    stage.handle.owner.setOverwrite(stage.text, stage.ada, { deny: Bits.CreatePublicThreads });
    expect(refusalOf(() => start())).to.equal('50013');
    expect(refusalOf(() => stage.ben.startThread(stage.room, { name: 'No' }))).to.equal('50024');
    expect(refusalOf(() => stage.ben.startThread(stage.text, { name: '' }))).to.equal('50035 name');
  });

  it('SB-03 an archived thread takes no reaction, and a message takes it back', () => {
    const thread = start();
    const message = stage.ada.say(thread, 'Hello');
    expect(refusalOf(() => stage.ben.editThread(thread, { archived: true }))).to.equal('50013');
    stage.quiet();
    stage.ada.editThread(thread, { archived: true });
    expect(stage.events(Events.ThreadUpdate)[0]?.thread_metadata).to.include({ archived: true, locked: false });
    expect(refusalOf(() => stage.ada.react(message, '🔥'))).to.equal('50083');
    expect(refusalOf(() => stage.ada.editThread(thread, { name: 'New' }))).to.equal('50083');
    stage.quiet();
    stage.call(`POST /channels/${thread.id}/messages`, { body: { content: 'Awake' } });
    expect(stage.heard).to.deep.equal(['THREAD_UPDATE', 'THREAD_MEMBERS_UPDATE', 'MESSAGE_CREATE']);
    expect(thread.thread?.archived).to.equal(false);
  });

  it('SB-03 a locked thread is for who has Manage Threads', () => {
    const thread = start();
    expect(refusalOf(() => stage.ada.editThread(thread, { locked: true }))).to.equal('50013');
    stage.handle.owner.editThread(thread, { locked: true });
    expect(refusalOf(() => stage.ada.say(thread, 'x'))).to.equal('160005');
    expect(refusalOf(() => stage.handle.owner.say(thread, 'x'))).to.equal('not refused');
  });

  it('SB-07 a moderator deletes a thread; with its channel it goes without an event of its own', () => {
    const [one, other] = [start(), start()];
    expect(refusalOf(() => stage.ada.deleteChannel(one))).to.equal('50013');
    stage.quiet();
    stage.handle.owner.deleteChannel(one);
    expect(stage.events(Events.ThreadDelete)[0]).to.deep.equal({
      id: one.id,
      type: ChannelType.PublicThread,
      guild_id: stage.guild.id,
      parent_id: stage.text.id,
    });
    stage.handle.owner.deleteChannel(stage.text);
    expect(stage.heard).to.deep.equal(['THREAD_DELETE', 'CHANNEL_DELETE']);
    expect(refusalOf(() => stage.call(`GET /channels/${other.id}`))).to.equal('10003');
  });

  it('SB-07 the bot renames and archives its way with the permissions of a person', () => {
    const thread = start();
    const patch = (body: object) => stage.call(`PATCH /channels/${thread.id}`, { body });
    expect(refusalOf(() => patch({ name: 'Mine' }))).to.equal('50013');
    stage.handle.setBotPermissions(Bits.Administrator);
    expect(patch({ name: 'Mine', archived: true }).body).to.include({ name: 'Mine' });
    expect(stage.call(`DELETE /channels/${thread.id}`).body).to.include({ id: thread.id });
  });

  it('SB-02 GUILD_CREATE holds the active threads that the bot sees', () => {
    const [shown, archived] = [start(), start()];
    stage.ada.editThread(archived, { archived: true });
    const data = projectGuildCreate(stage.world, stage.guild, Intents.Guilds);
    expect(data.threads.map(({ id }) => id)).to.deep.equal([shown.id]);
    expect(data.channels.map(({ id }) => id)).not.to.include(shown.id);
    expect(faultsOfDispatch(Events.GuildCreate, JSON.parse(JSON.stringify(data)))).to.deep.equal([]);
    stage.handle.owner.setOverwrite(stage.text, stage.handle.bot, { deny: Bits.ViewChannel });
    expect(projectGuildCreate(stage.world, stage.guild, Intents.Guilds).threads).to.deep.equal([]);
  });

  it('SB-02 who enters a thread reaches only sessions with the members intent, unless it is the bot', () => {
    const thread = start();
    stage.quiet();
    stage.ben.say(thread, 'Hi');
    stage.call(`POST /channels/${thread.id}/messages`, { body: { content: 'Hi' } });
    const entering = stage.dispatches.filter(({ event }) => event === Events.ThreadMembersUpdate);
    const wanted = (intents: number) => entering.map((one) => isWanted(one, intents, stage.bot.userId));
    expect(wanted(Intents.Guilds)).to.deep.equal([false, true]);
    expect(wanted(Intents.Guilds | Intents.GuildMembers)).to.deep.equal([true, true]);
  });
});
