import { expect } from 'chai';
import { ComponentType, InteractionResponseType as Answer, MessageFlags } from 'discord-api-types/v10';
import { InteractionFailedError, type InteractionHandle } from '../../../sandbox/people/interaction-handle.js';
import { refusalOf } from '../scene.js';
import { button, messageOf, ping, Stage } from './stage.js';

const choice = (name: string) => ({ name, value: name });

describe('answers to interactions', () => {
  let stage: Stage;
  let handle: InteractionHandle;

  beforeEach(async () => {
    stage = new Stage();
    stage.register(ping);
    handle = await stage.ada.slash('ping', {}, { channel: stage.text });
    stage.quiet();
  });

  it('SB-07 a reply is a message of the bot in the channel, which the bot hears of', async () => {
    expect(stage.reply(handle, { content: 'pong' })).to.deep.equal({ status: 204, body: undefined });
    const { type, message } = await handle.response();
    expect(type).to.equal(Answer.ChannelMessageWithSource);
    expect(message?.api).to.include({ content: 'pong', channel_id: stage.text.id, type: 20 });
    expect(message?.api.interaction_metadata).to.include({ id: handle.id, type: 2 });
    expect(stage.heard).to.deep.equal(['MESSAGE_CREATE']);
    expect(handle.acknowledged).to.equal(true);
  });

  it('SB-02 with_response answers the message too', () => {
    const { body } = stage.answer(
      handle,
      { type: Answer.ChannelMessageWithSource, data: { content: 'pong' } },
      'with_response=true',
    );
    const [reply] = handle.replies;
    expect(body).to.deep.equal({
      interaction: {
        id: handle.id,
        type: 2,
        channel_id: stage.text.id,
        guild_id: stage.guild.id,
        response_message_id: reply?.api.id,
        response_message_loading: false,
        response_message_ephemeral: false,
      },
      resource: { type: Answer.ChannelMessageWithSource, message: reply?.api },
    });
  });

  it('SB-03 an ephemeral reply is for who asked: no event of the guild, not seen by others, not to be fetched', () => {
    stage.reply(handle, { content: 'psst', flags: MessageFlags.Ephemeral });
    const [reply] = handle.replies;
    if (!reply) throw new Error('No reply');
    expect(stage.dispatches.filter(({ to }) => to.guildId !== null)).to.deep.equal([]);
    const fetched = () => stage.call(`GET /channels/${stage.text.id}/messages/${reply.api.id}`);
    expect(refusalOf(fetched)).to.equal('10008');
    expect(stage.ada.sees(reply)).to.equal(true);
    expect(stage.ben.sees(reply)).to.equal(false);
    expect(reply.api.flags).to.equal(MessageFlags.Ephemeral);
  });

  it('SB-03 a second answer is refused with 40060', () => {
    stage.reply(handle, { content: 'pong' });
    expect(refusalOf(() => stage.reply(handle, { content: 'pong' }))).to.equal('40060');
    expect(handle.replies).to.have.lengthOf(1);
  });

  it('SB-03 a refused answer does not count', () => {
    expect(refusalOf(() => stage.reply(handle, { content: '' }))).not.to.equal('not refused');
    expect(handle.acknowledged).to.equal(false);
    stage.reply(handle, { content: 'pong' });
    expect(handle.replies).to.have.lengthOf(1);
  });

  it('SB-03 a wrong token is an unknown interaction', () => {
    expect(refusalOf(() => stage.call(`POST /interactions/${handle.id}/nonsense/callback`, { body: {} }))).to.equal(
      '10062',
    );
  });

  it('SB-03 an answer just before 3 s is taken', async () => {
    await stage.clock.advance(2999);
    stage.reply(handle, { content: 'pong' });
    await stage.clock.advance(1);
    expect(handle.failed).to.equal(false);
  });

  it('SB-03 after 3 s the interaction has failed, and an answer gets 10062', async () => {
    await stage.clock.advance(3000);
    expect(handle.failed).to.equal(true);
    expect(refusalOf(() => stage.reply(handle, { content: 'pong' }))).to.equal('10062');
    const failure = await handle.response().catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(InteractionFailedError);
  });

  it('SB-03 a deferred reply loads until it is edited, and stays as private as it was deferred', async () => {
    const { body } = stage.answer(
      handle,
      { type: Answer.DeferredChannelMessageWithSource, data: { flags: MessageFlags.Ephemeral } },
      'with_response=true',
    );
    expect((body as { interaction: object }).interaction).to.include({
      response_message_loading: true,
      response_message_ephemeral: true,
    });
    const edited = messageOf(stage.webhook(handle, 'PATCH messages/@original', { content: 'done', flags: 0 }));
    expect(edited.content).to.equal('done');
    expect(edited.flags).to.equal(MessageFlags.Ephemeral);
    expect(handle.original?.ephemeralFor).to.equal(stage.ada.id);
  });

  it('SB-03 a refused edit leaves the message loading', () => {
    stage.answer(handle, { type: Answer.DeferredChannelMessageWithSource });
    const edit = () => stage.webhook(handle, 'PATCH messages/@original', { content: 'x'.repeat(2001) });
    expect(refusalOf(edit)).to.equal('50035 content');
    expect((handle.original?.api.flags ?? 0) & MessageFlags.Loading).to.equal(MessageFlags.Loading);
  });

  it('SB-03 the first follow-up of a deferred reply takes its place', () => {
    stage.answer(handle, { type: Answer.DeferredChannelMessageWithSource });
    stage.webhook(handle, 'POST', { content: 'first' });
    stage.webhook(handle, 'POST', { content: 'second', flags: MessageFlags.Ephemeral });
    expect(handle.replies.map(({ api }) => api.content)).to.deep.equal(['first', 'second']);
    expect(handle.original).to.equal(handle.replies[0]);
    expect(handle.replies[1]?.ephemeralFor).to.equal(stage.ada.id);
  });

  it('SB-02 a reply is read, edited and deleted through the webhook', () => {
    stage.reply(handle, { content: 'pong', flags: MessageFlags.Ephemeral });
    const id = handle.original?.api.id ?? '';
    stage.webhook(handle, `PATCH messages/${id}`, { content: 'edited' });
    expect(messageOf(stage.webhook(handle, 'GET messages/@original')).content).to.equal('edited');
    expect(stage.webhook(handle, 'DELETE messages/@original').status).to.equal(204);
    expect(refusalOf(() => stage.webhook(handle, 'GET messages/@original'))).to.equal('10008');
    expect(handle.replies).to.deep.equal([]);
  });

  it("SB-03 the webhook reaches the interaction's own messages only", async () => {
    stage.reply(handle, { content: 'pong' });
    const other = await stage.ben.slash('ping', {}, { channel: stage.text });
    stage.reply(other, { content: 'pong' });
    const id = handle.original?.api.id ?? '';
    expect(refusalOf(() => stage.webhook(other, `PATCH messages/${id}`, { content: 'x' }))).to.equal('10008');
  });

  it('SB-03 the webhook of an unanswered interaction is unknown', () => {
    expect(refusalOf(() => stage.webhook(handle, 'POST', { content: 'x' }))).to.equal('10015');
  });

  it('SB-03 the token ends after 15 minutes with 50027', async () => {
    stage.reply(handle, { content: 'pong' });
    await stage.clock.advance(15 * 60_000 - 1);
    stage.webhook(handle, 'POST', { content: 'late' });
    await stage.clock.advance(1);
    expect(refusalOf(() => stage.webhook(handle, 'POST', { content: 'too late' }))).to.equal('50027');
    expect(refusalOf(() => stage.webhook(handle, 'PATCH messages/@original', { content: 'x' }))).to.equal('50027');
  });

  it('SB-03 a command cannot be answered with an update, choices, or the types of other things', () => {
    for (const type of [1, 6, 7, 8, 10, 12]) {
      expect(refusalOf(() => stage.answer(handle, { type, data: {} }))).to.equal('50035 type');
    }
  });

  it('SB-01 a field that replies do not handle fails loudly', () => {
    expect(() => stage.reply(handle, { content: 'x', poll: {} })).to.throw('poll');
    expect(() => stage.reply(handle, { content: 'x', thread_name: 'y' })).to.throw('thread_name');
  });

  it('SB-03 more than 25 choices, or a name of 101 characters, are refused', async () => {
    const asked = { ...ping, options: [{ type: 3, name: 'what', description: 'What', autocomplete: true }] };
    stage.register(asked);
    const asking = await stage.ada.autocomplete('ping', 'what', 'p');
    const offer = (choices: object[]) => stage.answer(asking, { type: 8, data: { choices } });
    const many = Array.from({ length: 26 }, (_, n) => choice(`c${n}`));
    expect(refusalOf(() => offer(many))).to.equal('50035 data choices');
    expect(refusalOf(() => offer([choice('c'.repeat(101))]))).to.equal('50035 data choices 0 name');
    expect(refusalOf(() => stage.reply(asking, { content: 'x' }))).to.equal('50035 type');
    expect(offer(many.slice(1)).status).to.equal(204);
    expect(refusalOf(() => stage.webhook(asking, 'POST', { content: 'x' }))).to.equal('10015');
  });

  it('SB-07 what the bot replies can hold components that the person uses', async () => {
    stage.reply(handle, {
      content: 'Panel',
      components: [{ type: ComponentType.ActionRow, components: [button('a')] }],
      flags: MessageFlags.Ephemeral,
    });
    const [reply] = handle.replies;
    if (!reply) throw new Error('No reply');
    const clicked = await stage.ada.click(reply, 'a');
    stage.answer(clicked, { type: Answer.UpdateMessage, data: { content: 'Pressed', components: [] } });
    expect(handle.replies[0]?.api).to.deep.include({ content: 'Pressed', components: [] });
  });
});
