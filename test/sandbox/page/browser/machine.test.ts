import { expect } from 'chai';
import type { Person } from '../../../../sandbox/people/person.js';
import { BotScene } from './bot-scene.js';
import { describeInBrowser, Visit, type SeatParts } from './visit.js';

describeInBrowser('the machine around the seats, in a browser', () => {
  let scene: BotScene;
  let kim: Person;
  let visit: Visit;
  let seat: SeatParts;

  beforeEach(async () => {
    scene = await BotScene.ready();
    kim = scene.newcomer('Kim');
    visit = await Visit.open(scene.page.address, { as: [kim.id], timeline: true, tour: false });
    seat = visit.seat('Kim');
  });

  afterEach(() => scene.dismiss(kim));

  /** Kim joins the hub, and owns a room: its name. */
  async function ownsRoom(): Promise<string> {
    await seat.channel('New Room').click();
    await seat.root.locator('.own-voice strong').filter({ hasNotText: 'New Room' }).waitFor();
    return (await seat.root.locator('.own-voice strong').textContent()) ?? '';
  }

  const row = (text: string | RegExp) => visit.timeline.getByRole('button', { name: text });

  it('SB-22 rows of the timeline open their JSON, and are filtered by kind, plugin, channel and text', async () => {
    const room = await ownsRoom();
    const call = row(/PATCH \/channels\/.*200 in/).last();
    await call.click();
    const json = visit.timeline.locator('pre').last();
    await json.filter({ hasText: room }).waitFor();
    // The line that was pressed is still in sight above it.
    await visit.page.waitForFunction(inSight);
    expect(JSON.parse((await json.textContent()) ?? '')).to.be.an('object');
    const rows = visit.timeline.getByRole('listitem');
    await visit.timeline.getByRole('combobox', { name: 'Plugin' }).selectOption('panel');
    await rows
      .filter({ hasNot: visit.page.locator('.plugin', { hasText: 'panel' }) })
      .first()
      .waitFor({ state: 'detached' });
    await rows
      .filter({ hasText: /POST \/channels\/.*messages/ })
      .last()
      .waitFor();
    await visit.timeline.getByRole('combobox', { name: 'Plugin' }).selectOption('');
    await visit.timeline.getByRole('combobox', { name: 'Channel' }).selectOption({ label: room });
    await rows
      .filter({ hasNot: visit.page.locator('.place', { hasText: room }) })
      .first()
      .waitFor({ state: 'detached' });
    await visit.timeline.getByRole('button', { name: 'Events' }).click();
    await visit.timeline.locator('.happened.kind-event').first().waitFor({ state: 'detached' });
    await visit.timeline.getByRole('searchbox', { name: 'Search the timeline' }).fill('no row has this');
    await visit.timeline.getByText('No row fits this filter.').waitFor();
  });

  it('SB-23 the clock stands still, and a leap of 10 seconds and of 5 minutes ends a grace period of the bot', async () => {
    const room = await ownsRoom();
    await visit.button('Pause the clock').click();
    await visit.page.getByRole('banner').getByText('paused').waitFor();
    await seat.button(`Leave ${room}`).click();
    await row(/hub.*armed .*deletion/)
      .last()
      .waitFor();
    await visit.button('+10 s').click();
    await row(/Clock/).last().waitFor();
    await seat.channel(room).waitFor();
    await visit.button('+5 min').click();
    await seat.channel(room).waitFor({ state: 'detached' });
    await visit.button('Let the clock run').click();
  });

  it('SB-23 a fault that is asked for meets the next call, and the bot copes', async () => {
    await visit.button(/^Faults/).click();
    const panel = visit.page.getByRole('dialog', { name: 'Faults' });
    await panel.getByRole('combobox', { name: 'Which call' }).click();
    await panel.getByRole('combobox', { name: 'Search: Which call' }).fill('PATCH /channels/{channel_id}');
    await panel.getByRole('option', { name: 'PATCH /channels/{channel_id}', exact: true }).click();
    await panel
      .getByRole('combobox', { name: 'What happens to it' })
      .selectOption({ label: '503, an error of the server' });
    await panel.getByRole('button', { name: 'Let it fail' }).click();
    await panel.getByText('Waiting for their call').waitFor();
    await visit.page.keyboard.press('Escape');
    await seat.channel('New Room').click();
    await row(/PATCH \/channels\/.*503.*as you chose/)
      .last()
      .waitFor();
    await ownsRoom();
    await visit.button('Faults').waitFor();
  });

  it('SB-23 killed, the bot sees nothing of what happens; started again, it catches up', async () => {
    await visit.button('Kill the bot').click();
    await visit.page.getByText('is down').waitFor();
    await seat.channel('New Room').click();
    await seat.button('Leave New Room').waitFor();
    await visit.button('Start the bot').click();
    await visit.page.getByText('is running').waitFor();
    await seat.root.locator('.own-voice strong').filter({ hasNotText: 'New Room' }).waitFor();
    await row(/The bot was killed/)
      .last()
      .waitFor();
    await row(/The bot is ready/)
      .last()
      .waitFor();
  });
});

/** Whether the open row shows within the timeline. */
const inSight = `document.querySelector('.happened-row[aria-expanded=true]').getBoundingClientRect().top >=
  document.querySelector('.timeline-rows').getBoundingClientRect().top - 1`;
