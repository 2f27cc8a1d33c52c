import { expect } from 'chai';
import { GatewayDispatchEvents as Events, type APIMessage } from 'discord-api-types/v10';
import { snowflakeTime } from '../../../sandbox/store/snowflake.js';
import { Stage } from '../interactions/stage.js';
import { refusalOf } from '../scene.js';

const DAY = 24 * 60 * 60_000;

describe('what was written before', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
    stage.quiet();
  });

  const ago = (time: number, text = 'Old') =>
    stage.handle.wroteEarlier(stage.ada, stage.text, text, stage.clock.now() - time);
  const read = (query = '') => stage.list(`GET /channels/${stage.text.id}/messages`, query) as unknown as APIMessage[];
  const bulk = (messages: string[]) =>
    stage.call(`POST /channels/${stage.text.id}/messages/bulk-delete`, { body: { messages } });

  it('SB-07 the bot has not heard of it, and it has the id and the time of then', () => {
    const now = stage.ada.say(stage.text, 'Now');
    stage.quiet();
    const old = ago(20 * DAY);
    expect(stage.heard).to.deep.equal([]);
    expect(snowflakeTime(old.api.id)).to.equal(stage.clock.now() - 20 * DAY);
    expect(Date.parse(old.api.timestamp)).to.equal(stage.clock.now() - 20 * DAY);
    expect(stage.text.lastMessageId).to.equal(now.api.id);
    stage.ben.react(old, '🔥');
    expect(stage.events(Events.MessageReactionAdd)[0]?.message_id).to.equal(old.api.id);
  });

  it('SB-03 it stands in order, with ids of its own, and is read in pages of 100', () => {
    const ids = Array.from({ length: 150 }, (_, index) => ago(index < 2 ? DAY : ((index % 10) + 1) * 1000).api.id);
    stage.ada.say(stage.text, 'Now');
    expect(new Set(ids).size).to.equal(150);
    const first = read('limit=100');
    const second = read(`limit=100&before=${first.at(-1)?.id}`);
    const all = [...first, ...second].map(({ id }) => BigInt(id));
    expect(all).to.have.length(151);
    expect(all).to.deep.equal(all.toSorted((a, b) => (a > b ? -1 : 1)));
    expect(first[0]?.content).to.equal('Now');
  });

  it('SB-03 a bulk deletion refuses what is older than 14 days, and takes what is just younger', () => {
    const [tooOld, younger, young] = [ago(14 * DAY + 1), ago(14 * DAY), ago(1000)].map(({ api }) => api.id);
    const [a = '', b = '', c = ''] = [tooOld, younger, young];
    expect(refusalOf(() => bulk([a, c]))).to.equal('50034');
    expect(refusalOf(() => bulk([b, c]))).to.equal('not refused');
    expect(stage.call(`DELETE /channels/${stage.text.id}/messages/${a}`).status).to.equal(204);
  });

  it('SB-07 another bot deletes many at once, with Manage Messages', () => {
    const messages = [ago(3000), ago(2000)];
    const helper = stage.handle.addMember({ name: 'Sweeper', bot: true });
    expect(refusalOf(() => helper.bulkDelete(stage.text, messages))).to.equal('50013');
    stage.handle.owner.bulkDelete(stage.text, messages);
    expect(stage.events(Events.MessageDeleteBulk)[0]?.ids).to.deep.equal(messages.map(({ api }) => api.id));
  });

  it('SB-07 a preview of a link is an update without an edit', () => {
    const message = stage.ada.say(stage.text, 'https://example.org');
    stage.quiet();
    stage.handle.unfurl(message, [{ type: 'link' as never, url: 'https://example.org', title: 'Example' }]);
    const [update] = stage.events(Events.MessageUpdate);
    expect(update).to.include({ content: 'https://example.org', edited_timestamp: null });
    expect(update?.embeds?.[0]?.title).to.equal('Example');
    expect(update?.author?.id).to.equal(stage.ada.id);
  });
});

describe('moderators and reactions', () => {
  it('SB-07 a moderator takes one, all of an emoji, or all; others may not', () => {
    const stage = new Stage();
    const message = stage.ada.say(stage.text, 'Vote');
    for (const emoji of ['❤️', '🔥', '🎉']) stage.ben.react(message, emoji);
    stage.quiet();
    expect(refusalOf(() => stage.ada.clearReactions(message))).to.equal('50013');
    stage.handle.owner.takeReaction(message, '❤', stage.ben);
    stage.handle.owner.clearReactions(message, '🔥');
    stage.handle.owner.clearReactions(message);
    expect(stage.heard).to.deep.equal([
      'MESSAGE_REACTION_REMOVE',
      'MESSAGE_REACTION_REMOVE_EMOJI',
      'MESSAGE_REACTION_REMOVE_ALL',
    ]);
    expect(refusalOf(() => stage.handle.owner.clearReactions(message, '🔥'))).to.equal('10014');
  });

  it('SB-03 an emoji is the same with and without U+FE0F', () => {
    const stage = new Stage();
    const message = stage.ada.say(stage.text, 'Vote');
    const path = `/channels/${stage.text.id}/messages/${message.api.id}/reactions`;
    stage.call(`PUT ${path}/\u2764/@me`);
    stage.ben.react(message, '\u2764\uFE0F');
    expect([...message.reactions.keys()]).to.deep.equal(['\u2764\uFE0F']);
    expect(stage.list(`GET ${path}/\u2764`)).to.have.length(2);
    expect(stage.call(`DELETE ${path}/\u2764/@me`).status).to.equal(204);
    expect(stage.call(`DELETE ${path}/\u2764`).status).to.equal(204);
  });

  it('SB-03 an emoji that its guild deletes goes from the list, and its reactions stay', () => {
    const stage = new Stage();
    const id = stage.handle.owner.addEmoji('lock');
    const message = stage.ada.say(stage.text, 'Vote');
    stage.ada.react(message, `lock:${id}`);
    stage.quiet();
    expect(refusalOf(() => stage.ada.deleteEmoji(id))).to.equal('50013');
    stage.handle.owner.deleteEmoji(id);
    expect(stage.events(Events.GuildEmojisUpdate)[0]?.emojis).to.deep.equal([]);
    expect(refusalOf(() => stage.ben.react(message, `lock:${id}`))).to.equal('not refused');
    const other = stage.ada.say(stage.text, 'Another');
    expect(refusalOf(() => stage.ada.react(other, `lock:${id}`))).to.equal('10014');
    expect(refusalOf(() => stage.handle.owner.deleteEmoji(id))).to.equal('10014');
  });
});
