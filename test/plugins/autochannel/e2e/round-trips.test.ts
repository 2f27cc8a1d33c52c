import { expect } from 'chai';
import { query } from '../../../support/database.js';
import { SourceScene } from '../../../support/source-scene.js';
import { statementsOf } from '../../../support/statements.js';

/** Longer than changes are gathered before they are sent, in seconds. */
const A_MOMENT = 2;

describe('autochannel: what voice events ask of the database', () => {
  let scene: SourceScene;

  afterEach(() => scene.stage.strike());

  /** What kinds of statements were sent while `act` happened and all that follows at once. */
  const statements = async (act: () => unknown): Promise<(string | undefined)[]> => {
    const sent = await statementsOf(async () => {
      await act();
      await scene.stage.settle();
      await scene.stage.pass(A_MOMENT);
    });
    return sent.map((text) => text.split(' ')[0]);
  };

  it('PF-16 who comes to a breakout, or goes, is no statement; a grace that begins or ends is one', async () => {
    scene = await SourceScene.set();
    const breakout = await scene.breakoutOf(scene.ada);
    expect(await statements(() => scene.ben.join(breakout))).to.deep.equal([]);
    expect(await statements(() => scene.ada.leave())).to.deep.equal([]);
    expect(await statements(() => scene.ben.leave())).to.deep.equal(['update']);
    expect(await statements(() => scene.cleo.join(breakout))).to.deep.equal(['update']);
  });

  it('PF-16 without a grace the last one who goes is two statements, the deletion included', async () => {
    scene = await SourceScene.set({ grace: 0 });
    await scene.breakoutOf(scene.ada);
    expect(await statements(() => scene.ada.leave())).to.deep.equal(['update', 'delete']);
    expect(scene.breakouts).to.deep.equal([]);
  });

  it('PF-16 after a start, too, joins of a source are two statements each', async () => {
    scene = await SourceScene.set();
    await scene.breakoutOf(scene.ada);
    await scene.stage.stopBot();
    await scene.stage.startBot();
    expect(await statements(() => scene.ben.join(scene.general))).to.deep.equal(['insert', 'update']);
    expect(scene.breakouts).to.have.length(2);
  });

  it('PF-16 when a row could not be written, what is known of the guild is read anew', async () => {
    scene = await SourceScene.set();
    const breakout = await scene.breakoutOf(scene.ada);
    const { url } = scene.stage.database;
    await query(url, 'alter table autochannel_breakout add constraint lasting check (delete_at is null)');
    scene.ada.leave();
    await scene.stage.settle();
    await query(url, 'alter table autochannel_breakout drop constraint lasting');
    expect(await statements(() => scene.ben.join(breakout))).to.deep.equal(['select']);
    expect(await statements(() => scene.ben.leave())).to.deep.equal(['update']);
    await scene.stage.pass(40);
    expect(scene.exists(breakout)).to.equal(false);
  });
});
