import { expect } from 'chai';
import { PresenceUpdateStatus } from 'discord-api-types/v10';
import { PageStage } from '../page-stage.js';
import { describeInBrowser, Visit } from './visit.js';

describeInBrowser('two members side by side, in a browser', () => {
  let stage: PageStage;
  let visit: Visit;

  beforeEach(async () => {
    stage = await PageStage.set();
    visit = await Visit.open(stage.page.address, { as: [stage.ada.id], timeline: false, tour: false });
  });

  afterEach(() => stage.strike());

  it('SB-21 one sees at once what the other writes, joins, plays and leaves', async () => {
    await visit.button(/Second seat/).click();
    const ada = visit.seat('Ada');
    const ben = visit.seat('Ben');
    for (const seat of [ada, ben]) await seat.channel('chat').click();
    await ada.say('Hello, Ben');
    const heard = ben.message('Hello, Ben');
    await heard.hover();
    await heard.getByRole('button', { name: 'Reply' }).click();
    await ben.say('Hello yourself');
    await ada.message('Hello yourself').getByText('Replies to Ada').waitFor();
    await ada.channel('Lounge').click();
    await ben.inVoice('Ada').waitFor();
    await ben.channel('Lounge').click();
    await ada.inVoice('Ben').waitFor();
    await ada.button('Mute').click();
    await ben.root.getByRole('treeitem', { name: /^Ada .*muted/ }).waitFor();
    await ada.button('Play a game').click();
    await ada.button('Factorio').click();
    await ben.root.getByRole('treeitem', { name: /^Ada .*playing Factorio/ }).waitFor();
    await ada.button('Leave Lounge').click();
    await ben.inVoice('Ada').waitFor({ state: 'detached' });
    expect(stage.guild.record.voiceStates.has(stage.ben.id)).to.equal(true);
  });

  it('SB-21 a seat changes to another member, and is the same after the page is loaded anew', async () => {
    await visit.seat('Ada').choose(/^Acting as Ada/, 'Olga');
    await visit.seat('Olga').channel('chat').waitFor();
    await visit.page.reload();
    await visit.seat('Olga').channel('chat').waitFor();
  });

  it('SB-21 a reaction, an edit and a deletion show in both seats', async () => {
    await visit.button(/Second seat/).click();
    const ada = visit.seat('Ada');
    const ben = visit.seat('Ben');
    for (const seat of [ada, ben]) await seat.channel('chat').click();
    await ada.say('Wrong');
    const own = ada.message('Wrong');
    await own.hover();
    await ada.choose('More for this message', 'Edit');
    await ada.root.getByRole('textbox', { name: 'Edit your message' }).fill('Right');
    await ada.button('Save').click();
    const other = ben.message('Right');
    await other.hover();
    await other.getByRole('button', { name: 'Add a reaction' }).click();
    await ben.button('fire').click();
    await ada
      .message('Right')
      .getByRole('button', { name: /🔥.*, 1 reaction$/ })
      .click();
    await ben
      .message('Right')
      .getByRole('button', { name: /, 2 reactions, yours too/ })
      .waitFor();
    await ada.message('Right').hover();
    await ada.choose('More for this message', 'Delete');
    await other.waitFor({ state: 'detached' });
  });

  it('SB-21 a moderator makes a channel, limits it, closes it to others, and deletes it', async () => {
    await visit.seat('Ada').choose(/^Acting as Ada/, 'Olga');
    const olga = visit.seat('Olga');
    const { dialog } = olga;
    await olga.button('Create a channel').click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Chess');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await olga.channel('Chess').hover();
    await olga.choose('More for Chess', 'Edit');
    await dialog.getByRole('textbox', { name: /Most people/ }).fill('100');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('alert').getByText('(50035)').waitFor();
    await dialog.getByRole('textbox', { name: /Most people/ }).fill('2');
    await dialog.getByRole('tab', { name: 'Permissions' }).click();
    await dialog.getByRole('group', { name: 'Connect' }).getByRole('radio', { name: 'Deny' }).check({ force: true });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await olga.root.getByRole('treeitem', { name: /^Chess .*locked/ }).waitFor();
    await olga.channel('Chess').hover();
    await olga.choose('More for Chess', 'Delete');
    await olga.channel('Chess').waitFor({ state: 'detached' });
  });

  it('SB-21 a moderator makes a role, gives it, and renames and removes a member', async () => {
    await visit.seat('Ada').choose(/^Acting as Ada/, 'Olga');
    const olga = visit.seat('Olga');
    const { dialog } = olga;
    stage.ben.presence(PresenceUpdateStatus.Online);
    await olga.choose(/^Menu of /, 'Roles and permissions');
    await dialog.getByRole('button', { name: 'New role' }).click();
    await dialog.getByRole('button', { name: 'new role', exact: true }).waitFor();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Staff');
    await dialog.getByRole('checkbox', { name: /apart in the member list/ }).check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('button', { name: 'Staff' }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    // What lies under a dialog is there, but not for those who hear the page read out.
    const members = olga.root.locator('.members');
    await members.getByRole('button', { name: /^Ben/ }).click();
    await dialog.getByRole('checkbox', { name: 'Staff' }).check();
    await dialog.getByRole('textbox', { name: 'Nickname' }).fill('Benny');
    await dialog.getByRole('button', { name: 'Rename' }).click();
    await dialog.getByRole('heading', { name: 'Benny' }).waitFor();
    await members.locator('.group-name').filter({ hasText: 'Staff' }).waitFor();
    await dialog.getByRole('button', { name: 'Kick' }).click();
    await members.getByText('Benny').waitFor({ state: 'detached' });
  });

  it('SB-21 who may not is refused in Discord’s words, where it was tried', async () => {
    const ada = visit.seat('Ada');
    stage.guild.owner.editChannel(stage.room, { userLimit: 1 });
    stage.ben.join(stage.room);
    await ada.channel('Lounge').click();
    await ada.root.locator('.channels').getByRole('alert').getByText('It is full.').waitFor();
    await ada.button('Dismiss this error').click();
    await ada.refusal.waitFor({ state: 'detached' });
  });
});
