import { expect } from 'chai';
import { ActingScene, refusal } from '../acting.js';
import { EDIT } from '../scene.js';

describe('hub: what people want their room to be called', () => {
  let scene: ActingScene;

  beforeEach(async () => {
    scene = await ActingScene.set({ defaults: { manualName: 'Den of {member}' } });
  });
  afterEach(() => scene.hub.stage.strike());

  const asAda = () => scene.order(scene.hub.ada);

  it('HB-24 a name is cleaned, given at once, and kept against games', async () => {
    const renamed = await scene.actions.rename(await asAda(), '  Ада   и друзья \u200B');
    expect(renamed).to.deep.equal({ kind: 'applied', name: 'Ада и друзья' });
    expect(scene.room.name).to.equal('Ада и друзья');
    expect(scene.stored.naming).to.include({ autoName: false, fallbackName: 'Ада и друзья' });
  });

  for (const [what, name, says] of [
    ['nothing to see', '\u200B \u2800', 'visible'],
    ['too long', 'x'.repeat(101), 'at most 100'],
  ] as const) {
    it(`HB-28 a name is refused that is ${what}`, async () => {
      const { identifier, message } = await refusal(scene.actions.rename(await asAda(), name));
      expect(identifier).to.equal('hub.bad-input');
      expect(message).to.include(says);
      expect(scene.room.name).to.equal('Den of Ada');
    });
  }

  it('HB-40 who may not rename learns that, not what is wrong with the name', async () => {
    const { identifier } = await refusal(scene.actions.rename(await scene.order(scene.hub.cleo), ''));
    expect(identifier).to.equal('hub.refused');
  });

  it('HB-26 a name beyond the budget waits, is told when it comes, and can be cancelled', async () => {
    await scene.actions.rename(await asAda(), 'One');
    const waits = await scene.actions.rename(await asAda(), 'Two');
    expect(waits).to.include({ kind: 'later', name: 'Two' });
    expect(scene.room.name).to.equal('One');
    expect(await refusal(scene.actions.cancelRename(await scene.order(scene.hub.cleo)))).to.include({
      identifier: 'hub.refused',
    });
    await scene.actions.cancelRename(await asAda());
    await scene.hub.stage.pass(700);
    expect(scene.room.name).to.equal('One');
    expect(scene.stored.naming.fallbackName).to.equal('One');
  });

  it('HB-23 a template sets its limit and name', async () => {
    await scene.actions.template(await asAda(), 'tryhard');
    expect(scene.room).to.include({ name: 'Tryhard', userLimit: 5 });
    expect(scene.stored.userLimit).to.equal(5);
  });

  it('HB-23 Chill is named after the owner, whoever chooses it', async () => {
    await scene.actions.setLimit(await asAda(), 3);
    await scene.actions.template(await scene.order(scene.hub.guild.owner), 'chill');
    expect(scene.room).to.include({ name: "Ada's Chill Session", userLimit: 0 });
  });

  it('HB-23 HB-28 a template whose name holds a word of the list is refused, and nothing has changed', async () => {
    await scene.hub.settings({ banned_words: ['tryhard', 'chill'] });
    const before = scene.stored;
    for (const [key, word] of [
      ['tryhard', 'tryhard'],
      ['chill', 'chill'],
    ] as const) {
      const { identifier, message } = await refusal(scene.actions.template(await asAda(), key));
      expect(identifier).to.equal('hub.bad-input');
      expect(message).to.include(`“${word}”`);
    }
    expect(scene.room).to.include({ name: 'Den of Ada', userLimit: 0 });
    expect(scene.stored).to.deep.equal(before);
    expect(scene.hub.calls(EDIT)).to.deep.equal([]);
  });

  it('HB-40 a reset gives the room the name that a new one of its owner would have', async () => {
    await scene.actions.rename(await asAda(), 'Something else');
    await scene.hub.stage.pass(700);
    expect(await scene.actions.reset(await asAda())).to.deep.equal({ kind: 'applied', name: 'Den of Ada' });
    expect(scene.room.name).to.equal('Den of Ada');
    await scene.actions.transfer(await asAda(), scene.hub.ben.id);
    await scene.hub.stage.pass(700);
    await scene.actions.reset(await scene.order(scene.hub.ben));
    expect(scene.room.name).to.equal('Den of Ben');
  });

  it('HB-26 HB-40 a reset whose name has to wait opens the room all the same', async () => {
    await scene.actions.rename(await asAda(), 'One');
    await scene.actions.setLocked(await asAda(), true);
    const { kind } = await scene.actions.reset(await asAda());
    expect(kind).to.equal('later');
    expect(scene.stored.locked).to.equal(false);
    expect(await scene.gotIn(scene.hub.cleo)).to.equal(true);
    await scene.hub.stage.pass(700);
    expect(scene.room.name).to.equal('Den of Ada');
  });

  it('HB-28 a name that Discord refuses is told, and the room keeps the one that it has', async () => {
    scene.hub.sandbox.faults.add({ operation: EDIT, times: 1, answer: { status: 400, code: 50035 } });
    const { identifier } = await refusal(scene.actions.rename(await asAda(), 'Rude'));
    expect(identifier).to.equal('hub.discord-refused');
    expect(scene.room.name).to.equal('Den of Ada');
    expect(scene.stored.naming.fallbackName).to.equal('Den of Ada');
  });
});
