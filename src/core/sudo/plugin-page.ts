import { MessageFlags, type ButtonBuilder } from 'discord.js';
import type { Answer } from '../../discord/replies.js';
import type { SudoPage } from '../../settings/sudo-page.js';
import { sudoMessages } from '../sudo-messages.js';
import { row, wayTo } from './components.js';
import { nameOf } from './destination.js';

const MAX_ROWS = 5;

/** A button that leads from a plugin's page of `/sudo` back to where it was chosen: for what its own handlers answer. */
export function leaveSudoPage(page: Pick<SudoPage, 'place'>): ButtonBuilder {
  return page.place === 'settings'
    ? wayTo(nameOf.settings(), sudoMessages.backToSettings)
    : wayTo(nameOf.menu(), sudoMessages.back);
}

/** A button that leads to a plugin's page of `/sudo`, as if it was chosen anew: for what its own handlers answer. */
export function openSudoPage(page: SudoPage, label: string): ButtonBuilder {
  return wayTo(nameOf.page(page), label);
}

/** Whether an answer cannot take the place of the menu: what has once been of Components V2 stays so. */
export function isApart(answer: Answer): boolean {
  return typeof answer !== 'string' && answer.flags === MessageFlags.IsComponentsV2;
}

/** The answer of a page with the way back, as a whole that takes the place of what was there. */
export function withWayBack(page: SudoPage, answer: Answer): Answer {
  const { content = '', components = [], embeds = [] } = typeof answer === 'string' ? { content: answer } : answer;
  if (components.length >= MAX_ROWS) {
    throw new RangeError(
      `The page "${page.key}" of /sudo has ${components.length} rows, and leaves none for the way back.`,
    );
  }
  return { content, embeds, components: [...components, row(leaveSudoPage(page))] };
}
