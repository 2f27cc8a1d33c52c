import { expect } from 'chai';
import { statementsOf } from '../../../support/statements.js';
import { A_MOMENT, HubScene } from '../scene.js';

describe('hub: what voice events ask of the database', () => {
  let scene: HubScene;

  beforeEach(async () => {
    scene = await HubScene.set();
  });
  afterEach(() => scene.stage.strike());

  /** The statements that were sent while `act` happened and all that follows at once. */
  const statements = (act: () => unknown): Promise<string[]> =>
    statementsOf(async () => {
      await act();
      await scene.stage.settle();
      await scene.stage.pass(A_MOMENT);
    });

  it('PF-16 a member who comes to a room, or goes, is one statement', async () => {
    const room = await scene.roomOf(scene.ada);
    expect(await statements(() => scene.ben.join(room))).to.have.length(1);
    expect(await scene.memberRows(room)).to.have.members([scene.ada.id, scene.ben.id]);
    expect(await statements(() => scene.ben.leave())).to.have.length(1);
    expect(await scene.memberRows(room)).to.deep.equal([scene.ada.id]);
  });

  it('PF-16 so is an owner who goes and comes back, and the last one who goes', async () => {
    const room = await scene.roomOf(scene.ada);
    await scene.joins(scene.ben, room);
    expect(await statements(() => scene.ada.leave())).to.have.length(1);
    const [open] = await scene.rows(
      'select acting_owner_user_id from auto_channels where owner_grace_expires_at is not null',
    );
    expect(open).to.deep.equal({ acting_owner_user_id: scene.ben.id });
    expect(await statements(() => scene.ada.join(room))).to.have.length(1);
    await scene.leaves(scene.ben);
    expect(await statements(() => scene.ada.leave())).to.have.length(1);
    expect(await scene.memberRows(room)).to.deep.equal([]);
    expect(await scene.rows('select 1 from auto_channels where cleanup_at is not null')).to.have.length(1);
  });

  it('PF-16 from room to room is one statement for each; what is no movement, or elsewhere, is none', async () => {
    const first = await scene.roomOf(scene.ada);
    const second = await scene.roomOf(scene.ben);
    await scene.joins(scene.cleo, first);
    expect(await statements(() => scene.cleo.join(second))).to.have.length(2);
    const lounge = scene.guild.addChannel({ name: 'Lounge' });
    await scene.stage.settle();
    const nothing = await statements(() => {
      scene.cleo.mute();
      scene.ada.stream();
      scene.guild.addMember({ name: 'Dora' }).join(lounge);
      scene.guild.addMember({ name: 'Music', bot: true }).join(second);
    });
    expect(nothing).to.deep.equal([]);
  });
});
