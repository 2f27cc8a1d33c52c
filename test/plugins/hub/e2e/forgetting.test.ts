import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { core, use, type Erasure } from 'roomkeeper';
import type { Person } from 'roomkeeper/sandbox';
import { tracesOf } from '../../../src/privacy/traces.js';
import { ActingScene } from '../acting.js';

describe('hub: rooms of somebody who has their data deleted', () => {
  let scene: ActingScene;

  beforeEach(async () => {
    scene = await ActingScene.set();
  });
  afterEach(() => scene.hub.stage.strike());

  /** @returns what had to stay. */
  async function forget({ id }: Person, restrictions: Erasure['restrictions'] = 'keep'): Promise<readonly string[]> {
    const kept = await use(core).dataDesk.erase({ userId: id, restrictions });
    await scene.hub.stage.pass(1);
    return kept;
  }

  const traces = ({ id }: Person): Promise<string[]> => tracesOf(scene.hub.stage.database.url, id);
  /** Whom Discord's overwrites of the room's channels name. */
  const named = (): Set<string> =>
    new Set([scene.room, scene.hub.textOf(scene.room)].flatMap(({ overwrites }) => overwrites.map(({ id }) => id)));

  it('RL-09 a room whose owner is away goes to who stands in for them, and its channels forget the owner', async () => {
    const { ada, ben } = scene.hub;
    await scene.actions.setLocked(await scene.order(ada), true);
    await scene.hub.leaves(ada);
    await scene.rest();
    expect(named()).to.include(ada.id);
    expect(await forget(ada)).to.deep.equal([]);
    expect(scene.stored).to.deep.include({ ownerId: ben.id, graceExpiresAt: null });
    expect(named()).to.not.include(ada.id);
    expect(await traces(ada)).to.deep.equal([]);
    await scene.hub.stage.pass(600);
    expect(scene.stored.ownerId).to.equal(ben.id);
  });

  it('RL-09 who is in a room keeps it, and is told so; once they have left, it forgets them', async () => {
    const { ada, ben } = scene.hub;
    const kept = await forget(ada, 'erase');
    expect(kept).to.have.lengthOf(1);
    expect(kept[0]).to.include(`What the room <#${scene.room.id}> stores of somebody who is in it right now`);
    expect(scene.stored.ownerId).to.equal(ada.id);
    await scene.hub.leaves(ada);
    expect(await forget(ada)).to.deep.equal([]);
    expect(await traces(ada)).to.deep.equal([]);
    expect(scene.stored.ownerId).to.equal(ben.id);
  });

  it('RL-09 an empty room has no owner until it goes, or until somebody comes, whose it is then', async () => {
    const { ada, ben, cleo } = scene.hub;
    await scene.hub.leaves(ben);
    await scene.hub.leaves(ada);
    expect(await forget(ada)).to.deep.equal([]);
    expect(scene.stored.ownerId).to.equal('0');
    // Its channels are left alone while nobody is there, for they go in a moment.
    expect(named()).to.not.include('0');
    expect(await traces(ada)).to.deep.equal([]);
    await scene.hub.joins(cleo, scene.room);
    expect(scene.stored.ownerId).to.equal(cleo.id);
    await scene.hub.leaves(cleo);
    await scene.hub.stage.pass(60);
    expect(scene.hub.exists(scene.room)).to.equal(false);
  });

  it('RL-09 an owner who is nobody outlives a restart', async () => {
    const { ada, ben, cleo } = scene.hub;
    await scene.hub.leaves(ben);
    await scene.hub.leaves(ada);
    await forget(ada);
    await scene.hub.stage.stopBot();
    cleo.join(scene.room);
    await scene.hub.stage.startBot();
    expect(scene.stored.ownerId).to.equal(cleo.id);
  });

  it('RL-09 nobody lifts a block by having their own data deleted; the bot’s owner does, for somebody', async () => {
    const { ada, cleo } = scene.hub;
    await scene.actions.block(await scene.order(ada), { kind: 'user', id: cleo.id });
    await scene.rest();
    const kept = await forget(cleo);
    expect(kept).to.deep.equal([
      `A block from <#${scene.room.id}>, set by its owner or by the server: it goes when that room closes.`,
    ]);
    expect(await scene.gotIn(cleo)).to.equal(false);
    expect(await forget(cleo, 'erase')).to.deep.equal([]);
    expect(await traces(cleo)).to.deep.equal([]);
    expect(scene.hub.may(cleo, scene.room, Bits.Connect)).to.equal(true);
  });

  it('RL-09 a locked room lets nobody in any more whose data it has forgotten', async () => {
    const { ada, cleo } = scene.hub;
    await scene.actions.setLocked(await scene.order(ada), true);
    await scene.actions.permit(await scene.order(ada), { kind: 'user', id: cleo.id });
    await scene.rest();
    expect(scene.hub.may(cleo, scene.room, Bits.Connect)).to.equal(true);
    await forget(cleo);
    expect(scene.hub.may(cleo, scene.room, Bits.Connect)).to.equal(false);
    expect(await traces(cleo)).to.deep.equal([]);
  });
});
