import { expect } from 'chai';
import { ChannelType, GatewayDispatchEvents as Events, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import type { ChannelRecord } from '../../../sandbox/store/records.js';
import { messageOf } from '../../../sandbox/store/messages.js';
import { kickMember } from '../../../sandbox/store/members.js';
import { deleteMessage, edit, react, say, startsTyping } from '../../../sandbox/people/talk-acts.js';
import { refusalOf } from '../scene.js';
import { pathOf, TalkScene } from './talk-scene.js';

function open(scene: TalkScene, userId = scene.ada.user.id): ChannelRecord {
  const { body } = scene.call('POST /users/@me/channels', { body: { recipient_id: userId } });
  return scene.world.channel((body as { id: string }).id);
}

describe('direct messages', () => {
  it('SB-03 there is one channel for each person', () => {
    const scene = new TalkScene();
    const channel = open(scene);
    expect(channel).to.include({ type: ChannelType.DM, recipientId: scene.ada.user.id });
    expect(open(scene)).to.equal(channel);
    expect(scene.heard).to.deep.equal([]);
  });

  it('SB-03 not with itself, not with bots, not with nobody', () => {
    const scene = new TalkScene();
    const other = scene.world.addUser({ username: 'other', globalName: null, bot: true });
    expect(refusalOf(() => open(scene, scene.bot.userId))).to.equal('50033');
    expect(refusalOf(() => open(scene, other.id))).to.equal('50007');
    expect(refusalOf(() => open(scene, '1'))).to.equal('10013');
  });

  it('SB-03 both write without permissions, and events have no guild', () => {
    const scene = new TalkScene();
    const channel = open(scene);
    const hello = scene.send({ content: 'Hello' }, channel);
    const answer = say(scene.world, scene.ada.user.id, channel, 'Hi', { replyTo: messageOf(channel, hello.id) });
    react(scene.world, scene.ada.user.id, answer, '🔥');
    expect(scene.events(Events.MessageCreate).map(({ guild_id: guild, content }) => [guild, content])).to.deep.equal([
      [undefined, 'Hello'],
      [undefined, 'Hi'],
    ]);
    expect(scene.dispatches.every(({ to }) => to.guildId === null)).to.equal(true);
    expect(scene.list(`GET /channels/${channel.id}/messages`)).to.have.length(2);
    expect(refusalOf(() => scene.call(`DELETE ${pathOf(answer.api)}`))).to.equal('50003');
    expect(refusalOf(() => scene.call(`DELETE ${pathOf(hello)}`))).to.equal('not refused');
  });

  it('SB-03 who has closed his direct messages, or shares no guild, gets none', () => {
    const scene = new TalkScene();
    const channel = open(scene);
    scene.world.unreachable.add(scene.ada.user.id);
    expect(refusalOf(() => scene.send({ content: 'x' }, channel))).to.equal('50007');
    scene.world.unreachable.clear();
    expect(refusalOf(() => scene.send({ content: 'x' }, channel))).to.equal('not refused');
    kickMember(scene.world, scene.guild, { userId: scene.guild.ownerId, reason: null }, scene.ada);
    expect(refusalOf(() => scene.send({ content: 'x' }, channel))).to.equal('50007');
  });

  it('SB-03 others do not see them', () => {
    const scene = new TalkScene();
    const channel = open(scene);
    expect(refusalOf(() => say(scene.world, scene.person('Bea').user.id, channel, 'x'))).to.equal('50001');
  });
});

describe('what people say', () => {
  it('SB-07 a person writes, edits and deletes with his own permissions', () => {
    const scene = new TalkScene();
    const { world, ada, text } = scene;
    const message = scene.says('one');
    edit(world, ada.user.id, message, 'two');
    deleteMessage(world, ada.user.id, message);
    expect(scene.heard).to.deep.equal(['MESSAGE_CREATE', 'MESSAGE_UPDATE', 'MESSAGE_DELETE']);
    expect(refusalOf(() => edit(world, ada.user.id, message, 'three'))).to.equal('10008');
    scene.deny(ada, Bits.SendMessages);
    expect(refusalOf(() => say(world, ada.user.id, text, 'x'))).to.equal('50013');
  });

  it('SB-07 only a moderator deletes what others wrote, which the audit log tells', () => {
    const scene = new TalkScene();
    const message = scene.says('one');
    const bea = scene.person('Bea');
    expect(refusalOf(() => edit(scene.world, bea.user.id, message, 'x'))).to.equal('50005');
    expect(refusalOf(() => deleteMessage(scene.world, bea.user.id, message))).to.equal('50013');
    deleteMessage(scene.world, scene.guild.ownerId, message);
    expect(scene.guild.auditLog.at(-1)).to.include({ userId: scene.guild.ownerId, targetId: scene.ada.user.id });
  });

  it('SB-07 a reply can spare the other a mention', () => {
    const scene = new TalkScene();
    const { world, ada, text } = scene;
    const question = scene.send({ content: '?' });
    const replyTo = messageOf(text, question.id);
    const reply = (mention: boolean) => say(world, ada.user.id, text, 'x', { replyTo, mention });
    expect(reply(true).api.mentions).to.have.length(1);
    expect(reply(false).api.mentions).to.deep.equal([]);
  });

  it('SB-07 the bot hears nothing from channels that it cannot see', () => {
    const scene = new TalkScene();
    scene.deny(scene.botMember, Bits.ViewChannel);
    const message = scene.says('secret');
    react(scene.world, scene.ada.user.id, message, '🔥');
    startsTyping(scene.world, scene.ada.user.id, scene.text);
    expect(scene.heard).to.deep.equal([]);
  });

  it('SB-03 typing is told in seconds, and needs Send Messages', () => {
    const scene = new TalkScene();
    startsTyping(scene.world, scene.ada.user.id, scene.text);
    const [event] = scene.events(Events.TypingStart);
    expect(event?.timestamp).to.equal(Date.parse('2026-01-01T12:00:00Z') / 1000);
    expect(event?.member?.user?.id).to.equal(scene.ada.user.id);
    const path = `POST /channels/${scene.text.id}/typing`;
    expect(scene.call(path).status).to.equal(204);
    scene.deny(scene.botMember, Bits.SendMessages);
    expect(refusalOf(() => scene.call(path))).to.equal('50013');
  });
});
