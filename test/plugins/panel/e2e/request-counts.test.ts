import { expect } from 'chai';
import { DELETE } from '../../hub/scene.js';
import { DEBOUNCE, EDIT_MESSAGE, PanelScene } from '../scene.js';

describe('panel: what a room costs with it', () => {
  let scene: PanelScene;
  beforeEach(async () => {
    scene = await PanelScene.set();
  });
  afterEach(() => scene.strike());

  it('PF-01 HB-05 the last one leaves: no call; the deletion: 2', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    await hub.leaves(hub.ada);
    await scene.pass(29);
    expect(hub.operations).to.deep.equal([]);
    await scene.pass(60);
    expect(hub.operations).to.deep.equal([DELETE, DELETE]);
    expect(hub.exists(room)).to.equal(false);
  });

  it('PF-01 HB-04 in the voice chat a member who comes costs 1 call, an owner who leaves 1, the deletion 1', async () => {
    const { hub } = scene;
    await scene.settings({ text: 'voice-chat' });
    const room = await scene.room(hub.ada);
    await hub.joins(hub.ben, room);
    await scene.pass(DEBOUNCE);
    expect(hub.operations).to.deep.equal([EDIT_MESSAGE]);
    hub.sandbox.clearCalls();
    await hub.leaves(hub.ada);
    await scene.pass(DEBOUNCE);
    expect(hub.operations).to.deep.equal([EDIT_MESSAGE]);
    hub.sandbox.clearCalls();
    await hub.leaves(hub.ben);
    await scene.pass(60);
    expect(hub.operations).to.deep.equal([DELETE]);
  });
});
