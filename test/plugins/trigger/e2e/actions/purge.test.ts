import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord.js';
import type { MessageRecord, Person } from 'roomkeeper/sandbox';
import type { Trigger } from '../../../../../plugins/trigger/domain/trigger.js';
import { purging, TriggerScene } from '../../scene.js';

const READ = 'GET /channels/{channel_id}/messages';
const BULK = 'POST /channels/{channel_id}/messages/bulk-delete';
const DELETE = 'DELETE /channels/{channel_id}/messages/{message_id}';
const DAY = 86_400_000;

describe('TR-23 the purge action', () => {
  let scene: TriggerScene;
  let trigger: Trigger;

  beforeEach(async () => {
    scene = await TriggerScene.set();
    const { id } = await scene.givenAction(purging(scene.rules));
    trigger = await scene.givenTrigger({ on: 'matches', parameter: 'forget me', actionId: id });
    scene.sandbox.clearCalls();
  });

  afterEach(() => scene.stage.strike());

  /** Messages of somebody in `#rules`, one a second, the last of them `ago` milliseconds ago. */
  function wrote(person: Person, count: number, ago = 60_000): MessageRecord[] {
    const end = scene.stage.clock.now() - ago;
    return Array.from({ length: count }, (_, at) =>
      scene.guild.wroteEarlier(person, scene.rules, `No. ${at}`, end - (count - 1 - at) * 1000),
    );
  }

  const left = (person: Person): number =>
    [...scene.rules.messages.values()].filter(({ api }) => api.author.id === person.id).length;

  const bulks = (): number[] =>
    scene.calls(BULK).map(({ body }) => (body as { readonly messages: readonly string[] }).messages.length);

  /** A run that no trigger began. */
  async function runOfAda() {
    const member = await scene.seen.members.fetch(scene.ada.id);
    const base = { guild: scene.seen, trigger: null, event: null, channelId: null, messageId: null };
    return { ...base, member, content: '', emoji: '', match: { match: '', args: '' } };
  }

  it('TR-23 deletes what the member wrote in that channel, and nothing of anybody else', async () => {
    wrote(scene.ada, 3, 90_000);
    wrote(scene.ben, 2);
    scene.guild.wroteEarlier(scene.ada, scene.general, 'elsewhere', scene.stage.clock.now() - 1000);
    await scene.says(scene.ada, 'forget me');
    expect(left(scene.ada)).to.equal(0);
    expect(left(scene.ben)).to.equal(2);
    expect(scene.general.messages.size).to.equal(2);
    expect(bulks()).to.deep.equal([3]);
    expect((await scene.history(trigger))?.last_note).to.equal('3 messages deleted.');
  });

  it('TR-23 a single message is deleted singly', async () => {
    wrote(scene.ada, 1);
    await scene.says(scene.ada, 'forget me');
    expect(scene.calls(DELETE)).to.have.length(1);
    expect(scene.calls(BULK)).to.deep.equal([]);
    expect((await scene.history(trigger))?.last_note).to.equal('1 message deleted.');
  });

  it('TR-23 of 101 messages 100 go in bulk, and the one left over singly', async () => {
    wrote(scene.ada, 101);
    await scene.says(scene.ada, 'forget me');
    expect(left(scene.ada)).to.equal(0);
    expect(bulks()).to.deep.equal([100]);
    expect(scene.calls(DELETE)).to.have.length(1);
    expect(scene.calls(READ)).to.have.length(2);
  });

  it('TR-23 nothing to delete is no failure', async () => {
    wrote(scene.ben, 5);
    await scene.says(scene.ada, 'forget me');
    expect(scene.calls()).to.have.length(1);
    expect((await scene.history(trigger))?.last_note).to.equal('0 messages deleted.');
  });

  it('TR-23 what is older than 14 days stays, and is reported', async () => {
    wrote(scene.ada, 4, 15 * DAY);
    wrote(scene.ada, 2);
    await scene.says(scene.ada, 'forget me');
    expect(left(scene.ada)).to.equal(4);
    expect(bulks()).to.deep.equal([2]);
    expect((await scene.history(trigger))?.last_note).to.match(/^2 messages deleted, 4 older than 14 days left/);
  });

  it('TR-23 what becomes 14 days old within the margin is not tried', async () => {
    wrote(scene.ada, 1, 14 * DAY - 60_000);
    wrote(scene.ada, 2, 14 * DAY - 600_000);
    await scene.says(scene.ada, 'forget me');
    expect(left(scene.ada)).to.equal(1);
    expect(scene.calls(BULK)[0]?.status).to.equal(204);
  });

  it('TR-23 deletes 1,000 at most, each id once, and says that there may be more', async () => {
    wrote(scene.ada, 1030);
    await scene.says(scene.ada, 'forget me');
    expect(left(scene.ada)).to.equal(30);
    expect(bulks()).to.deep.equal(Array.from({ length: 10 }, () => 100));
    const ids = scene.calls(BULK).flatMap(({ body }) => (body as { messages: string[] }).messages);
    expect(new Set(ids).size).to.equal(1000);
    expect((await scene.history(trigger))?.last_note).to.match(/^1000 messages deleted\. .*may be more/);
  }).timeout(60_000);

  it('TR-23 finds messages behind those of others, page by page', async () => {
    wrote(scene.ada, 2, 3_600_000);
    wrote(scene.ben, 250);
    await scene.says(scene.ada, 'forget me');
    expect(left(scene.ada)).to.equal(0);
    expect(scene.calls(READ).map(({ query }) => query['limit'])).to.deep.equal(['100', '100', '100']);
  });

  it('TR-23 a message that somebody else deleted meanwhile counts as done', async () => {
    const [message] = wrote(scene.ada, 1);
    scene.sandbox.faults.add({
      operation: DELETE,
      match: () => {
        if (message) scene.olga.deleteMessage(message);
        return false;
      },
      answer: 'drop',
    });
    await scene.says(scene.ada, 'forget me');
    expect(scene.calls(DELETE)[0]?.code).to.equal(10_008);
    expect(await scene.history(trigger)).to.include({ last_note: '1 message deleted.', last_error: null });
  });

  it('TR-23 without the permissions nothing is read, and it counts as forbidden', async () => {
    wrote(scene.ada, 2);
    scene.olga.setOverwrite(scene.rules, scene.guild.botRole, { deny: Bits.ReadMessageHistory | Bits.ManageMessages });
    await scene.stage.settle();
    scene.sandbox.clearCalls();
    await scene.says(scene.ada, 'forget me');
    expect(scene.calls()).to.deep.equal([]);
    expect(await scene.history(trigger)).to.include({ failures: 1 });
    expect((await scene.history(trigger))?.last_error).to.match(/Read Message History and Manage Messages in #rules/);
  });

  it('TR-23 a 403 ends it: no further page or call', async () => {
    wrote(scene.ada, 250);
    scene.sandbox.faults.add({ operation: BULK, answer: { status: 403, code: 50_013 } });
    await scene.says(scene.ada, 'forget me');
    expect(scene.calls(BULK)).to.have.length(1);
    expect(await scene.history(trigger)).to.include({ failures: 1 });
  });

  it('TR-23 what Discord does not do is reported, and the rest is done', async () => {
    wrote(scene.ada, 150);
    scene.sandbox.faults.add({ operation: BULK, times: 1, answer: { status: 503 } });
    await scene.says(scene.ada, 'forget me');
    expect(left(scene.ada)).to.equal(100);
    const history = await scene.history(trigger);
    expect(history?.last_note).to.match(/^50 messages deleted, 100 not deleted/);
    expect(history?.failures).to.equal(0);
  });

  it('TR-23 a purge of what is being purged is done once', async () => {
    wrote(scene.ada, 5);
    const run = await runOfAda();
    const runs = [1, 2].map(() => scene.parts.engine.runActions(trigger.actionId, run));
    const [first, second] = await Promise.all(runs);
    expect(scene.calls(READ)).to.have.length(1);
    expect(bulks()).to.deep.equal([5]);
    expect(first?.note).to.equal('5 messages deleted.');
    expect(second?.note).to.match(/under way already/);
  });

  it('TR-23 the purges of two members do not wait for each other', async () => {
    wrote(scene.ada, 2, 90_000);
    wrote(scene.ben, 2);
    scene.ada.say(scene.general, 'forget me');
    scene.ben.say(scene.general, 'forget me');
    await scene.stage.settle();
    expect(scene.rules.messages.size).to.equal(0);
  });

  it('TR-23 a channel that is no more is gone, and one that is only hidden is not', async () => {
    const run = await runOfAda();
    scene.sandbox.faults.add({ operation: READ, times: 1, answer: { status: 403, code: 50_001 } });
    const hidden = await scene.parts.engine.runActions(trigger.actionId, run);
    expect(hidden).to.include({ outcome: 'forbidden', gone: null });
    scene.olga.deleteChannel(scene.rules);
    await scene.stage.settle();
    const ended = await scene.parts.engine.runActions(trigger.actionId, run);
    expect(ended.outcome).to.equal('not-found');
    expect(ended.gone).to.deep.equal({ kind: 'channel', id: scene.rules.id });
  });

  it('TR-23 it ends when it has taken too long, with what it has done by then', async () => {
    wrote(scene.ada, 150);
    const match = () => {
      void scene.stage.clock.advance(250_000);
      return false;
    };
    scene.sandbox.faults.add({ operation: BULK, times: 1, match, answer: 'drop' });
    await scene.says(scene.ada, 'forget me');
    expect(bulks()).to.deep.equal([100]);
    expect((await scene.history(trigger))?.last_note).to.match(/^100 messages deleted\. .*may be more/);
  });

  it('TR-23 the log of the server knows of it', async () => {
    wrote(scene.ada, 2);
    await scene.says(scene.ada, 'forget me');
    const rows = await scene.rows<{ text: string }>(`select text from core_log where action = 'trigger.purge'`);
    expect(rows.map(({ text }) => text)).to.deep.equal([
      String.raw`2 messages of <@${scene.ada.id}> in <#${scene.rules.id}> were deleted by the trigger trigger 2.`,
    ]);
  });
});
