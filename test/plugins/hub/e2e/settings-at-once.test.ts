import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { core, use } from 'roomkeeper';
import { generalSettings } from '../../../../src/core/settings.js';
import { ActingScene } from '../acting.js';
import { Admin, set as setVoice, told } from '../admin.js';

describe('FW-50 settings of rooms take effect at once', () => {
  let scene: ActingScene;
  let admin: Admin;

  beforeEach(async () => {
    scene = await ActingScene.set();
    admin = new Admin(scene.hub);
  });
  afterEach(() => scene.hub.stage.strike());

  const general = (values: { sudo_roles?: string[]; notice_channel?: string }) =>
    use(core).settings.set(scene.hub.guild.id, generalSettings, values, null);

  async function pickField(section: string, label: string) {
    await admin.open('Settings', section);
    return admin.choose(label, 'Change a setting…');
  }

  it('FW-50 a sudo role sees the text of open rooms as soon as it is one, and no longer when it is unset', async () => {
    const { guild, cleo } = scene.hub;
    const role = guild.addRole({ name: 'staff' });
    guild.owner.giveRole(cleo, role);
    await scene.rest();
    const text = scene.hub.textOf(scene.room);
    await pickField('General', 'Sudo roles');
    await admin.pick(role);
    await scene.rest();
    expect(scene.hub.may(cleo, text, Bits.ViewChannel | Bits.ManageMessages)).to.equal(true);
    await pickField('General', 'Sudo roles');
    await admin.press('Back to the default (none)');
    await scene.rest();
    expect(scene.hub.may(cleo, text, Bits.ViewChannel)).to.equal(false);
  });

  it('FW-50 the role that lock shuts out, unset while a room is locked, gives way to @everyone', async () => {
    const { guild, cleo, ada } = scene.hub;
    const role = guild.addRole({ name: 'members' });
    await scene.rest();
    await setVoice(scene.hub, { target_role: role.id });
    await scene.actions.setLocked(await scene.order(ada), true);
    await scene.rest();
    expect(scene.hub.may(cleo, scene.room, Bits.Connect)).to.equal(true);
    await pickField('Voice', 'Role that lock and hide shut out');
    await admin.press('Back to the default (none)');
    await scene.rest();
    expect(scene.hub.may(cleo, scene.room, Bits.Connect)).to.equal(false);
    await scene.actions.setLocked(await scene.order(ada), false);
    await scene.rest();
    expect(scene.room.overwrites.some(({ deny }) => deny !== 0n)).to.equal(false);
  });

  it('FW-50 a shorter cleanup delay holds for a room that is empty already', async () => {
    await setVoice(scene.hub, { cleanup_delay: 3_600_000 });
    await scene.hub.leaves(scene.hub.ada);
    await scene.hub.leaves(scene.hub.ben);
    await scene.hub.stage.pass(60);
    expect(scene.hub.exists(scene.room)).to.equal(true);
    await setVoice(scene.hub, { cleanup_delay: 30_000 });
    await scene.hub.stage.pass(31);
    expect(scene.hub.exists(scene.room)).to.equal(false);
  });

  it('FW-50 a category that is deleted is as good as none', async () => {
    const { guild } = scene.hub;
    const category = guild.addChannel({ name: 'New', type: 4 });
    await scene.rest();
    await setVoice(scene.hub, { category: category.id });
    guild.owner.deleteChannel(category);
    await scene.rest();
    await pickField('Voice', 'Category of new hubs');
    await admin.hubs();
    const handle = await admin.submit(await admin.press('Create'), { name: 'Fresh' });
    expect(told(handle)).to.equal('(nothing)');
    const made = [...guild.record.channels.values()].find(({ name }) => name === 'Fresh');
    expect(made?.parentId).to.equal(null);
  });

  it('FW-50 a notice channel that is deleted gives way to the system channel', async () => {
    const { guild, news } = scene.hub;
    const notices = guild.addChannel({ name: 'notices', type: 0 });
    await scene.rest();
    await general({ notice_channel: notices.id });
    const force = async (person: typeof scene.hub.ada) => {
      await admin.force();
      await admin.choose(scene.room.name);
      await admin.pick(person.user);
      await scene.rest();
    };
    await force(scene.hub.cleo);
    expect(scene.hub.said(notices)).to.have.length(1);
    guild.owner.deleteChannel(notices);
    await scene.rest();
    await force(scene.hub.ben);
    expect(scene.hub.said(news)).to.have.length(1);
  });

  it('FW-50 an owner grace of 0 passes a room on that waits for its owner', async () => {
    const { ada, ben } = scene.hub;
    await scene.hub.leaves(ada);
    expect(scene.stored).to.include({ ownerId: ada.id, actingOwnerId: ben.id });
    await admin.open('Settings', 'Voice');
    await admin.submit(await admin.choose('Owner grace', 'Change a setting…'), { value: '0' });
    expect(admin.text).to.include('✅ **Owner grace** was 5 minutes and is now 0 seconds. This holds at once.');
    expect(scene.stored).to.include({ ownerId: ben.id, actingOwnerId: null, graceExpiresAt: null });
  });

  it('FW-50 of two admins who change one setting at once the last holds, and the log has each step', async () => {
    await Promise.all([setVoice(scene.hub, { cleanup_delay: 5000 }), setVoice(scene.hub, { cleanup_delay: 7000 })]);
    const lines = (await admin.log()).map(({ text }) => text);
    expect(lines).to.deep.equal([
      'Voice › Cleanup delay: 30 seconds → 5 seconds',
      'Voice › Cleanup delay: 5 seconds → 7 seconds',
    ]);
  });
});
