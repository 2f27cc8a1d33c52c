import { expect } from 'chai';
import { EDIT } from '../scene.js';
import { NamingScene } from '../naming-scene.js';

const MINUTE = 60;

describe('hub: the rename budget', () => {
  let naming: NamingScene;

  beforeEach(async () => {
    naming = await NamingScene.set();
  });
  afterEach(() => naming.scene.stage.strike());

  it('HB-26 the conversion uses one of the two edits: a person’s first rename is applied at once, and alone in its PATCH', async () => {
    expect(await naming.rename('Our place')).to.deep.equal({ kind: 'applied', name: 'Our place' });
    expect(naming.room.name).to.equal('Our place');
    expect(naming.sent).to.deep.equal([{ name: 'Our place' }]);
    expect(naming.names.stamps).to.have.length(2);
    expect(naming.names).to.include({ wish: null, at: null });
  });

  it('HB-26 a second rename waits, says until when, and comes then; Discord never has to refuse', async () => {
    await naming.pass(60);
    await naming.rename('First');
    const second = await naming.rename('Second');
    if (second.kind !== 'later') return expect.fail(second.kind);
    expect(second.name).to.equal('Second');
    // The conversion was a minute (and the moment of the scene) ago.
    expect(naming.in(second.at)).to.be.within(535, 540);
    expect(naming.sent).to.have.length(1);
    await naming.pass(naming.in(second.at) - 1);
    expect(naming.room.name).to.equal('First');
    await naming.pass(2);
    expect(naming.room.name).to.equal('Second');
    expect(naming.scene.calls(EDIT).filter(({ status }) => status !== 200)).to.deep.equal([]);
  });

  it('HB-26 the newest wish wins, and older ones are never sent', async () => {
    await naming.rename('First');
    for (const name of ['Second', 'Third', 'Fourth']) expect((await naming.rename(name)).kind).to.equal('later');
    await naming.pass(11 * MINUTE);
    expect(naming.sent).to.deep.equal([{ name: 'First' }, { name: 'Fourth' }]);
  });

  it('HB-26 a wish for the name that the room has uses nothing, and ends what waited', async () => {
    await naming.rename('First');
    await naming.rename('Second');
    expect(await naming.rename('First')).to.deep.equal({ kind: 'applied', name: 'First' });
    expect(naming.names).to.include({ wish: null, at: null });
    await naming.pass(11 * MINUTE);
    expect(naming.sent).to.deep.equal([{ name: 'First' }]);
  });

  it('HB-26 a wish that waits can be cancelled: the naming of before goes on', async () => {
    const { fallbackName } = naming.scene.stored(naming.room).room.naming;
    await naming.rename('First');
    await naming.rename('Second');
    await naming.rename('Third');
    await naming.cancel();
    const { naming: now } = naming.scene.stored(naming.room).room;
    expect(now).to.deep.equal({ autoName: false, template: 'auto', fallbackName: 'First' });
    expect(fallbackName).to.not.equal('First');
    await naming.pass(11 * MINUTE);
    expect(naming.room.name).to.equal('First');
    expect(naming.sent).to.have.length(1);
  });

  it('HB-26 after the cancellation of a first wish presence names again', async () => {
    naming.scene.ada.plays('Chess');
    await naming.pass(5);
    // The last edit is a person’s: Chess waits.
    await naming.template('tryhard');
    expect(naming.room.name).to.equal('Tryhard');
    await naming.template('auto');
    await naming.rename('Mine');
    await naming.cancel();
    expect(naming.scene.stored(naming.room).room.naming).to.include({ autoName: false, fallbackName: 'Tryhard' });
    await naming.template('auto');
    await naming.pass(11 * MINUTE);
    expect(naming.room.name).to.equal('Chess');
  });

  it('HB-26 to cancel when nothing waits, or only automation does, is harmless', async () => {
    const before = naming.scene.stored(naming.room);
    await naming.cancel();
    expect(naming.scene.stored(naming.room)).to.equal(before);
    naming.scene.ada.plays('Chess');
    await naming.settle();
    const { wish } = naming.names;
    await naming.cancel();
    expect(naming.names.wish).to.deep.equal(wish);
  });

  it('HB-26 automation leaves the last edit to people', async () => {
    naming.scene.ada.plays('Chess');
    await naming.pass(60);
    expect(naming.sent).to.deep.equal([]);
    expect(naming.names.wish).to.include({ name: 'Chess', by: 'automation' });
    expect(await naming.rename('Mine')).to.include({ kind: 'applied' });
    expect(naming.sent).to.deep.equal([{ name: 'Mine' }]);
  });

  it('HB-26 automation renames once the conversion no longer counts', async () => {
    naming.scene.ada.plays('Chess');
    await naming.pass(9.5 * MINUTE);
    expect(naming.sent).to.deep.equal([]);
    await naming.pass(MINUTE);
    expect(naming.sent).to.deep.equal([{ name: 'Chess' }]);
    expect(naming.room.name).to.equal('Chess');
  });

  it('HB-26 changes that follow each other closely are one edit, 4 s after the last', async () => {
    await naming.pass(11 * MINUTE);
    for (const game of ['Chess', 'Dota 2', 'Factorio']) {
      naming.scene.ada.stopsPlaying();
      naming.scene.ada.plays(game);
      await naming.pass(3);
    }
    expect(naming.sent).to.deep.equal([]);
    await naming.pass(1.5);
    expect(naming.sent).to.deep.equal([{ name: 'Factorio' }]);
  });

  it('HB-26 a game that ends within the 4 s costs nothing', async () => {
    await naming.pass(11 * MINUTE);
    naming.scene.ada.plays('Chess');
    await naming.pass(2);
    naming.scene.ada.stopsPlaying();
    await naming.pass(11 * MINUTE);
    expect(naming.scene.operations).to.deep.equal([]);
    expect(naming.names).to.include({ wish: null, at: null });
  });

  it('HB-26 when others have used the budget up, Discord is believed, and the person is told at once', async () => {
    naming.scene.sandbox.faults.add({
      operation: EDIT,
      times: 1,
      match: ({ body }) => typeof body === 'object' && body !== null && 'name' in body,
      answer: { status: 429, retryAfter: 480 },
    });
    const renamed = await naming.rename('Mine');
    if (renamed.kind !== 'later') return expect.fail(renamed.kind);
    expect(naming.in(renamed.at)).to.be.within(480, 481);
    await naming.pass(482);
    expect(naming.room.name).to.equal('Mine');
  });

  it('HB-26 a room’s lock and members do not wait for a name', async () => {
    await naming.rename('First');
    await naming.rename('Second');
    naming.scene.sandbox.clearCalls();
    await naming.scene.joins(naming.scene.ben, naming.room);
    await naming.pass(1);
    expect(naming.scene.operations).to.have.length.of.at.least(1);
    for (const body of naming.sent) expect(body).to.not.have.property('name');
  });

  it('HB-26 the budget outlives a restart: a wish that waits comes at its time', async () => {
    await naming.rename('First');
    const second = await naming.rename('Second');
    if (second.kind !== 'later') return expect.fail(second.kind);
    await naming.scene.stage.stopBot();
    await naming.pass(MINUTE);
    await naming.scene.stage.startBot();
    expect(naming.names.stamps).to.have.length(2);
    await naming.pass(naming.in(second.at) - 1);
    expect(naming.room.name).to.equal('First');
    await naming.pass(2);
    expect(naming.room.name).to.equal('Second');
    expect(naming.scene.calls(EDIT).filter(({ status }) => status === 429)).to.deep.equal([]);
  });

  it('HB-26 a crash between the stamp and the PATCH forgets neither the edit nor the wish', async () => {
    const before = naming.room.name;
    await naming.crashWhileRenaming('First', false);
    await naming.scene.stage.startBot();
    expect(naming.names.stamps).to.have.length(2);
    expect(naming.names.wish).to.include({ name: 'First', by: 'human' });
    await naming.pass(9 * MINUTE);
    expect([naming.room.name, naming.sent]).to.deep.equal([before, []]);
    await naming.pass(MINUTE);
    expect([naming.room.name, naming.sent]).to.deep.equal(['First', [{ name: 'First' }]]);
  });

  it('HB-26 a crash between the PATCH and its answer does not lead to another edit', async () => {
    await naming.crashWhileRenaming('First', true);
    await naming.scene.stage.startBot();
    await naming.pass(11 * MINUTE);
    expect(naming.scene.calls(EDIT)).to.have.length(1);
    expect(naming.sent).to.deep.equal([]);
    expect(naming.sentToText).to.deep.equal([{ name: 'first' }]);
    expect(naming.names).to.include({ wish: null, at: null });
  });

  it('HB-26 an edit whose answer was lost is not made again when it was carried out', async () => {
    naming.scene.sandbox.faults.add({ operation: EDIT, times: 3, answer: 'lose-answer' });
    await naming.rename('First');
    expect(naming.room.name).to.equal('First');
    const sent = naming.sent.length;
    await naming.pass(11 * MINUTE);
    expect(naming.sent).to.have.length(sent);
    expect(naming.names).to.include({ wish: null, at: null });
  });

  it('HB-26 an edit that got no answer, and was not carried out, is made later', async () => {
    naming.scene.sandbox.faults.add({ operation: EDIT, times: 3, answer: { status: 503 } });
    const renamed = await naming.rename('First');
    expect(renamed).to.include({ kind: 'later', name: 'First' });
    await naming.pass(11 * MINUTE);
    expect(naming.room.name).to.equal('First');
  });

  it('HB-26 two people rename at once: the later one wins, and each gets an answer', async () => {
    naming.scene.sandbox.faults.add({ operation: EDIT, times: 1, answer: { delay: 1000 } });
    const one = naming.scene.parts.names.rename(naming.room.id, 'One');
    await naming.scene.sandbox.until(() => naming.sent.length === 1);
    const two = naming.scene.parts.names.rename(naming.room.id, 'Two');
    await naming.scene.stage.pass(1);
    expect(await one).to.include({ kind: 'later', name: 'Two' });
    expect(await two).to.include({ kind: 'later', name: 'Two' });
    await naming.pass(10 * MINUTE);
    expect(naming.sent).to.deep.equal([{ name: 'One' }, { name: 'Two' }]);
    expect(naming.scene.stored(naming.room).room.naming.fallbackName).to.equal('Two');
  });
});

describe('hub: a hub whose channel may have no new name', () => {
  let naming: NamingScene;

  afterEach(() => naming.scene.stage.strike());

  it('HB-26 becomes a room all the same, and gets its name when Discord allows one', async () => {
    naming = await NamingScene.set({}, async (scene) => {
      const channel = scene.stage.bot.client?.channels.cache.get(scene.joinMe.id);
      if (!channel?.isVoiceBased()) return expect.fail('no hub');
      await channel.edit({ name: 'Join us' });
      await channel.edit({ name: 'Join me' });
    });
    const { scene, room } = naming;
    expect(room).to.equal(scene.joinMe);
    expect(room.name).to.equal('Join me');
    const { state, ownerId, naming: wanted } = scene.stored(room).room;
    expect({ state, ownerId }).to.deep.equal({ state: 'open', ownerId: scene.ada.id });
    expect(scene.hub).to.not.equal(room);
    await naming.pass(21 * MINUTE);
    expect(room.name).to.equal(wanted.fallbackName);
  });
});

describe('hub: defects of peers in renaming', () => {
  let naming: NamingScene;

  afterEach(() => naming.scene.stage.strike());

  it('HB-26 defect 8: making a room uses one edit although a game names it, and a person whose name waits is told at once', async () => {
    naming = await NamingScene.set({}, ({ ada }) => ada.plays('Overwatch'));
    const { scene, room } = naming;
    expect(room.name).to.equal('Overwatch');
    expect(naming.names.stamps).to.have.length(1);
    expect((await naming.rename('First')).kind).to.equal('applied');
    const asked = scene.stage.clock.now();
    const answers = [await naming.rename('Second'), await naming.rename('Third')];
    expect(answers.map(({ kind }) => kind)).to.deep.equal(['later', 'later']);
    expect(scene.stage.clock.now()).to.equal(asked);
    await naming.pass(11 * MINUTE);
    expect(naming.sent).to.deep.equal([{ name: 'First' }, { name: 'Third' }]);
  });
});
