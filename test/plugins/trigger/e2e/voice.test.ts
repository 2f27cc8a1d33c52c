import { expect } from 'chai';
import { SAY, saying, TriggerScene } from '../scene.js';

describe('trigger: voice', () => {
  let scene: TriggerScene;

  beforeEach(async () => {
    scene = await TriggerScene.set();
    for (const [name, channel] of [
      ['lounge', scene.lounge],
      ['attic', scene.attic],
    ] as const) {
      const scope = { kind: 'channel', channelId: channel.id } as const;
      for (const on of ['voice-join', 'voice-leave'] as const) {
        const { id } = await scene.givenAction(saying(`${on} ${name}`, scene.news));
        await scene.givenTrigger({ on, scope, actionId: id });
      }
    }
  });
  afterEach(() => scene.stage.strike());

  it('TR-15 a move is a leave and then a join', async () => {
    await scene.joins(scene.ada, scene.lounge);
    await scene.joins(scene.ada, scene.attic);
    await scene.leaves(scene.ada);
    const told = ['voice-join lounge', 'voice-leave lounge', 'voice-join attic', 'voice-leave attic'];
    expect(scene.notices).to.deep.equal(told);
  });

  it('TR-15 the order holds when everything comes at once, and when Discord is slow', async () => {
    scene.sandbox.faults.add({ operation: SAY, times: 1, answer: { delay: 2000 } });
    scene.ada.join(scene.lounge);
    scene.ada.join(scene.attic);
    scene.ada.join(scene.lounge);
    scene.ada.leave();
    await scene.sandbox.until(() => scene.calls(SAY).length > 0);
    await scene.stage.clock.advance(2_000);
    await scene.stage.settle();
    expect(scene.notices).to.deep.equal([
      'voice-join lounge',
      'voice-leave lounge',
      'voice-join attic',
      'voice-leave attic',
      'voice-join lounge',
      'voice-leave lounge',
    ]);
  });

  it('TR-15 mute, stream and the like are no events', async () => {
    await scene.joins(scene.ada, scene.lounge);
    scene.ada.mute();
    scene.ada.deafen();
    scene.ada.stream();
    scene.ada.camera();
    await scene.stage.settle();
    expect(scene.notices).to.deep.equal(['voice-join lounge']);
  });

  it('TR-15 who is moved or kicked by a moderator leaves and joins as well', async () => {
    await scene.joins(scene.ada, scene.lounge);
    scene.olga.move(scene.ada, scene.attic);
    await scene.stage.settle();
    scene.olga.kick(scene.ada);
    await scene.stage.settle();
    const told = ['voice-join lounge', 'voice-leave lounge', 'voice-join attic', 'voice-leave attic'];
    expect(scene.notices).to.deep.equal(told);
  });

  it('TR-15 who was in a channel when the bot came leaves it', async () => {
    await scene.joins(scene.ada, scene.lounge);
    await scene.stage.stopBot();
    await scene.stage.startBot();
    await scene.leaves(scene.ada);
    expect(scene.notices).to.deep.equal(['voice-join lounge', 'voice-leave lounge']);
  });
});
