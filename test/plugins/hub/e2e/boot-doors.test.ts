import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import type { ChannelRecord, RoleRecord } from 'roomkeeper/sandbox';
import { disorder } from '../order.js';
import { EDIT, HubScene, MOVE, PUT_OVERWRITE } from '../scene.js';
import { StoredState } from '../stored-state.js';

describe('hub: who got in while the bot was away although they are blocked', () => {
  let scene: HubScene;
  let state: StoredState;
  let room: ChannelRecord;
  let trolls: RoleRecord;

  beforeEach(async () => {
    scene = await HubScene.set();
    state = await StoredState.open(scene.stage.database.url);
    room = await scene.roomOf(scene.ada);
    trolls = scene.guild.addRole({ name: 'Trolls' });
    scene.guild.owner.giveRole(scene.ben, trolls);
  });
  afterEach(async () => {
    await state.close();
    await scene.stage.strike();
  });

  /** The bot is down while `meanwhile` happens; the room blocks Trolls, and the admins' own overwrites let Ben in. */
  const whileDown = async (meanwhile: () => unknown): Promise<void> => {
    await scene.stage.stopBot();
    await state.change(room.id, (stored) => ({
      ...stored,
      room: { ...stored.room, blockedRoleIds: [trolls.id] },
    }));
    scene.guild.owner.setOverwrite(room, trolls, { allow: Bits.Connect });
    await meanwhile();
    scene.sandbox.clearCalls();
    await scene.stage.startBot();
    await scene.stage.pass(1);
  };

  it('HB-61 HB-42 by a role: they are put out, and get nothing of the text', async () => {
    await whileDown(() => scene.ben.join(room));
    expect(scene.ben.voiceChannel).to.equal(null);
    expect(await scene.memberRows(room)).to.deep.equal([scene.ada.id]);
    expect(scene.calls(MOVE)).to.have.length(1);
    expect(scene.calls(PUT_OVERWRITE)).to.deep.equal([]);
    expect(scene.may(scene.ben, scene.textOf(room), Bits.ViewChannel)).to.equal(false);
    expect(await disorder(scene.guild, state, scene.stage.clock.now())).to.deep.equal([]);
  });

  it('HB-61 HB-42 alone in a room that its owner has left, they never own it, and it goes in its time', async () => {
    await whileDown(() => {
      scene.ada.leave();
      scene.ben.join(room);
    });
    expect(scene.ben.voiceChannel).to.equal(null);
    expect(scene.stored(room).room).to.deep.include({ ownerId: scene.ada.id, members: [] });
    await scene.stage.pass(31);
    expect(scene.exists(room)).to.equal(false);
  });

  it('HB-61 HB-42 who is permitted by name, or staff, stays', async () => {
    const guards = scene.guild.addRole({ name: 'Guards', permissions: Bits.KickMembers });
    scene.guild.owner.giveRole(scene.cleo, trolls);
    scene.guild.owner.giveRole(scene.cleo, guards);
    await whileDown(async () => {
      await state.change(room.id, (stored) => ({
        ...stored,
        room: { ...stored.room, allowedUserIds: [scene.ben.id] },
      }));
      scene.ben.join(room);
      scene.cleo.join(room);
    });
    expect([scene.ben.voiceChannel, scene.cleo.voiceChannel]).to.deep.equal([room, room]);
    expect((await scene.memberRows(room)).toSorted()).to.deep.equal(
      [scene.ada.id, scene.ben.id, scene.cleo.id].toSorted(),
    );
  });

  it('HB-61 HB-42 whom Discord does not let be put out is a member of the room', async () => {
    scene.sandbox.faults.add({ operation: MOVE, answer: { status: 403, code: 50013 } });
    await whileDown(() => scene.ben.join(room));
    expect(scene.ben.voiceChannel).to.equal(room);
    expect((await scene.memberRows(room)).toSorted()).to.deep.equal([scene.ada.id, scene.ben.id].toSorted());
    scene.sandbox.faults.clear();
    await scene.leaves(scene.ben);
    expect(await scene.memberRows(room)).to.deep.equal([scene.ada.id]);
  });

  it('HB-61 HB-42 in a locked room they get no right of their own to come back', async () => {
    await whileDown(async () => {
      await state.change(room.id, (stored) => ({ ...stored, room: { ...stored.room, locked: true } }));
      scene.ben.join(room);
    });
    expect(scene.ben.voiceChannel).to.equal(null);
    expect(scene.calls(EDIT)).to.have.length(1);
    expect(room.overwrites.some(({ id }) => id === scene.ben.id)).to.equal(false);
    expect(scene.may(scene.ben, room, Bits.Connect)).to.equal(false);
  });
});
