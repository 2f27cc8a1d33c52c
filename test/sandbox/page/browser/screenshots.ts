import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeAll } from '../../../support/at-end.js';
import { packageRoot } from '../../../support/package-root.js';
import { TestProcess } from '../../../support/processes.js';
import { Visit } from './visit.js';

/** `npm run screenshots`: makes the README's pictures of the page, with the bot as `npm start` starts it. */
const directory = await mkdtemp(join(tmpdir(), 'roomkeeper-pictures-'));
await chmod(directory, 0o755);
const started = new TestProcess('sandbox/start.js', { cwd: directory, env: { ROOMKEEPER_PAGE_PORT: '0' } });
try {
  await started.printed('Try: join ada General');
  const [address = ''] = /http:\/\/\S+/.exec(started.output) ?? [];
  await takePictures(address);
} finally {
  await closeAll();
  started.child.kill('SIGTERM');
  await started.ended;
  await rm(directory, { recursive: true, force: true });
}

async function takePictures(address: string): Promise<void> {
  started.type('play ada Factorio');
  const visit = await Visit.open(address, {
    colorScheme: 'light',
    reducedMotion: 'reduce',
    timeline: false,
    tour: false,
  });
  const { page } = visit;
  const ada = visit.seat('Ada');
  const picture = (name: string) => page.screenshot({ path: join(packageRoot, 'docs/images', `sandbox-${name}.png`) });
  await ada.channel('New Room').click();
  const inside = ada.root.locator('.own-voice strong');
  const room = (await inside.filter({ hasNotText: 'New Room' }).textContent()) ?? '';
  await ada.root.getByRole('treeitem', { name: `${room.toLowerCase().replaceAll(' ', '-')} (text channel` }).click();
  await ada.button(/Unlocked/).waitFor();
  started.type(`join ben "${room}"`);
  await ada.message('Unlocked').getByText('@Ben').waitFor();
  await ada.say('Good evening, Ben. The door is open, and the factory grows.');
  await ada.message('Good evening').waitFor();
  await page.mouse.move(0, 0);
  await picture('room');
  await visit.button('Timeline').click();
  await ada
    .button(/Unlocked/)
    .first()
    .click();
  await ada.root.getByRole('treeitem', { name: /voice channel, 2 inside, locked/ }).waitFor();
  await visit.timeline.getByText('PATCH /channels').last().waitFor();
  await page.mouse.move(0, 0);
  await picture('timeline');
}
