import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { core, use } from 'roomkeeper';
import { voiceSettings } from '../../../../plugins/hub/plugin.js';
import { generalSettings } from '../../../../src/core/settings.js';
import { ActingScene, refusal } from '../acting.js';
import { EDIT, PUT_OVERWRITE } from '../scene.js';

describe('hub: locking and hiding rooms', () => {
  let scene: ActingScene;

  beforeEach(async () => {
    scene = await ActingScene.set();
  });
  afterEach(() => scene.hub.stage.strike());

  const lock = async (locked = true): Promise<void> =>
    scene.actions.setLocked(await scene.order(scene.hub.ada), locked);
  const hide = async (hidden = true): Promise<void> =>
    scene.actions.setHidden(await scene.order(scene.hub.ada), hidden);

  it('HB-41 PF-01 a lock is one request, and none when the room is locked already; unlocking likewise', async () => {
    expect(await scene.calls(() => lock())).to.deep.equal({ at: [EDIT], after: [] });
    expect(await scene.calls(() => lock())).to.deep.equal({ at: [], after: [] });
    expect(await scene.calls(() => lock(false))).to.deep.equal({ at: [EDIT], after: [] });
    expect(await scene.calls(() => lock(false))).to.deep.equal({ at: [], after: [] });
  });

  it('HB-41 defect 16: hiding a room with hosts and sudo roles is one request, and showing leaves nothing behind', async () => {
    const { ada, cleo, guild } = scene.hub;
    const dan = guild.addMember({ name: 'Dan' });
    for (const host of [cleo, dan]) await scene.actions.setHost(await scene.order(ada), host.id, true);
    await scene.rest();
    const before = structuredClone(scene.room.overwrites);
    expect(await scene.calls(() => hide())).to.deep.equal({ at: [EDIT], after: [] });
    for (const person of [ada, cleo, dan])
      expect(scene.overwrite(person.id)?.allow).to.equal(Bits.ViewChannel | Bits.Connect);
    expect(scene.overwrite(guild.id)?.deny).to.equal(Bits.ViewChannel);
    expect(await scene.calls(() => hide(false))).to.deep.equal({ at: [EDIT], after: [] });
    expect(scene.room.overwrites).to.have.deep.members(before);
  });

  it('HB-41 a stranger cannot join a locked room, and can join it again when it is unlocked', async () => {
    await lock();
    expect(await scene.gotIn(scene.hub.cleo)).to.equal(false);
    await lock(false);
    expect(await scene.gotIn(scene.hub.cleo)).to.equal(true);
  });

  it('HB-41 defect 4: owner and members who step out of their locked room come back in', async () => {
    const { ada, ben, cleo } = scene.hub;
    await lock();
    for (const person of [ada, ben]) {
      await scene.hub.leaves(person);
      await scene.rest();
      expect(await scene.gotIn(person), person.name).to.equal(true);
      await scene.rest();
    }
    expect(scene.stored).to.include({ ownerId: ada.id, graceExpiresAt: null });
    expect(await scene.gotIn(cleo)).to.equal(false);
  });

  it('HB-41 who comes into a locked room by permission keeps the right to come back until it is unlocked', async () => {
    const { ada, cleo } = scene.hub;
    await lock();
    scene.hub.guild.owner.join(scene.room);
    await scene.hub.stage.settle();
    expect(scene.stored.admittedIds).to.include(scene.hub.guild.owner.id);
    await scene.actions.permit(await scene.order(ada), { kind: 'user', id: cleo.id });
    expect(await scene.gotIn(cleo)).to.equal(true);
    await lock(false);
    expect(scene.stored.admittedIds).to.deep.equal([]);
  });

  it('HB-41 defect 4: unlocking restores exactly what the hub had, role by role', async () => {
    const { guild } = scene.hub;
    const vip = guild.addRole({ name: 'VIP' });
    const muted = guild.addRole({ name: 'Muted' });
    const dan = guild.addMember({ name: 'Dan', roles: [vip] });
    guild.owner.setOverwrite(scene.room, vip, { allow: Bits.Connect | Bits.Stream });
    guild.owner.setOverwrite(scene.room, muted, { deny: Bits.Connect, allow: Bits.ViewChannel });
    await scene.rest();
    const before = structuredClone(scene.room.overwrites);
    await lock();
    expect(scene.overwrite(vip.id)).to.deep.equal({ allow: Bits.Stream, deny: Bits.Connect });
    expect(await scene.gotIn(dan), 'a role that was let in explicitly').to.equal(false);
    await lock(false);
    expect(scene.room.overwrites).to.have.deep.members(before);
    expect(await scene.gotIn(dan)).to.equal(true);
  });

  it('HB-41 sudo roles come into a locked and hidden room, and nothing of that is left afterwards', async () => {
    const { guild } = scene.hub;
    const sudo = guild.addRole({ name: 'Sudo' });
    const dan = guild.addMember({ name: 'Dan', roles: [sudo] });
    await use(core).settings.set(guild.id, generalSettings, { sudo_roles: [sudo.id] }, null);
    await scene.rest();
    const before = structuredClone(scene.room.overwrites);
    await lock();
    await hide();
    expect(await scene.gotIn(dan)).to.equal(true);
    await scene.hub.leaves(dan);
    await lock(false);
    await hide(false);
    expect(scene.room.overwrites).to.have.deep.members(before);
  });

  it('HB-41 a server whose members all have a role shuts out that role instead of everyone', async () => {
    const { guild, cleo } = scene.hub;
    const members = guild.addRole({ name: 'Members' });
    const dan = guild.addMember({ name: 'Dan', roles: [members] });
    await use(core).settings.set(guild.id, voiceSettings, { target_role: members.id }, null);
    await lock();
    expect(scene.overwrite(guild.id)).to.equal(undefined);
    expect(scene.overwrite(members.id)).to.deep.equal({ allow: 0n, deny: Bits.Connect });
    expect(await scene.gotIn(dan)).to.equal(false);
    expect(await scene.gotIn(cleo), 'who does not have the role').to.equal(true);
  });

  it('HB-41 a lock shuts out everyone when the role that it was for has been deleted', async () => {
    const { guild, cleo } = scene.hub;
    const members = guild.addRole({ name: 'Members' });
    await use(core).settings.set(guild.id, voiceSettings, { target_role: members.id }, null);
    guild.owner.deleteRole(members);
    await scene.hub.stage.settle();
    await lock();
    expect(await scene.gotIn(cleo)).to.equal(false);
    await lock(false);
    expect(await scene.gotIn(cleo)).to.equal(true);
  });

  it('HB-41 defect 5: a bot that is no administrator can still unlock the room that it has locked and hidden', async () => {
    await lock();
    await hide();
    const bot = scene.overwrite(scene.hub.guild.bot.id);
    const own = Bits.ViewChannel | Bits.Connect | Bits.ManageChannels | Bits.ManageRoles | Bits.MoveMembers;
    expect((bot?.allow ?? 0n) & own).to.equal(own);
    await lock(false);
    await hide(false);
    expect(await scene.gotIn(scene.hub.cleo)).to.equal(true);
  });

  it('HB-41 two orders at the same instant both hold', async () => {
    const [ada, owner] = [await scene.order(scene.hub.ada), await scene.order(scene.hub.guild.owner)];
    await Promise.all([scene.actions.setLocked(ada, true), scene.actions.setHidden(owner, true)]);
    await scene.rest();
    expect(scene.overwrite(scene.hub.guild.id)?.deny).to.equal(Bits.ViewChannel | Bits.Connect);
    await Promise.all([scene.actions.setLocked(ada, false), scene.actions.setLocked(owner, true)]);
    await scene.rest();
    expect(scene.stored.locked).to.equal(true);
    expect(scene.overwrite(scene.hub.guild.id)?.deny).to.equal(Bits.ViewChannel | Bits.Connect);
  });

  it('HB-41 without Manage Roles nothing is changed, and it is said what is missing', async () => {
    const { guild, stage } = scene.hub;
    await scene.rest();
    const before = structuredClone(scene.room.overwrites);
    guild.setBotPermissions(guild.botRole.permissions & ~Bits.ManageRoles);
    guild.owner.removeOverwrite(scene.room, guild.bot);
    await stage.settle();
    const stored = scene.stored;
    const { identifier, message } = await refusal(lock());
    expect(identifier).to.equal('hub.discord-refused');
    expect(message).to.include('Manage Roles').and.to.include('nothing was changed');
    expect(scene.stored.locked).to.equal(false);
    expect(scene.stored.admittedIds).to.deep.equal(stored.admittedIds);
    expect(before.find(({ id }) => id === guild.id)).to.deep.equal(scene.overwrite(guild.id));
  });

  for (const [what, status, code, says] of [
    ['Discord forbids it', 403, 50013, 'nothing was changed'],
    ['Discord breaks down', 500, 0, 'not answering'],
    ['Discord refuses it', 400, 50035, 'refused'],
  ] as const) {
    it(`HB-41 when ${what}, the lock is taken back and can be tried again`, async () => {
      await scene.rest();
      const lift = scene.hub.sandbox.faults.add({ operation: EDIT, answer: { status, code } });
      const { identifier, message } = await refusal(lock());
      expect(identifier).to.equal('hub.discord-refused');
      expect(message).to.include(says);
      expect(scene.stored).to.include({ locked: false, hidden: false });
      const rows = await scene.hub.rows<{ locked: boolean }>('select locked from auto_channels');
      expect(rows).to.deep.equal([{ locked: false }]);
      await scene.rest();
      lift();
      expect(await scene.calls(() => lock())).to.deep.equal({ at: [EDIT], after: [] });
      expect(scene.stored.locked).to.equal(true);
    });
  }

  it('HB-41 an unlock that Discord refuses leaves the room locked for the same people', async () => {
    await lock();
    await scene.hub.leaves(scene.hub.ben);
    await scene.rest();
    const { admittedIds } = scene.stored;
    scene.hub.sandbox.faults.add({ operation: EDIT, times: 1, answer: { status: 403, code: 50013 } });
    await refusal(lock(false));
    expect(scene.stored).to.deep.include({ locked: true, admittedIds });
    await scene.rest();
    expect(await scene.gotIn(scene.hub.ben)).to.equal(true);
  });

  it('HB-41 a lock that Discord carries out long after it was given up is undone', async () => {
    await scene.rest();
    const before = structuredClone(scene.room.overwrites);
    scene.hub.stage.limitRequests(200);
    scene.hub.sandbox.faults.add({ operation: EDIT, times: 1, answer: { delay: 60_000 } });
    await refusal(lock());
    expect(scene.stored.locked).to.equal(false);
    await scene.hub.stage.pass(61);
    await scene.rest();
    expect(scene.room.overwrites).to.have.deep.members(before);
    await lock();
    await lock(false);
    expect(scene.room.overwrites).to.have.deep.members(before);
  });

  it('HB-41 a lock whose answer is lost is not mistaken for a change by hand', async () => {
    await scene.rest();
    const before = structuredClone(scene.room.overwrites);
    scene.hub.stage.limitRequests(200);
    scene.hub.sandbox.faults.add({ operation: EDIT, times: 4, answer: 'lose-answer' });
    await refusal(lock());
    await scene.hub.stage.settle();
    await scene.rest();
    expect(scene.stored.locked).to.equal(false);
    expect(scene.room.overwrites).to.have.deep.members(before);
    expect(scene.hub.calls(PUT_OVERWRITE)).to.deep.equal([]);
  });
});
