import { inTime, reply, respondByUpdate, type Answer } from '../../discord/replies.js';
import type { SudoClick } from '../../settings/sudo-page.js';
import { requirePageOf, requireSection } from './catalogue.js';
import type { Destination } from './destination.js';
import { valuesOf } from './editing.js';
import { logView } from './log-view.js';
import { menuView, settingsView } from './menus.js';
import { isApart, withWayBack } from './plugin-page.js';
import { sectionView } from './section-view.js';

/** Goes to a place within `/sudo`. The click is of somebody who is sudo. @throws {UserError} when there is no such place. */
export async function open(click: SudoClick, destination: Destination): Promise<void> {
  if (destination.at === 'page') await openPage(click, destination.key);
  else await respondByUpdate(click, () => viewOf(click, destination));
}

async function viewOf({ guild }: SudoClick, destination: Exclude<Destination, { at: 'page' }>): Promise<Answer> {
  switch (destination.at) {
    case 'menu':
      return menuView(guild, destination.page);
    case 'settings':
      return settingsView(destination.page);
    case 'log':
      return logView(guild.id, destination.page);
    case 'section': {
      const section = requireSection(destination.key);
      return sectionView(section, valuesOf(guild.id, section));
    }
  }
}

async function openPage(click: SudoClick, key: string): Promise<void> {
  const page = requirePageOf(key);
  const answer = await inTime(
    click,
    () => page.open(click),
    () => click.deferUpdate(),
  );
  if (isApart(answer)) await reply(click, answer);
  else await respondByUpdate(click, async () => withWayBack(page, answer));
}
