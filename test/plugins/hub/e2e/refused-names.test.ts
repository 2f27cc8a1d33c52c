import { UserError } from '@sapphire/framework';
import { expect } from 'chai';
import type { FaultRule } from '../../../../sandbox/rest/faults.js';
import { NamingScene } from '../naming-scene.js';
import { CREATE, EDIT, type HubScene, type HubSceneOptions } from '../scene.js';

/** Discord's own filter, which takes no name with "rude" in it. */
function filterOf(operation: string): FaultRule {
  return {
    operation,
    match: ({ body }) => /rude/iu.test(JSON.stringify(body)),
    answer: { status: 400, code: 50_035, message: 'Invalid Form Body' },
  };
}

describe('hub: names that Discord refuses to a new room', () => {
  let naming: NamingScene;

  async function set(
    operations: readonly string[],
    options: HubSceneOptions = {},
    before?: (scene: HubScene) => void,
  ): Promise<void> {
    naming = await NamingScene.set(options, (scene) => {
      for (const operation of operations) scene.sandbox.faults.add(filterOf(operation));
      before?.(scene);
    });
  }
  afterEach(() => naming.scene.stage.strike());

  const state = () => naming.scene.stored(naming.room).room;
  const textName = () => naming.scene.textOf(naming.room).name.replace('-', ' ');

  it('HB-28 HB-20 a game: the room is called what it falls back to, and so is its text channel', async () => {
    await set([EDIT], {}, ({ ada }) => ada.plays('Rude Game'));
    expect(state()).to.include({ state: 'open', ownerId: naming.scene.ada.id });
    expect(naming.room.name).to.equal(state().naming.fallbackName);
    expect(state().naming.autoName).to.equal(true);
    expect(textName()).to.equal(naming.room.name.toLowerCase());
    expect(naming.scene.said(naming.scene.news)).to.deep.equal([]);
    await naming.pass(3600);
    expect(naming.sent.length, 'it is tried once more at most').to.be.at.most(1);
  });

  it('HB-28 HB-20 the hub’s manual name: the room gets a technical name, and keeps it', async () => {
    await set([EDIT], { defaults: { manualName: 'Rude {member}' } });
    expect(state()).to.include({ state: 'open', ownerId: naming.scene.ada.id });
    expect(naming.room.name)
      .to.match(/^\w+ \w+$/u)
      .and.not.include('Rude');
    expect(state().naming).to.include({ autoName: false, fallbackName: naming.room.name });
    await naming.pass(3600);
    expect(naming.sent).to.deep.equal([]);
  });

  it('HB-28 the text channel, whose name is refused too, is made under the other one', async () => {
    await set([EDIT, CREATE], {}, ({ ada }) => ada.plays('Rude Game'));
    expect(textName()).to.equal(naming.room.name.toLowerCase());
    expect(naming.scene.said(naming.scene.news)).to.deep.equal([]);
  });

  it('HB-28 the hub stays a hub when no name at all is taken', async () => {
    naming = await NamingScene.set({}, (scene) => {
      scene.sandbox.faults.add({ operation: EDIT, answer: { status: 400, code: 50_035 } });
    });
    expect(naming.scene.parts.rooms.all()).to.deep.equal([]);
    expect(naming.scene.hub).to.equal(naming.room);
  });
});

describe('hub: renames that fail', () => {
  let naming: NamingScene;

  beforeEach(async () => {
    naming = await NamingScene.set();
  });
  afterEach(() => naming.scene.stage.strike());

  it('HB-26 of a room that is gone: the person is told so, not that the name comes later', async () => {
    naming.scene.sandbox.faults.add({ operation: EDIT, times: 1, answer: { status: 404, code: 10_003 } });
    const error = await naming.rename('Mine').then(
      () => expect.fail('it was done'),
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(UserError).and.include({ identifier: 'hub.room-gone' });
  });

  it('HB-28 one that had to wait, and that Discord refuses when it comes: the room is told, and goes on as before', async () => {
    await naming.rename('First');
    await naming.rename('Rude **Second**');
    naming.scene.sandbox.faults.add(filterOf(EDIT));
    await naming.pass(660);
    expect(naming.room.name).to.equal('First');
    expect(naming.names).to.include({ wish: null, at: null });
    expect(naming.scene.stored(naming.room).room.naming.fallbackName).to.equal('First');
    const said = naming.scene.said(naming.scene.textOf(naming.room));
    expect(said).to.have.length(1);
    expect(said[0])
      .to.include(String.raw`Rude \*\*Second\*\*`)
      .and.include('choose another');
  });

  it('HB-28 one that waits, and that the guild’s words come to forbid, is not given', async () => {
    await naming.rename('First');
    await naming.rename('Rude Second');
    await NamingScene.wants(naming.scene, { banned_words: ['rude'] });
    await naming.settle();
    expect(naming.names).to.include({ wish: null, at: null });
    await naming.pass(660);
    expect(naming.room.name).to.equal('First');
    expect(naming.sent).to.deep.equal([{ name: 'First' }]);
  });
});
