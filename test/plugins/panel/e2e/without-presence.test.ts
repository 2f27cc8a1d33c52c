import { expect } from 'chai';
import { PanelScene, textOf } from '../scene.js';

describe('panel: without the presence intent', () => {
  let scene: PanelScene;
  beforeEach(async () => {
    scene = await PanelScene.set({ sandbox: { privilegedIntents: [] } });
  });
  afterEach(() => scene.strike());

  it('PN-02 HB-25 says why games do not name the room, and that only as long as no person has named it', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    expect(textOf(scene.panel(room))).to.include('not told what people play');
    const form = await scene.press(hub.ada, scene.panel(room), 'Rename');
    await scene.sends(hub.ada, form, { name: 'Board games' });
    expect(textOf(scene.panel(room))).to.not.include('not told what people play');
  });
});
