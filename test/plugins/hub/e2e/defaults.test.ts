import { expect } from 'chai';
import { Admin, set, told } from '../admin.js';
import { HubScene } from '../scene.js';

describe('HB-50 defaults of a hub', () => {
  let scene: HubScene;
  let admin: Admin;

  beforeEach(async () => {
    scene = await HubScene.set();
    admin = new Admin(scene);
  });
  afterEach(() => scene.stage.strike());

  const defaults = () => scene.parts.hubs.ofGuild(scene.guild.id)[0]?.defaults;

  async function form() {
    await admin.hubs();
    await admin.press('Edit defaults');
    return admin.choose('Join me');
  }

  it('HB-50 a form sets template, manual name and user limit, which the next room has', async () => {
    await admin.submit(await form(), { template: ['counter'], 'manual-name': 'Den of {member}', 'user-limit': '5' });
    expect(defaults()).to.deep.equal({ template: 'counter', manualName: 'Den of {member}', userLimit: 5 });
    expect(admin.text).to.include('template counter, “Den of {member}”, limit 5');
    const [row] = await scene.rows(
      'select default_template_key, default_manual_name, default_user_limit from hub_channels',
    );
    expect(row).to.deep.equal({
      default_template_key: 'counter',
      default_manual_name: 'Den of {member}',
      default_user_limit: 5,
    });
    const room = await scene.roomOf(scene.ada);
    expect(room).to.include({ name: 'Den of Ada', userLimit: 5 });
    expect(scene.stored(room).room.naming).to.deep.equal({
      autoName: false,
      template: 'counter',
      fallbackName: 'Den of Ada',
    });
  });

  it('HB-50 blank fields are the built-in defaults', async () => {
    await admin.submit(await form(), { template: ['squad'], 'manual-name': 'X', 'user-limit': '3' });
    await admin.submit(await form(), { template: ['built-in'], 'manual-name': '', 'user-limit': '' });
    expect(defaults()).to.deep.equal({ template: null, manualName: null, userLimit: null });
    const room = await scene.roomOf(scene.ada);
    expect(room.userLimit).to.equal(0);
    expect(scene.stored(room).room.naming).to.include({ autoName: true, template: 'auto' });
  });

  it('HB-50 the form holds what is set, so that sending it unchanged changes nothing', async () => {
    await admin.submit(await form(), { template: ['party'], 'manual-name': 'Den', 'user-limit': '0' });
    await admin.submit(await form(), {});
    expect(defaults()).to.deep.equal({ template: 'party', manualName: 'Den', userLimit: 0 });
    expect(await admin.log()).to.have.length(1);
  });

  it('HB-50 bad values are named one by one, and nothing is saved', async () => {
    await set(scene, { banned_words: ['darn'] });
    const input = { template: ['nonsense'], 'manual-name': 'Darn it', 'user-limit': '100' };
    await admin.submit(await form(), input, true);
    const answer = admin.text;
    expect(answer).to.include('**Template**: “nonsense” is none of the templates. There are: auto, counter, squad');
    expect(answer).to.include('**Manual name**: “Darn it” holds a word that this server has banned');
    expect(answer).to.include('**User limit**: “100” is not a whole number from 0 to 99.');
    expect(answer).to.include('Nothing was changed');
    expect(defaults()).to.deep.equal({ template: null, manualName: null, userLimit: null });
    expect(await admin.log()).to.satisfy((lines: { action: string }[]) =>
      lines.every(({ action }) => action !== 'hub.defaults'),
    );
  });

  for (const typed of ['-1', '1.5', 'five', '100', '٣']) {
    it(`HB-50 “${typed}” is no user limit`, async () => {
      await admin.submit(await form(), { 'user-limit': typed });
      expect(admin.text).to.match(/^⚠️ Nothing was changed:\n- \*\*User limit\*\*/);
      expect(defaults()?.userLimit).to.equal(null);
    });
  }

  it('HB-50 a manual name that is too long is refused with its length', async () => {
    await admin.submit(await form(), { 'manual-name': 'x'.repeat(101) });
    expect(admin.text).to.include('**Manual name**: it has 101 characters. At most 100 are taken.');
    expect(defaults()?.manualName).to.equal(null);
  });

  it('HB-50 after a refusal the same hub can be chosen at once, since the page is drawn anew', async () => {
    await admin.submit(await form(), { 'user-limit': 'many' });
    await admin.submit(await admin.choose('Join me'), { 'user-limit': ' 7 ' });
    expect(defaults()?.userLimit).to.equal(7);
  });

  it('HB-50 a member’s name of any script and length fits into a manual name, and cannot smuggle another one in', async () => {
    await admin.submit(await form(), { 'manual-name': `${'🦊'.repeat(40)} {member}` });
    scene.guild.owner.editMember(scene.ada, { nick: '{member} 𝔸𝕕𝕒 👩‍👩‍👧‍👦 $& (عدا)' });
    await scene.stage.settle();
    const { name } = await scene.roomOf(scene.ada);
    expect(name).to.match(/^(?:🦊){40} \{member\} /);
    expect(name.length).to.be.at.most(100);
    expect(name.isWellFormed()).to.equal(true);
  });

  it('HB-50 a blank limit is none, whatever limit the hub itself has', async () => {
    const [hub] = scene.parts.hubs.ofGuild(scene.guild.id);
    scene.guild.owner.editChannel(scene.joinMe, { userLimit: 1 });
    await scene.stage.settle();
    expect(hub).to.be.an('object');
    const room = await scene.roomOf(scene.ada);
    expect(room.userLimit).to.equal(0);
    expect(scene.hub.userLimit).to.equal(1);
  });

  it('HB-50 of two admins who send the form at once both are done in turn, and the log has what each changed', async () => {
    const opened = await form();
    const other = new Admin(scene, scene.guild.owner);
    await other.hubs();
    await other.press('Edit defaults');
    const second = await other.choose('Join me');
    await Promise.all([
      admin.submit(opened, { 'manual-name': 'One' }),
      other.submit(second, { 'manual-name': 'Two', 'user-limit': '99' }),
    ]);
    const lines = (await admin.log()).map(({ text }) => text.split(' → '));
    expect(lines).to.have.length(2);
    expect(lines[1]?.[0]?.split(': ')[1]).to.equal(lines[0]?.[1]);
    const last = defaults()?.manualName;
    expect(lines[1]?.[1]).to.include(`“${last}”`);
  });

  it('HB-50 the change is in the log, with who made it, and rooms that are open stay as they are', async () => {
    const room = await scene.roomOf(scene.ada);
    const { name } = room;
    await admin.submit(await form(), { 'manual-name': '*Den*', 'user-limit': '2' });
    expect(room).to.include({ name, userLimit: 0 });
    expect((await admin.log()).at(-1)).to.deep.equal({
      actor_id: scene.guild.owner.id,
      action: 'hub.defaults',
      text: `Defaults of <#${scene.hub.id}>: template auto (built-in), name of its own, no limit → template auto (built-in), “\\*Den\\*”, limit 2`,
    });
  });

  it('HB-50 a hub that has gone meanwhile is said to have gone', async () => {
    const opened = await form();
    const [hub] = scene.parts.hubs.ofGuild(scene.guild.id);
    if (hub) await scene.parts.hubs.remove(hub);
    expect(told(await admin.submit(opened, { 'user-limit': '4' }))).to.include('This hub is no longer one.');
  });
});
