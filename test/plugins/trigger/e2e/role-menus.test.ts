import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord.js';
import { partsOf, textOf } from '../desk.js';
import { RoleScene } from '../role-scene.js';
import { GIVE_ROLE, SAY, saying, TAKE_ROLE } from '../scene.js';

const EDIT = 'PATCH /channels/{channel_id}/messages/{message_id}';
const DELETE = 'DELETE /channels/{channel_id}/messages/{message_id}';

describe('trigger: role menus', () => {
  let roles: RoleScene;

  beforeEach(async () => {
    roles = await RoleScene.set();
  });
  afterEach(() => roles.strike());

  it('TR-33 a button gives its role and takes it again, and only the member is told', async () => {
    const { scene } = roles;
    const message = await roles.menu('buttons', [scene.red, scene.blue]);
    expect(message.api.content).to.equal('Colours');
    expect(partsOf(message).flatMap(({ label }) => label ?? [])).to.deep.equal(['Red', 'Blue']);
    expect(await roles.clicks(scene.ben, message, 'Red')).to.equal(`✅ You now have <@&${scene.red.id}>.`);
    expect(await roles.clicks(scene.ben, message, 'Blue')).to.equal(`✅ You now have <@&${scene.blue.id}>.`);
    expect(await roles.clicks(scene.ben, message, 'Red')).to.equal(`✅ You no longer have <@&${scene.red.id}>.`);
    expect(roles.held(scene.ben)).to.deep.equal(['Blue']);
    expect(scene.said(scene.rules)).to.deep.equal(['Colours']);
  });

  it('TR-33 a select menu gives what is chosen, takes what is not, and leaves other roles alone', async () => {
    const { scene } = roles;
    const message = await roles.menu('select', [scene.red, scene.blue]);
    scene.olga.giveRole(scene.ben, scene.green);
    expect(await roles.chooses(scene.ben, message, ['Red', 'Blue'])).to.equal(
      `✅ You now have <@&${scene.red.id}> and <@&${scene.blue.id}>.`,
    );
    expect(await roles.chooses(scene.ben, message, ['Blue'])).to.equal(`✅ You no longer have <@&${scene.red.id}>.`);
    expect(await roles.chooses(scene.ben, message, ['Blue'])).to.include('Nothing has changed');
    expect(roles.held(scene.ben)).to.deep.equal(['Blue', 'Green']);
    expect(await roles.chooses(scene.ben, message, [])).to.equal(`✅ You no longer have <@&${scene.blue.id}>.`);
    expect(roles.held(scene.ben)).to.deep.equal(['Green']);
  });

  it('TR-33 menus of both styles work after a restart', async () => {
    const { scene } = roles;
    const buttons = await roles.menu('buttons', [scene.red]);
    const select = await roles.menu('select', [scene.blue]);
    await scene.stage.stopBot();
    await scene.stage.startBot();
    await roles.clicks(scene.ben, buttons, 'Red');
    await roles.chooses(scene.ben, select, ['Blue']);
    expect(roles.held(scene.ben)).to.deep.equal(['Red', 'Blue']);
  });

  it('TR-33 a full group refuses a button, and says the maximum and what the member holds', async () => {
    const { scene } = roles;
    await scene.givenGroup({ name: 'Colours', roleIds: [scene.red.id, scene.blue.id] });
    const message = await roles.menu('buttons', [scene.red, scene.blue], 'Colours');
    await roles.clicks(scene.ben, message, 'Red');
    const answer = await roles.clicks(scene.ben, message, 'Blue');
    expect(answer).to.include(`did not get <@&${scene.blue.id}>`).and.to.include('one role of **Colours** at most');
    expect(answer).to.include(`you have <@&${scene.red.id}>`);
    expect(roles.held(scene.ben)).to.deep.equal(['Red']);
  });

  it('TR-33 a group that replaces says what has gone', async () => {
    const { scene } = roles;
    await scene.givenGroup({ name: 'Colours', roleIds: [scene.red.id, scene.blue.id], whenFull: 'replace' });
    const message = await roles.menu('buttons', [scene.red, scene.blue], 'Colours');
    await roles.clicks(scene.ben, message, 'Red');
    const answer = await roles.clicks(scene.ben, message, 'Blue');
    expect(answer).to.equal(`✅ You now have <@&${scene.blue.id}>.\n✅ You no longer have <@&${scene.red.id}>.`);
  });

  it('TR-33 a select menu within a group offers no more than its maximum, and changes roles within it', async () => {
    const { scene } = roles;
    await scene.givenGroup({ name: 'Colours', roleIds: [scene.red.id, scene.blue.id] });
    const message = await roles.menu('select', [scene.red, scene.blue], 'Colours');
    await roles.chooses(scene.ben, message, ['Red']);
    expect(await roles.chooses(scene.ben, message, ['Blue'])).to.include(`now have <@&${scene.blue.id}>`);
    expect(roles.held(scene.ben)).to.deep.equal(['Blue']);
    let refused = '';
    await roles.chooses(scene.ben, message, ['Red', 'Blue']).catch((error: unknown) => {
      refused = String(error);
    });
    expect(refused).to.include('0 to 1 values');
  });

  it('TR-33 fast clicks of one member never exceed the maximum of a group', async () => {
    const { scene } = roles;
    await scene.givenGroup({ name: 'Colours', roleIds: [scene.red.id, scene.blue.id, scene.green.id] });
    const message = await roles.menu('buttons', [scene.red, scene.blue, scene.green], 'Colours');
    scene.sandbox.clearCalls();
    const labels = ['Red', 'Blue', 'Green', 'Red', 'Blue'];
    const handles = await Promise.all(labels.map((label) => scene.ben.click(message, roles.control(message, label))));
    await Promise.all(handles.map((handle) => roles.answered(handle)));
    expect(roles.held(scene.ben)).to.deep.equal(['Blue']);
    const changes = scene.calls().map(({ operation }) => operation);
    expect(changes.filter((operation) => operation === GIVE_ROLE || operation === TAKE_ROLE)).to.deep.equal([
      GIVE_ROLE,
      TAKE_ROLE,
      GIVE_ROLE,
    ]);
  });

  it('TR-30 who is on the blacklist is told so, and until when', async () => {
    const { scene } = roles;
    const message = await roles.menu('buttons', [scene.red]);
    const until = scene.stage.clock.now() + 3_600_000;
    await scene.givenBlacklisted(scene.ben, { channelId: scene.rules.id, until });
    expect(await roles.clicks(scene.ben, message, 'Red')).to.include(`until <t:${Math.floor(until / 1000)}:f>`);
    expect(roles.held(scene.ben)).to.deep.equal([]);
    expect(await roles.clicks(scene.cleo, message, 'Red')).to.include('✅');
  });

  it('TR-33 a menu for members with a role turns others away', async () => {
    const { scene } = roles;
    await roles.told('menu create', { style: 'buttons', text: 'VIP', only_for: scene.green });
    const menu = await roles.newestMenu();
    await roles.told('menu add', { menu, role: scene.red });
    const message = [...scene.general.messages.values()].find(({ api }) => api.content === 'VIP');
    if (!message) throw new Error('No menu was posted');
    expect(await roles.clicks(scene.ben, message, 'Red')).to.include(`only for members who have <@&${scene.green.id}>`);
    expect(roles.held(scene.ben)).to.deep.equal([]);
    scene.olga.giveRole(scene.ben, scene.green);
    expect(await roles.clicks(scene.ben, message, 'Red')).to.include('✅');
  });

  it('TR-33 labels and emoji stand on the buttons, 25 of them, and the next one is refused', async () => {
    const { scene } = roles;
    const message = await roles.menu('buttons', []);
    expect(partsOf(message).find(({ label }) => label === 'No roles yet')?.disabled).to.equal(true);
    const menu = await roles.newestMenu();
    const party = scene.olga.addEmoji('party');
    await scene.stage.settle();
    await roles.told('menu add', { menu, role: scene.red, label: 'Rouge', emoji: '❤' });
    await roles.told('menu add', { menu, role: scene.blue, emoji: `<:party:${party}>` });
    const emoji = JSON.stringify(message.api.components);
    expect(emoji).to.include('❤\uFE0F').and.to.include(party).and.to.include('Rouge');
    const more = Array.from({ length: 24 }, (_, at) => scene.guild.addRole({ name: `R${at}`, position: 1 }));
    await scene.stage.settle();
    for (const role of more.slice(0, 23)) await roles.told('menu add', { menu, role });
    expect(await roles.told('menu add', { menu, role: more[23] })).to.include('25 of 25');
    expect(partsOf(message).filter(({ type }) => type === 2)).to.have.length(25);
  }).timeout(90_000);

  it('TR-33 what is wrong with a menu or an entry is refused, and nothing is changed', async () => {
    const { scene } = roles;
    expect(await roles.told('menu create', { style: 'buttons', text: String.raw`\n ` })).to.include('text is empty');
    await roles.menu('buttons', [scene.red]);
    const menu = await roles.newestMenu();
    const before = await roles.stored();
    const add = (input: object) => roles.told('menu add', { menu, role: scene.blue, ...input });
    expect(await add({ role: scene.red })).to.include('in this menu already');
    expect(await add({ emoji: 'no' })).to.include('not one emoji');
    expect(await add({ label: '\u200B' })).to.include('label must have');
    expect(await add({ menu: '999' })).to.include('no such role menu');
    expect(await add({ menu: 'nonsense' })).to.include('no such role menu');
    expect(await add({ group: 'Nothing' })).to.include('no role group');
    expect(await add({ role: scene.guild.botRole })).to.include('nobody can give it');
    expect(await roles.told('menu remove', { menu, entry: '999' })).to.include('no such entry');
    expect(await roles.told('menu delete', { menu: '999' })).to.include('no such role menu');
    expect(await roles.stored()).to.deep.equal(before);
  });

  it('TR-27 a manager has the bot write only where they may, and hands out only roles below theirs', async () => {
    const { scene } = roles;
    scene.olga.setOverwrite(scene.rules, roles.managers, { deny: Bits.SendMessages });
    await scene.stage.settle();
    const create = { style: 'buttons', text: 'Mine', channel: scene.rules };
    expect(await roles.told('menu create', create, scene.ada)).to.include('Send Messages');
    await roles.menu('buttons', []);
    const menu = await roles.newestMenu();
    const high = scene.guild.addRole({ name: 'High', position: 5 });
    scene.olga.moveRole(scene.guild.botRole, 7);
    await scene.stage.settle();
    expect(await roles.told('menu add', { menu, role: high }, scene.ada)).to.include('not below your own highest role');
    expect(await roles.stored()).to.deep.equal({ triggers: 0, actions: 0, menus: 1 });
  });

  it('TR-33 a menu that may not be posted leaves nothing behind', async () => {
    const { scene } = roles;
    scene.olga.setOverwrite(scene.rules, scene.guild.botRole, { deny: Bits.SendMessages });
    await scene.stage.settle();
    const create = { style: 'buttons', text: 'Mine', channel: scene.rules };
    expect(await roles.told('menu create', create))
      .to.include('Nothing was posted')
      .and.to.include('Send Messages');
    expect(await roles.stored()).to.deep.equal({ triggers: 0, actions: 0, menus: 0 });
    expect(scene.calls(SAY)).to.deep.equal([]);
  });

  it('TR-33 a menu of which the answer was lost is found at the next start, or forgotten', async () => {
    const { scene } = roles;
    scene.sandbox.faults.add({ operation: SAY, answer: { status: 503 } });
    const create = { style: 'buttons', text: 'Lost', channel: scene.rules };
    expect(await roles.told('menu create', create)).to.include('Discord did not answer');
    scene.sandbox.faults.clear();
    expect(await roles.stored()).to.deep.include({ menus: 1 });
    const posted = await roles.menu('buttons', [scene.red]);
    await scene.rows('update trigger_role_menus set message_id = null');
    await scene.stage.stopBot();
    await scene.stage.startBot();
    const rows = await scene.rows<{ message_id: string }>('select message_id from trigger_role_menus');
    expect(rows).to.deep.equal([{ message_id: posted.api.id }]);
  });

  it('TR-33 a menu that was being posted stays while Discord does not say whether its message is there', async () => {
    const { scene } = roles;
    await roles.menu('buttons', [scene.red]);
    await scene.rows('update trigger_role_menus set message_id = null');
    await scene.stage.stopBot();
    scene.sandbox.faults.add({ operation: 'GET /channels/{channel_id}/messages', answer: { status: 503 } });
    await scene.stage.startBot();
    expect(await roles.stored()).to.deep.equal({ triggers: 0, actions: 1, menus: 1 });
  });

  it('TR-33 a menu whose message nobody noted works when it is clicked', async () => {
    const { scene } = roles;
    const message = await roles.menu('buttons', [scene.red]);
    await scene.rows('update trigger_role_menus set message_id = null');
    expect(await roles.clicks(scene.ben, message, 'Red')).to.include('✅');
    const rows = await scene.rows<{ message_id: string }>('select message_id from trigger_role_menus');
    expect(rows).to.deep.equal([{ message_id: message.api.id }]);
  });

  it('TR-33 entries are removed with their actions, and the message follows', async () => {
    const { scene } = roles;
    const message = await roles.menu('buttons', [scene.red, scene.blue]);
    const menu = await roles.newestMenu();
    const [suggested] = await roles.suggested('menu remove', 'menu', 'colours');
    expect(suggested).to.deep.equal({ name: `#${menu} in #rules: Colours`, value: menu });
    const entries = await roles.suggested('menu remove', 'entry', '', { menu });
    expect(entries.map(({ name }) => name)).to.deep.equal(['Red', 'Blue']);
    expect(await roles.told('menu remove', { menu, entry: entries[0]?.value })).to.include('**Red** is no longer');
    expect(partsOf(message).flatMap(({ label }) => label ?? [])).to.deep.equal(['Blue']);
    expect(await roles.stored()).to.deep.equal({ triggers: 0, actions: 1, menus: 1 });
    await roles.told('menu remove', { menu, entry: entries[1]?.value });
    expect(partsOf(message).flatMap(({ label }) => label ?? [])).to.deep.equal(['No roles yet']);
  });

  it('TR-33 deleting a menu deletes its message and its actions, but none that something else uses', async () => {
    const { scene } = roles;
    const message = await roles.menu('select', [scene.red, scene.blue]);
    const menu = await roles.newestMenu();
    const [action] = await scene.rows<{ id: number }>('select id from trigger_actions order by id');
    await scene.givenTrigger({ on: 'contains', parameter: 'x', actionId: action?.id ?? 0 });
    scene.sandbox.faults.add({ operation: DELETE, answer: { status: 503 } });
    expect(await roles.told('menu delete', { menu })).to.include('Nothing was deleted');
    expect(await roles.stored()).to.deep.equal({ triggers: 1, actions: 2, menus: 1 });
    scene.sandbox.faults.clear();
    expect(await roles.told('menu delete', { menu })).to.include('🗑️');
    expect(scene.rules.messages.has(message.api.id)).to.equal(false);
    expect(await roles.stored()).to.deep.equal({ triggers: 1, actions: 1, menus: 0 });
  });

  it('TR-33 the menu of a message that is gone is forgotten with its actions', async () => {
    const { scene } = roles;
    const [first, second] = [await roles.menu('buttons', [scene.red]), await roles.menu('buttons', [scene.blue])];
    const menu = await roles.newestMenu();
    scene.sandbox.faults.add({ operation: EDIT, answer: { status: 404, code: 10_008, message: 'Unknown Message' } });
    expect(await roles.told('menu add', { menu, role: scene.green })).to.include('the menu is gone too');
    scene.sandbox.faults.clear();
    expect(await roles.stored()).to.deep.equal({ triggers: 0, actions: 1, menus: 1 });
    expect(await roles.clicks(scene.ben, second, 'Blue')).to.include('no longer works');
    scene.olga.deleteMessage(first);
    await scene.stage.settle();
    expect(await roles.stored()).to.deep.equal({ triggers: 0, actions: 0, menus: 0 });
  });

  it('TR-33 a menu stays when Discord does not answer, and is drawn with the next entry', async () => {
    const { scene } = roles;
    const message = await roles.menu('buttons', [scene.red]);
    const menu = await roles.newestMenu();
    scene.sandbox.faults.add({ operation: EDIT, answer: { status: 503 } });
    expect(await roles.told('menu add', { menu, role: scene.blue }))
      .to.include('✅')
      .and.to.include('could not be changed');
    scene.sandbox.faults.clear();
    await roles.told('menu add', { menu, role: scene.green });
    expect(partsOf(message).flatMap(({ label }) => label ?? [])).to.deep.equal(['Red', 'Blue', 'Green']);
  });

  it('TR-35 an action that a menu uses is not deleted without force, and its button is answered after that', async () => {
    const { scene } = roles;
    const message = await roles.menu('buttons', [scene.red, scene.blue]);
    const old = roles.control(message, 'Red');
    const olga = await scene.seen.members.fetch(scene.olga.id);
    const [action] = await scene.rows<{ id: number }>('select id from trigger_actions order by id');
    const { actions } = scene.parts.admin;
    let refusal = '';
    await actions.delete(olga, action?.id ?? 0, { force: false }).catch((error: unknown) => {
      refusal = String(error);
    });
    expect(refusal).to.include('role menus in');
    await actions.delete(olga, action?.id ?? 0, { force: true });
    const answer = await roles.answered(await scene.ben.click(message, old));
    expect(answer).to.include('no longer in the menu');
    expect(partsOf(message).flatMap(({ label }) => label ?? [])).to.deep.equal(['Blue']);
  });

  it('TR-33 what an action goes on to runs for a click too, and a failure is told', async () => {
    const { scene } = roles;
    const message = await roles.menu('buttons', [scene.red, scene.blue]);
    const next = await scene.givenAction(saying('{user.name} joined the reds', scene.general));
    const [red] = await scene.rows<{ id: number }>('select id from trigger_actions order by id');
    await scene.givenChain(red?.id ?? 0, next.id);
    await roles.clicks(scene.ben, message, 'Red');
    expect(scene.said()).to.deep.equal(['Ben joined the reds']);
    scene.guild.setBotPermissions(Bits.ViewChannel | Bits.SendMessages);
    await scene.stage.settle();
    const answer = await roles.clicks(scene.ben, message, 'Blue');
    expect(answer).to.equal(`⚠️ It did not work with <@&${scene.blue.id}>. I lack Manage Roles in this server.`);
  });

  it('TR-33 a role that is gone is told', async () => {
    const { scene } = roles;
    const message = await roles.menu('buttons', [scene.red]);
    const answer = { status: 404, code: 10_011, message: 'Unknown Role' };
    scene.sandbox.faults.add({ operation: GIVE_ROLE, answer });
    expect(await roles.clicks(scene.ben, message, 'Red')).to.include('The role does not exist any more');
  });

  it('TR-33 a click that takes long is answered all the same', async () => {
    const { scene } = roles;
    const message = await roles.menu('buttons', [scene.red]);
    scene.sandbox.faults.add({ operation: GIVE_ROLE, times: 1, answer: { status: 429, retryAfter: 1 } });
    expect(await roles.clicks(scene.ben, message, 'Red')).to.include('✅');
  });

  it('TR-35 a menu loses the entry whose action is deleted by force, and who deletes is told', async () => {
    const { scene } = roles;
    const message = await roles.menu('buttons', [scene.red, scene.blue]);
    const asked = await roles.action('delete', { action: 'Blue by menu in #rules' });
    expect(textOf(asked))
      .to.include('The role menu in <#')
      .and.to.include('Change those first with `/reactionrole menu remove`, or delete it anyway. Then:')
      .and.to.include('- without this role: the role menu in');
    const deleted = await roles.press(asked, 'Delete anyway');
    expect(textOf(deleted)).to.include('is deleted').and.to.include(`out of the role menu in <#${scene.rules.id}>`);
    expect(partsOf(message).flatMap(({ label }) => label ?? [])).to.deep.equal(['Red']);
  });

  it('TR-35 where the message cannot be changed, who deletes is told, and who clicks too', async () => {
    const { scene } = roles;
    const message = await roles.menu('buttons', [scene.red, scene.blue]);
    const id = roles.control(message, 'Blue');
    const asked = await roles.action('delete', { action: 'Blue by menu in #rules' });
    scene.sandbox.faults.add({ operation: EDIT, answer: { status: 503 } });
    const told = textOf(await roles.press(asked, 'Delete anyway'));
    expect(told).to.include('still shows it').and.to.include('Who clicks it is told that it is gone');
    scene.sandbox.faults.clear();
    expect(await roles.answered(await scene.ben.click(message, id))).to.include('no longer in the menu');
    expect(partsOf(message).flatMap(({ label }) => label ?? [])).to.deep.equal(['Red']);
  });
});
