import { expect } from 'chai';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processesWith, TestProcess } from '../../../support/processes.js';
import { describeInBrowser, Visit } from './visit.js';

describeInBrowser('the guided tour in a browser', () => {
  let directory: string;
  let started: TestProcess | undefined;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'roomkeeper-tour-'));
    await chmod(directory, 0o755);
  });

  afterEach(async () => {
    started?.child.kill('SIGTERM');
    await started?.ended;
    await rm(directory, { recursive: true, force: true });
  });

  it('SB-24 SB-20 a newcomer starts the sandbox, opens its address, and does what the tour tells to its end', async () => {
    const process = (started = new TestProcess('sandbox/start.js', {
      cwd: directory,
      env: { ROOMKEEPER_PAGE_PORT: '0', TMPDIR: tmpdir() },
    }));
    await process.printed('Starting the bot');
    const [address = ''] = /http:\/\/\S+/.exec(process.output) ?? [];
    const visit = await Visit.open(address);
    const { page, tour } = visit;
    const ada = visit.seat('Ada');
    const says = (text: string | RegExp) => tour.getByText(text).first().waitFor();
    const glows = page.locator('[data-glow]');
    await page.getByText('is running').waitFor();

    // Each step is done with what glows, as the tour's words say.
    await says('Get a room of your own');
    await says('Click New Room in the list of channels');
    await glows.filter({ hasText: 'New Room' }).click();
    await says('Lock it');
    const room = (await tour.locator('strong').last().textContent()) ?? '';
    await ada.channel(room).waitFor();
    await ada.inVoice('Ada').waitFor();
    await glows.and(page.getByRole('treeitem', { name: 'text channel, private' })).click();
    await glows.filter({ hasText: 'Unlocked' }).click();
    await says('Lose it, and get it back');
    await page.getByRole('treeitem', { name: /voice channel, 1 inside, locked/ }).waitFor();
    await glows.and(page.getByRole('button', { name: `Leave ${room}` })).click();
    await says('The room is empty');
    await glows.and(ada.channel(room)).click();

    await says('Make a trigger');
    await says('choose Olga, who owns the server');
    await glows.filter({ hasText: 'Acting as' }).click();
    await page.getByRole('menuitemradio', { name: 'Olga' }).click();
    const olga = visit.seat('Olga');
    await says('An action first');
    const commands = tour.locator('code');
    let told = -1;
    for (const answer of [/hello.* (?:is made|was created)/, /greeting.* is made/]) {
      await olga.say((await commands.nth(++told).textContent()) ?? '');
      await olga.button('Send').click();
      await olga.message(answer).waitFor();
    }
    await olga.say('hi');

    await says('Kill the bot, and watch it recover');
    await glows.click();
    await says('The bot is dead');
    await page.getByText('is down').waitFor();
    await glows.click();
    await says('That was the tour');
    await page.getByText('is running').waitFor();
    expect(await tour.getByText('is done').count()).to.equal(5);

    // What it was before, it still is: the room is there and locked, and the trigger answers again.
    await olga.root.getByRole('treeitem', { name: `${room} (voice channel, 1 inside, locked` }).waitFor();
    await olga.say('hi again');
    await olga
      .message(/Hello!/)
      .nth(1)
      .waitFor();
    visit.forgiveFaults();
    process.type('quit');
    expect(await process.ended).to.equal(0);
    expect(processesWith(directory)).to.deep.equal([]);
  });
});
