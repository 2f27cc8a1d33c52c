import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import type { ChannelRecord, MessageRecord, RoleRecord } from 'roomkeeper/sandbox';
import { button, EDIT_MESSAGE, PanelScene, reply, shown, textOf, there } from '../scene.js';

const PERMIT = /^Permit/;
const BLOCK = /^Block/;
const KICK = /^Kick/;
const LIFT = /^Take/;

describe('panel: access', () => {
  let scene: PanelScene;
  let room: ChannelRecord;
  beforeEach(async () => {
    scene = await PanelScene.set();
    room = await scene.room(scene.hub.ada);
  });
  afterEach(() => scene.strike());

  const opened = async (): Promise<MessageRecord> =>
    reply(await scene.press(scene.hub.ada, scene.panel(room), 'Access'));

  const liftable = (message: MessageRecord): string[] =>
    shown(message)
      .filter(({ placeholder = '' }) => LIFT.test(placeholder))
      .flatMap(({ options = [] }) => options.map(({ label }) => label));

  it('PN-08 shows who is permitted and blocked, for the eyes of whoever asked', async () => {
    const list = await opened();
    expect(list.ephemeralFor).to.equal(scene.hub.ada.id);
    expect(textOf(list)).to.include('**Permitted**, also while it is locked or hidden: nobody');
    expect(textOf(list)).to.include('**Blocked**, always: nobody');
    expect(liftable(list)).to.deep.equal([]);
  });

  it('PN-08 permits members and roles, and takes it back', async () => {
    const { hub } = scene;
    const friends = hub.guild.addRole({ name: 'Friends' });
    const list = await opened();
    await scene.chooses(hub.ada, list, PERMIT, hub.ben);
    await scene.chooses(hub.ada, list, PERMIT, friends);
    expect(textOf(list)).to.include(`locked or hidden: <@${hub.ben.id}> <@&${friends.id}>`);
    expect(textOf(list)).to.include(`✅ <@&${friends.id}> may enter now.`);
    expect(liftable(list)).to.deep.equal(['Permitted: Ben', 'Permitted: @Friends']);
    await scene.chooses(hub.ada, list, LIFT, `permitted.user.${hub.ben.id}`);
    expect(hub.stored(room).room).to.deep.include({ allowedUserIds: [], allowedRoleIds: [friends.id] });
    await scene.chooses(hub.ada, list, LIFT, `permitted.role.${friends.id}`);
    expect(hub.stored(room).room.allowedRoleIds).to.deep.equal([]);
  });

  it('PN-08 blocks somebody, who is disconnected, and takes it back', async () => {
    const { hub } = scene;
    await scene.comes(hub.ben, room);
    const list = await opened();
    await scene.chooses(hub.ada, list, BLOCK, hub.ben);
    expect(hub.ben.voiceChannel).to.equal(null);
    expect(textOf(list)).to.include(`**Blocked**, always: <@${hub.ben.id}>`);
    await scene.chooses(hub.ada, list, LIFT, `blocked.user.${hub.ben.id}`);
    expect(hub.stored(room).room.blockedUserIds).to.deep.equal([]);
    expect(textOf(list)).to.include('no longer blocked');
  });

  it('PN-08 kicks somebody who is in the room, and says it of somebody who is not', async () => {
    const { hub } = scene;
    await scene.comes(hub.ben, room);
    const list = await opened();
    await scene.chooses(hub.ada, list, KICK, hub.ben);
    expect(hub.ben.voiceChannel).to.equal(null);
    expect(textOf(list)).to.include('was disconnected');
    const click = await scene.chooses(hub.ada, list, KICK, hub.cleo);
    expect(reply(click).api.content).to.include('not in the room');
  });

  it('PN-08 staff cannot be blocked, and the answer says so', async () => {
    const { hub } = scene;
    const mods = hub.guild.addRole({ name: 'Mods', permissions: Bits.KickMembers });
    const mona = hub.guild.addMember({ name: 'Mona', roles: [mods] });
    const click = await scene.chooses(hub.ada, await opened(), BLOCK, mona);
    expect(reply(click).api.content).to.include('Staff');
    expect(hub.stored(room).room.blockedUserIds).to.deep.equal([]);
  });

  it('PN-08 a role that lock and hide shut out cannot be permitted: it would stay outside', async () => {
    const { hub } = scene;
    const members = hub.guild.addRole({ name: 'Members' });
    const everyone = there(hub.guild.record.roles.get(hub.guild.id));
    await hub.stage.settle();
    const list = await opened();
    const refused = async (role: RoleRecord): Promise<string> =>
      reply(await scene.chooses(hub.ada, list, PERMIT, role)).api.content;
    expect(await refused(everyone)).to.include('cannot be permitted');
    await scene.settings({ target_role: members.id });
    expect(await refused(members)).to.include('cannot be permitted');
    expect(hub.stored(room).room.allowedRoleIds).to.deep.equal([]);
  });

  it('PN-08 somebody who has left and a role that is gone can be told apart, and taken off the lists', async () => {
    const { hub } = scene;
    const friends = hub.guild.addRole({ name: 'Friends' });
    const list = await opened();
    await scene.chooses(hub.ada, list, PERMIT, friends);
    await scene.chooses(hub.ada, list, BLOCK, hub.ben);
    hub.guild.owner.deleteRole(friends);
    hub.guild.owner.kick(hub.ben);
    await hub.stage.settle();
    const later = await opened();
    expect(liftable(later)).to.deep.equal([`Permitted: Deleted role (${friends.id})`, 'Blocked: Ben']);
    await scene.chooses(hub.ada, later, LIFT, `permitted.role.${friends.id}`);
    await scene.chooses(hub.ada, later, LIFT, `blocked.user.${hub.ben.id}`);
    expect(hub.stored(room).room).to.deep.include({ allowedRoleIds: [], blockedUserIds: [] });
    expect(liftable(later)).to.deep.equal([]);
  });

  it('PN-08 the lists are paged past 25', async () => {
    const { hub } = scene;
    const list = await opened();
    for (let index = 0; index < 27; index += 1) {
      await scene.chooses(hub.ada, list, PERMIT, hub.guild.addMember({ name: `Member ${index}` }));
    }
    expect(liftable(list)).to.have.length(25);
    await scene.press(hub.ada, list, 'Next');
    expect(liftable(list)).to.deep.equal(['Permitted: Member 25', 'Permitted: Member 26']);
    expect(button(list, 'Next').disabled).to.equal(true);
  });

  it('PN-05 what the panel does not show does not edit it', async () => {
    const { hub } = scene;
    await scene.chooses(hub.ada, await opened(), PERMIT, hub.ben);
    await scene.pass(60);
    expect(hub.calls(EDIT_MESSAGE)).to.deep.equal([]);
  });

  it('PN-12 rights are checked at each choice', async () => {
    const { hub } = scene;
    await scene.comes(hub.ben, room);
    const refused = reply(await scene.press(hub.ben, scene.panel(room), 'Access'));
    expect(refused.api.content).to.include('its owner, its hosts and sudo');
    const list = await opened();
    await scene.hands(hub.ada, room, hub.ben);
    const click = await scene.chooses(hub.ada, list, BLOCK, hub.cleo);
    expect(reply(click).api.content).to.match(/^Only/);
    expect(hub.stored(room).room.blockedUserIds).to.deep.equal([]);
  });
});
