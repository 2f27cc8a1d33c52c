import { expect } from 'chai';
import { CREATE, EDIT, HubScene } from '../scene.js';

describe('hub: a room in place of the hub', () => {
  let scene: HubScene;

  beforeEach(async () => {
    scene = await HubScene.set();
  });
  afterEach(() => scene.stage.strike());

  it('HB-02 the hub’s channel becomes the room, a new hub stands in its place, and there is a text channel: 3 calls', async () => {
    await scene.joins(scene.ada, scene.joinMe);
    await scene.stage.pass(1);
    expect(scene.operations.toSorted()).to.deep.equal([EDIT, CREATE, CREATE].toSorted());
    expect(scene.ada.voiceChannel).to.equal(scene.joinMe);
    expect(scene.joinMe.name).to.not.equal('Join me');
    expect(scene.hub).to.not.equal(scene.joinMe);
    expect(scene.hub.name).to.equal('Join me');
    expect(scene.hub.parentId).to.equal(scene.category.id);
    expect(scene.textOf(scene.joinMe).parentId).to.equal(scene.category.id);
    expect(scene.stored(scene.joinMe).room).to.include({ state: 'open', ownerId: scene.ada.id });
  });
});
