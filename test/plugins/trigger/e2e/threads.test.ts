import { expect } from 'chai';
import type { ChannelRecord } from 'roomkeeper/sandbox';
import { AdminScene } from '../services/admin-scene.js';
import { erasing, making, purging, reacting, saying, type TriggerScene } from '../scene.js';

describe('trigger: in threads', () => {
  let admins: AdminScene;
  let scene: TriggerScene;
  let thread: ChannelRecord;

  beforeEach(async () => {
    admins = await AdminScene.set();
    ({ scene } = admins);
    thread = scene.olga.startThread(scene.general, { name: 'Talk' });
    await scene.stage.settle();
  });

  afterEach(() => scene.stage.strike());

  const scopes = () =>
    scene.rows<{ scope: string; channel_id: string; message_id: string }>(
      'select scope, channel_id, message_id from trigger_triggers order by id',
    );

  it('TR-02 match, reply, react, delete and purge there', async () => {
    const reply = { texts: ['Welcome'], reply: true, mentionUser: false };
    const react = await scene.givenAction(reacting('👍'));
    const say = await scene.givenAction({ kind: 'message', first: null, second: reply }, { chain: react.id });
    const scope = { kind: 'channel', channelId: scene.general.id } as const;
    await scene.givenTrigger({ on: 'starts-with', parameter: 'hello', scope, actionId: say.id });
    const hello = await scene.says(scene.ada, 'hello there', thread);
    expect(scene.said(thread)).to.deep.equal(['Welcome']);
    expect([...hello.reactions.keys()]).to.deep.equal(['👍']);
    const answer = [...thread.messages.values()].at(-1);
    expect(answer?.api.message_reference?.message_id).to.equal(hello.api.id);

    const erase = await scene.givenAction(erasing);
    await scene.givenTrigger({ on: 'contains', parameter: 'oops', scope, actionId: erase.id });
    const oops = await scene.says(scene.ada, 'oops', thread);
    expect(thread.messages.has(oops.api.id)).to.equal(false);

    const purge = await scene.givenAction(purging(thread));
    const trigger = await scene.givenTrigger({ on: 'matches', parameter: 'clean', actionId: purge.id });
    await scene.says(scene.ben, 'stays', thread);
    await scene.says(scene.ada, 'clean', scene.rules);
    expect([...thread.messages.values()].map(({ api }) => api.content))
      .to.include('stays')
      .and.not.include('hello there');
    expect((await scene.history(trigger))?.last_note).to.match(/^1 message deleted/);
  });

  it('TR-02 a thread alone may be the channel, and its channel is not meant then', async () => {
    await scene.answering('heard', {
      on: 'contains',
      parameter: 'hello',
      scope: { kind: 'channel', channelId: thread.id },
    });
    await scene.says(scene.ada, 'hello');
    await scene.says(scene.ada, 'hello', thread);
    expect([scene.said(), scene.said(thread)]).to.deep.equal([[], ['heard']]);
  });

  it('TR-02 a message in a thread: its replies and reactions, whether an admin binds it or an action does', async () => {
    const anchor = await scene.says(scene.olga, 'open', thread);
    const scope = { kind: 'message', message: admins.linkTo(anchor), channelId: null } as const;
    await admins.trigger({
      name: 'replies',
      conditionId: 'contains',
      parameter: 'yes',
      scope,
      action: (await admins.action({ name: 'hello' })).name,
    });
    const answer = await scene.givenAction(saying('Who is there?'));
    const make = await scene.givenAction(making({ on: 'reaction-add', actionId: answer.id }, 'message'));
    await scene.givenTrigger({ on: 'matches', parameter: 'begin', actionId: make.id });
    const begin = await scene.says(scene.ada, 'begin', thread);
    const rows = await scopes();
    expect(rows.filter((row) => row.scope === 'message')).to.deep.equal(
      [anchor, begin].map(({ api }) => ({ scope: 'message', channel_id: thread.id, message_id: api.id })),
    );
    await scene.says(scene.ben, 'yes', thread);
    expect(scene.said(thread)).to.deep.equal([]);
    await scene.says(scene.ben, 'yes', thread, { replyTo: anchor });
    await scene.reacts(scene.ben, begin, '🎉');
    expect(scene.said(thread)).to.deep.equal(['Hello', 'Who is there?']);
  });

  it('TR-02 a trigger on a message in a closed thread is edited, shown and switched on all the same', async () => {
    const anchor = await scene.says(scene.olga, 'open', thread);
    const scope = { kind: 'message', message: admins.linkTo(anchor), channelId: null } as const;
    const action = await admins.action({ name: 'erase', kind: 'delete-message' });
    const trigger = await admins.trigger({ name: 'closed', scope, action: action.name });
    scene.olga.editThread(thread, { archived: true });
    await scene.stage.settle();
    await scene.stage.stopBot();
    await scene.stage.startBot();
    expect(scene.seen.channels.cache.has(thread.id)).to.equal(false);
    await admins.admin.actions.edit(await admins.olga(), 'erase', { name: 'Erase' });
    await scene.stage.stopBot();
    await scene.stage.startBot();
    await admins.admin.triggers.edit(await admins.olga(), 'closed', { parameter: 'bye' });
    await scene.stage.stopBot();
    await scene.stage.startBot();
    await admins.admin.triggers.disable(await admins.olga(), 'closed');
    await admins.admin.triggers.enable(await admins.olga(), 'closed');
    const shown = await admins.admin.triggers.show(scene.seen, 'closed');
    expect([shown.trigger.id, shown.dangling]).to.deep.equal([trigger.id, []]);
  });

  it('TR-02 the same of a trigger that is bound to the closed thread itself', async () => {
    await admins.action({ name: 'erase', kind: 'delete-message' });
    const scope = { kind: 'channel', channelId: thread.id } as const;
    await admins.trigger({ name: 'closed', scope, action: 'erase' });
    scene.olga.editThread(thread, { archived: true });
    await scene.stage.settle();
    await scene.stage.stopBot();
    await scene.stage.startBot();
    await admins.admin.triggers.edit(await admins.olga(), 'closed', { parameter: 'bye' });
    await scene.stage.stopBot();
    await scene.stage.startBot();
    await admins.admin.actions.edit(await admins.olga(), 'erase', { name: 'Erase' });
    await admins.admin.triggers.enable(await admins.olga(), 'closed');
  });
});
