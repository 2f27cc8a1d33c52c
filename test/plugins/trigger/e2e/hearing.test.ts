import { expect } from 'chai';
import { saying, TriggerScene } from '../scene.js';

describe('trigger hears', () => {
  let scene: TriggerScene;

  beforeEach(async () => {
    scene = await TriggerScene.set();
  });

  afterEach(() => scene.stage.strike());

  it('TR-01 an event of a guild sets off the trigger that waits for it, and no other', async () => {
    const { id } = await scene.givenAction(saying('Hello'));
    const hello = await scene.givenTrigger({ on: 'contains', parameter: 'hello', actionId: id });
    const bye = await scene.givenTrigger({ on: 'contains', parameter: 'bye', actionId: id });
    await scene.says(scene.ada, 'oh hello there');
    expect((await scene.history(hello))?.runs).to.equal(1);
    expect((await scene.history(bye))?.runs).to.equal(0);
  });
});
