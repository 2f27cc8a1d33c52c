import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import type { Person, RoleRecord } from 'roomkeeper/sandbox';
import { core, use } from 'roomkeeper';
import { generalSettings } from '../../../../src/core/settings.js';
import { ActingScene, refusal } from '../acting.js';
import { DELETE_OVERWRITE, EDIT, MOVE } from '../scene.js';

const user = ({ id }: Person) => ({ kind: 'user', id }) as const;
const role = ({ id }: RoleRecord) => ({ kind: 'role', id }) as const;

describe('hub: who may come in, and who has to go', () => {
  let scene: ActingScene;

  beforeEach(async () => {
    scene = await ActingScene.set();
  });
  afterEach(() => scene.hub.stage.strike());

  const asAda = () => scene.order(scene.hub.ada);

  it('HB-42 who is permitted comes into a locked and hidden room, until that is taken back', async () => {
    const { cleo } = scene.hub;
    await scene.actions.setLocked(await asAda(), true);
    await scene.actions.setHidden(await asAda(), true);
    expect(await scene.calls(async () => scene.actions.permit(await asAda(), user(cleo)))).to.deep.equal({
      at: [EDIT],
      after: [],
    });
    expect(await scene.gotIn(cleo)).to.equal(true);
    await scene.hub.leaves(cleo);
    await scene.actions.unpermit(await asAda(), user(cleo));
    await scene.actions.kick(await asAda(), scene.hub.ben.id);
    await scene.rest();
    expect(scene.stored.allowedUserIds).to.deep.equal([]);
    expect(await scene.gotIn(scene.hub.ben)).to.equal(false);
  });

  it('HB-42 a permitted role comes into a locked room', async () => {
    const { cleo, guild } = scene.hub;
    const friends = guild.addRole({ name: 'Friends' });
    guild.owner.giveRole(cleo, friends);
    await scene.actions.setLocked(await asAda(), true);
    expect(await scene.gotIn(cleo)).to.equal(false);
    await scene.actions.permit(await asAda(), role(friends));
    expect(await scene.gotIn(cleo)).to.equal(true);
    expect(scene.stored.allowedRoleIds, 'the lists can be seen').to.deep.equal([friends.id]);
  });

  it('HB-42 in an open room a permission costs no request', async () => {
    const { at, after } = await scene.calls(async () => scene.actions.permit(await asAda(), user(scene.hub.cleo)));
    expect([at, after]).to.deep.equal([[], []]);
  });

  it('HB-42 a block keeps out by one request, disconnects by another, and takes the text channel away', async () => {
    const { ben } = scene.hub;
    const done = await scene.calls(async () => scene.actions.block(await asAda(), user(ben)));
    expect(done).to.deep.equal({ at: [EDIT, MOVE], after: [DELETE_OVERWRITE] });
    expect(ben.voiceChannel).to.equal(null);
    expect(scene.stored.members.map(({ userId }) => userId)).to.deep.equal([scene.hub.ada.id]);
    expect(scene.hub.textOf(scene.room).overwrites.some(({ id }) => id === ben.id)).to.equal(false);
    expect(await scene.gotIn(ben)).to.equal(false);
    expect(scene.stored.blockedUserIds, 'the lists can be seen').to.deep.equal([ben.id]);
  });

  it('HB-42 a block ends a permission and a host’s rank, and a permission ends a block', async () => {
    const { ben } = scene.hub;
    await scene.actions.setHost(await asAda(), ben.id, true);
    await scene.actions.permit(await asAda(), user(ben));
    await scene.actions.block(await asAda(), user(ben));
    expect(scene.stored).to.deep.include({ hostIds: [], allowedUserIds: [], blockedUserIds: [ben.id] });
    await scene.actions.permit(await asAda(), user(ben));
    expect(scene.stored).to.deep.include({ allowedUserIds: [ben.id], blockedUserIds: [] });
    expect(await scene.gotIn(ben)).to.equal(true);
  });

  it('HB-42 who is unblocked comes in again, and nothing of the block is left', async () => {
    await scene.rest();
    const before = structuredClone(scene.room.overwrites);
    await scene.actions.block(await asAda(), user(scene.hub.cleo));
    expect(await scene.gotIn(scene.hub.cleo)).to.equal(false);
    await scene.actions.unblock(await asAda(), user(scene.hub.cleo));
    expect(scene.room.overwrites).to.have.deep.members(before);
    expect(await scene.gotIn(scene.hub.cleo)).to.equal(true);
  });

  it('HB-42 who is blocked and moved into the room by somebody is put out again, and never owned it', async () => {
    const { ada, cleo, guild } = scene.hub;
    const lounge = guild.addChannel({ name: 'Lounge' });
    await scene.actions.block(await asAda(), user(cleo));
    cleo.join(lounge);
    await scene.hub.leaves(scene.hub.ben);
    await scene.hub.leaves(ada);
    guild.owner.move(cleo, scene.room);
    await scene.hub.stage.settle();
    expect(cleo.voiceChannel).to.equal(null);
    expect(scene.stored).to.deep.include({ ownerId: ada.id, members: [] });
    expect(scene.stored.deleteAt).to.be.a('number');
  });

  it('HB-42 a block survives leaving and rejoining the guild', async () => {
    const { cleo, guild } = scene.hub;
    await scene.actions.block(await asAda(), user(cleo));
    guild.owner.kick(cleo);
    await scene.hub.stage.settle();
    const again = guild.addMember(cleo);
    expect(await scene.gotIn(again)).to.equal(false);
    const lounge = guild.addChannel({ name: 'Lounge' });
    again.join(lounge);
    guild.owner.move(again, scene.room);
    await scene.hub.stage.settle();
    expect(again.voiceChannel).to.equal(null);
  });

  it('HB-42 a block outlives the bot', async () => {
    const { cleo, stage } = scene.hub;
    await scene.actions.block(await asAda(), user(cleo));
    await stage.stopBot();
    await stage.startBot();
    expect(scene.stored.blockedUserIds).to.deep.equal([cleo.id]);
    expect(await scene.gotIn(cleo)).to.equal(false);
  });

  it('HB-42 a blocked role puts out whoever has it, but not who runs the room, is permitted by name, or is staff', async () => {
    const { ada, ben, cleo, guild } = scene.hub;
    const trolls = guild.addRole({ name: 'Trolls' });
    const guards = guild.addRole({ name: 'Guards', permissions: Bits.KickMembers });
    const dan = guild.addMember({ name: 'Dan', roles: [trolls, guards] });
    const eve = guild.addMember({ name: 'Eve' });
    for (const person of [ada, ben, cleo, eve]) guild.owner.giveRole(person, trolls);
    for (const person of [cleo, dan, eve]) person.join(scene.room);
    await scene.actions.setHost(await asAda(), eve.id, true);
    await scene.actions.permit(await asAda(), user(cleo));
    await scene.rest();
    // Without the members intent, the bot hears of new roles when something brings the member along: here a mute.
    for (const person of [ada, ben, cleo, dan, eve]) person.mute();
    await scene.hub.stage.settle();
    await scene.actions.block(await asAda(), role(trolls));
    await scene.rest();
    expect([ada, ben, cleo, dan, eve].filter((person) => person.voiceChannel === scene.room)).to.deep.equal([
      ada,
      cleo,
      dan,
      eve,
    ]);
    expect(await scene.gotIn(ben)).to.equal(false);
    await scene.hub.leaves(ada);
    expect(await scene.gotIn(ada), 'the owner, who has the role too').to.equal(true);
  });

  it('HB-42 a block of a role takes the right to come back into a locked room', async () => {
    const { ben, guild } = scene.hub;
    const trolls = guild.addRole({ name: 'Trolls' });
    guild.owner.giveRole(ben, trolls);
    ben.mute();
    await scene.hub.stage.settle();
    await scene.actions.setLocked(await asAda(), true);
    await scene.actions.block(await asAda(), role(trolls));
    await scene.rest();
    expect(ben.voiceChannel).to.equal(null);
    expect(scene.stored.admittedIds).to.deep.equal([scene.hub.ada.id]);
    expect(await scene.gotIn(ben)).to.equal(false);
  });

  it('HB-42 who is kicked from an open room may come back, and costs one request', async () => {
    const { ben } = scene.hub;
    const done = await scene.calls(async () => scene.actions.kick(await asAda(), ben.id));
    expect(done.at).to.deep.equal([MOVE]);
    expect(ben.voiceChannel).to.equal(null);
    expect(await scene.gotIn(ben)).to.equal(true);
  });

  it('HB-42 who is kicked from a locked room stays out', async () => {
    const { ben } = scene.hub;
    await scene.actions.setLocked(await asAda(), true);
    const { at, after } = await scene.calls(async () => scene.actions.kick(await asAda(), ben.id));
    expect([...at, ...after].toSorted()).to.deep.equal([DELETE_OVERWRITE, EDIT, MOVE]);
    expect(at).to.include(MOVE);
    expect(await scene.gotIn(ben)).to.equal(false);
  });

  it('HB-42 a bot in the room can be kicked, one elsewhere is left where it is', async () => {
    const { guild } = scene.hub;
    const lounge = guild.addChannel({ name: 'Lounge' });
    const jukebox = guild.addMember({ name: 'Jukebox', bot: true });
    jukebox.join(lounge);
    await scene.hub.stage.settle();
    const { message } = await refusal(scene.actions.kick(await asAda(), jukebox.id));
    expect(message).to.include('not in the room');
    expect(jukebox.voiceChannel).to.equal(lounge);
    jukebox.join(scene.room);
    await scene.hub.stage.settle();
    await scene.actions.kick(await asAda(), jukebox.id);
    expect(jukebox.voiceChannel).to.equal(null);
  });

  for (const [what, permissions] of [
    ['Kick Members', Bits.KickMembers],
    ['Ban Members', Bits.BanMembers],
    ['Timeout Members', Bits.ModerateMembers],
    ['Manage Server, which is sudo', Bits.ManageGuild],
  ] as const) {
    it(`HB-42 whoever holds ${what} cannot be blocked or kicked, and neither can the role`, async () => {
      const { guild } = scene.hub;
      const guards = guild.addRole({ name: 'Guards', permissions });
      const dan = guild.addMember({ name: 'Dan', roles: [guards] });
      dan.join(scene.room);
      await scene.rest();
      const works = [
        scene.actions.block(await asAda(), user(dan)),
        scene.actions.kick(await asAda(), dan.id),
        scene.actions.block(await asAda(), role(guards)),
      ];
      for (const { identifier, message } of await Promise.all(works.map(refusal))) {
        expect(identifier).to.equal('hub.refused');
        expect(message).to.include('Staff cannot be kept out');
      }
      expect(dan.voiceChannel).to.equal(scene.room);
      expect(scene.stored).to.deep.include({ blockedUserIds: [], blockedRoleIds: [] });
      expect(scene.hub.calls(EDIT)).to.deep.equal([]);
    });
  }

  it('HB-42 who has a sudo role of the guild cannot be blocked, nor can the role', async () => {
    const { cleo, guild } = scene.hub;
    const sudo = guild.addRole({ name: 'Sudo' });
    guild.owner.giveRole(cleo, sudo);
    await use(core).settings.set(guild.id, generalSettings, { sudo_roles: [sudo.id] }, null);
    cleo.join(scene.room);
    await scene.rest();
    for (const target of [user(cleo), role(sudo)]) {
      expect((await refusal(scene.actions.block(await asAda(), target))).message).to.include('Staff');
    }
  });

  it('HB-42 owner, oneself and @everyone cannot be blocked', async () => {
    const { ada, ben, guild } = scene.hub;
    await scene.actions.setHost(await asAda(), ben.id, true);
    const asBen = await scene.order(ben);
    expect((await refusal(scene.actions.block(asBen, user(ada)))).message).to.include('own the room');
    expect((await refusal(scene.actions.kick(asBen, ada.id))).message).to.include('own the room');
    expect((await refusal(scene.actions.block(asBen, user(ben)))).message).to.include('yourself');
    const everyone = { kind: 'role', id: guild.id } as const;
    expect((await refusal(scene.actions.block(asBen, everyone))).message).to.include('Lock the room');
  });

  it('HB-42 when Discord does not let somebody be put out, the block is taken back altogether', async () => {
    const { ben } = scene.hub;
    await scene.rest();
    const before = structuredClone(scene.room.overwrites);
    scene.hub.sandbox.faults.add({ operation: MOVE, answer: { status: 403, code: 50013 } });
    const { identifier, message } = await refusal(scene.actions.block(await asAda(), user(ben)));
    expect(identifier).to.equal('hub.discord-refused');
    expect(message).to.include('nothing was changed');
    await scene.rest();
    expect(scene.stored.blockedUserIds).to.deep.equal([]);
    expect(scene.room.overwrites).to.have.deep.members(before);
    expect(ben.voiceChannel).to.equal(scene.room);
  });

  it('HB-42 when Discord does not let overwrites be changed, nobody is blocked or put out', async () => {
    const { ben } = scene.hub;
    await scene.actions.setHost(await asAda(), ben.id, true);
    await scene.rest();
    scene.hub.sandbox.faults.add({ operation: EDIT, times: 1, answer: { status: 403, code: 50013 } });
    await refusal(scene.actions.block(await asAda(), user(ben)));
    expect(scene.stored).to.deep.include({ blockedUserIds: [], hostIds: [ben.id] });
    expect(ben.voiceChannel).to.equal(scene.room);
    expect(scene.hub.calls(MOVE)).to.deep.equal([]);
  });
});
