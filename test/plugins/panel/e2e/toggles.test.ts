import { expect } from 'chai';
import { ButtonStyle } from 'discord-api-types/v10';
import { use } from 'roomkeeper';
import { hub as hubPlugin } from '../../../../plugins/hub/plugin.js';
import { button, DEBOUNCE, EDIT_MESSAGE, PanelScene, reply, textOf } from '../scene.js';

const EDIT_CHANNEL = 'PATCH /channels/{channel_id}';

describe('panel: lock and hide', () => {
  let scene: PanelScene;
  beforeEach(async () => {
    scene = await PanelScene.set();
  });
  afterEach(() => scene.strike());

  const cases = [
    { open: 'Unlocked', shut: 'Locked', field: 'locked' },
    { open: 'Visible', shut: 'Hidden', field: 'hidden' },
  ] as const;
  for (const { open, shut, field } of cases) {
    it(`PN-04 PF-01 ${open} is green, one click makes it a red ${shut}, the answer is the new panel: 2 calls`, async () => {
      const { hub } = scene;
      const room = await scene.room(hub.ada);
      expect(button(scene.panel(room), open).style).to.equal(ButtonStyle.Success);
      await scene.press(hub.ada, scene.panel(room), open);
      expect(button(scene.panel(room), shut).style).to.equal(ButtonStyle.Danger);
      expect(hub.stored(room).room[field]).to.equal(true);
      await scene.pass(60);
      expect(scene.operations.toSorted()).to.deep.equal([EDIT_CHANNEL, 'answer']);
      hub.sandbox.clearCalls();
      await scene.press(hub.ada, scene.panel(room), shut);
      expect(button(scene.panel(room), open).style).to.equal(ButtonStyle.Success);
      await scene.pass(60);
      expect(scene.operations.toSorted()).to.deep.equal([EDIT_CHANNEL, 'answer']);
    });
  }

  it('PN-04 on a copy the copy is updated, and the panel follows with one edit', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    const copy = reply(await scene.answered(await hub.ada.slash('voice')));
    hub.sandbox.clearCalls();
    await scene.press(hub.ada, copy, 'Unlocked');
    expect(button(copy, 'Locked').style).to.equal(ButtonStyle.Danger);
    await scene.pass(DEBOUNCE);
    expect(button(scene.panel(room), 'Locked').style).to.equal(ButtonStyle.Danger);
    expect(scene.operations.toSorted()).to.deep.equal([EDIT_CHANNEL, EDIT_MESSAGE, 'answer'].toSorted());
  });

  it('PN-12 what a stale copy showed is what its click is about: Unlocked locks, and never unlocks', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    const copy = reply(await scene.answered(await hub.ada.slash('voice')));
    await scene.press(hub.ada, scene.panel(room), 'Unlocked');
    await scene.press(hub.ada, copy, 'Unlocked');
    expect(hub.stored(room).room.locked).to.equal(true);
    expect(button(copy, 'Locked').style).to.equal(ButtonStyle.Danger);
  });

  it('PN-04 two who press at once both get the panel that is right', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    await scene.comes(hub.ben, room);
    await use(hubPlugin).actions.setHost(scene.order(hub.ada, room), hub.ben.id, true);
    const { custom_id: customId = '' } = button(scene.panel(room), 'Unlocked');
    const clicks = [await hub.ada.click(scene.panel(room), customId), await hub.ben.click(scene.panel(room), customId)];
    await Promise.all(clicks.map((click) => click.response()));
    await hub.stage.settle();
    await scene.pass(DEBOUNCE);
    expect(hub.stored(room).room.locked).to.equal(true);
    expect(button(scene.panel(room), 'Locked').style).to.equal(ButtonStyle.Danger);
  });

  it('PN-04 a slow lock is answered in time, and the panel is right in the end', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    hub.sandbox.faults.add({ operation: EDIT_CHANNEL, times: 1, answer: { delay: 4000 } });
    const { custom_id: customId = '' } = button(scene.panel(room), 'Unlocked');
    const click = await hub.ada.click(scene.panel(room), customId);
    await hub.sandbox.until(() => hub.calls(EDIT_CHANNEL).length > 0, { describe: 'the lock' });
    await hub.stage.clock.advance(5000, () => hub.sandbox.settled());
    await scene.answered(click);
    await scene.pass(DEBOUNCE);
    expect(click.failed).to.equal(false);
    expect(button(scene.panel(room), 'Locked').style).to.equal(ButtonStyle.Danger);
    expect(hub.calls(EDIT_MESSAGE), 'no edit besides').to.deep.equal([]);
  });

  it('PN-04 PN-05 an edit that was under way when somebody clicked does not put the old state back', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    hub.sandbox.faults.add({ operation: EDIT_MESSAGE, times: 1, answer: { delay: 4000 } });
    await hub.joins(hub.ben, room);
    await hub.stage.clock.advance(1700, () => hub.sandbox.settled());
    await hub.sandbox.until(() => hub.calls(EDIT_MESSAGE).length > 0, { describe: 'the edit' });
    const { custom_id: customId = '' } = button(scene.panel(room), 'Unlocked');
    await (await hub.ada.click(scene.panel(room), customId)).response();
    await hub.stage.clock.advance(6000, () => hub.sandbox.settled());
    await hub.stage.settle();
    await scene.pass(10);
    expect(button(scene.panel(room), 'Locked').style).to.equal(ButtonStyle.Danger);
    expect(textOf(scene.panel(room))).to.include(`<@${hub.ben.id}> joined`);
  });

  it('PN-04 a lock that Discord refuses is told, and the panel stays as it is', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    hub.sandbox.faults.add({ operation: EDIT_CHANNEL, times: 1, answer: { status: 403, code: 50_013 } });
    const click = await scene.press(hub.ada, scene.panel(room), 'Unlocked');
    await scene.pass(DEBOUNCE);
    expect(reply(click).api.content).to.include('nothing was changed');
    expect(button(scene.panel(room), 'Unlocked').style).to.equal(ButtonStyle.Success);
    expect(hub.stored(room).room.locked).to.equal(false);
  });
});
