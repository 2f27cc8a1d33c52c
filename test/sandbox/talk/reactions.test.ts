import { expect } from 'chai';
import { GatewayDispatchEvents as Events, PermissionFlagsBits as Bits, type APIMessage } from 'discord-api-types/v10';
import { react, unreact } from '../../../sandbox/people/talk-acts.js';
import { refusalOf } from '../scene.js';
import { pathOf, TalkScene } from './talk-scene.js';

function reacted() {
  const scene = new TalkScene();
  const record = scene.says('Nice?');
  const path = `${pathOf(record.api)}/reactions`;
  scene.quiet();
  return {
    scene,
    record,
    path,
    add: (emoji: string) => scene.call(`PUT ${path}/${emoji}/@me`),
    read: () => scene.call(`GET ${pathOf(record.api)}`).body as APIMessage,
  };
}

/** So many different emojis. */
function faces(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String.fromCodePoint(0x1f600 + index));
}

describe('reactions', () => {
  it('SB-03 a reaction is counted once for each person, with one event', () => {
    const { scene, record, add, read } = reacted();
    add('🔥');
    add('🔥');
    react(scene.world, scene.ada.user.id, record, '🔥');
    const [own, adas, ...others] = scene.events(Events.MessageReactionAdd);
    expect(own).to.deep.include({ user_id: scene.bot.userId, emoji: { id: null, name: '🔥' } });
    expect(own?.message_author_id).to.equal(scene.ada.user.id);
    expect(adas?.member?.user?.id).to.equal(scene.ada.user.id);
    expect(others).to.deep.equal([]);
    expect(read().reactions?.[0]).to.include({ count: 2, me: true });
  });

  it('SB-03 what is no emoji, or a custom one of nowhere, is unknown', () => {
    const { scene, add, read } = reacted();
    expect(refusalOf(() => add('fire'))).to.equal('10014');
    expect(refusalOf(() => add('lock:123'))).to.equal('10014');
    const id = scene.olga.addEmoji('lock');
    add(`any:${id}`);
    expect(read().reactions?.[0]?.emoji).to.deep.equal({ id, name: 'lock' });
  });

  it('SB-03 a custom emoji is read by its id, until it is deleted', () => {
    const { scene } = reacted();
    const id = scene.olga.addEmoji('lock');
    const read = () => scene.call(`GET /guilds/${scene.guild.id}/emojis/${id}`);
    expect(read().body).to.deep.include({ id, name: 'lock' });
    scene.olga.deleteEmoji(id);
    expect(refusalOf(read)).to.equal('10014');
  });

  it('SB-03 a new emoji needs Add Reactions, one that is there only Read Message History', () => {
    const { scene, record, add } = reacted();
    scene.deny(scene.botMember, Bits.AddReactions);
    expect(refusalOf(() => add('🔥'))).to.equal('50013');
    react(scene.world, scene.ada.user.id, record, '🔥');
    expect(refusalOf(() => add('🔥'))).to.equal('not refused');
    scene.deny(scene.botMember, Bits.ReadMessageHistory);
    expect(refusalOf(() => add('🔥'))).to.equal('50013');
  });

  it('SB-03 a message takes 20 emojis', () => {
    const { add } = reacted();
    const [last = '', ...first] = faces(21).toReversed();
    for (const face of first) add(face);
    expect(refusalOf(() => add(last))).to.equal('30010');
    expect(refusalOf(() => add(first[0] ?? ''))).to.equal('not refused');
  });

  it('SB-03 own reactions are taken back freely, those of others with Manage Messages', () => {
    const { scene, record, path, add, read } = reacted();
    add('🔥');
    react(scene.world, scene.ada.user.id, record, '🔥');
    const adas = `DELETE ${path}/🔥/${scene.ada.user.id}`;
    scene.deny(scene.botMember, Bits.ManageMessages);
    expect(refusalOf(() => scene.call(adas))).to.equal('50013');
    scene.call(`DELETE ${path}/🔥/@me`);
    expect(read().reactions?.[0]).to.include({ count: 1, me: false });
    scene.allow(scene.botMember, Bits.ManageMessages);
    scene.call(adas);
    expect(read().reactions).to.equal(undefined);
    expect(scene.events(Events.MessageReactionRemove)).to.have.length(2);
    expect(refusalOf(() => scene.call(adas))).to.equal('10014');
  });

  it('SB-03 all reactions, or all of one emoji, are cleared with Manage Messages', () => {
    const { scene, path, add, read } = reacted();
    for (const face of faces(3)) add(face);
    scene.quiet();
    scene.call(`DELETE ${path}/${faces(1)[0]}`);
    expect(read().reactions).to.have.length(2);
    scene.call(`DELETE ${path}`);
    expect(read().reactions).to.equal(undefined);
    expect(scene.heard).to.deep.equal(['MESSAGE_REACTION_REMOVE_EMOJI', 'MESSAGE_REACTION_REMOVE_ALL']);
    scene.deny(scene.botMember, Bits.ManageMessages);
    expect(refusalOf(() => scene.call(`DELETE ${path}`))).to.equal('50013');
  });

  it('SB-03 who has reacted is listed by id, in pages', () => {
    const { scene, record, path, add } = reacted();
    add('🔥');
    const bea = scene.person('Bea');
    for (const { user } of [bea, scene.ada]) react(scene.world, user.id, record, '🔥');
    const list = (query: string) => scene.list(`GET ${path}/🔥`, query).map(({ id }) => id);
    expect(list('')).to.deep.equal([scene.bot.userId, scene.ada.user.id, bea.user.id]);
    expect(list(`limit=1&after=${scene.bot.userId}`)).to.deep.equal([scene.ada.user.id]);
    expect(list('type=1')).to.deep.equal([]);
    expect(refusalOf(() => scene.list(`GET ${path}/❤️`))).to.equal('10014');
  });

  it('SB-03 a person takes back only what is there', () => {
    const { scene, record } = reacted();
    const { world, ada } = scene;
    expect(refusalOf(() => unreact(world, ada.user.id, record, '🔥'))).to.equal('10014');
    react(world, ada.user.id, record, '🔥');
    unreact(world, ada.user.id, record, '🔥');
    expect(record.reactions.size).to.equal(0);
  });
});
