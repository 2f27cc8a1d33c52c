import { ids } from '../custom-ids.js';
import { pageOf } from '../domain/paging.js';
import type { Ranked } from '../domain/ranks.js';
import { hosts, paging } from '../dialog-messages.js';
import { button, grid, message, pageButtons, text, type V2Message } from './components.js';

/** So many buttons fit into the rows of a page. */
export const HOSTS_PAGE = 25;

/** The list of hosts, with a button for everybody. */
export function hostsMessage(
  roomId: string,
  ranked: readonly Ranked[],
  nameOf: (userId: string) => string,
  page = 0,
): V2Message {
  const shown = pageOf(ranked, page, HOSTS_PAGE);
  const buttons = shown.items.map(({ userId, rank, here }) =>
    button(ids.host.build(roomId, userId, rank === 'host' ? 'off' : 'on', String(shown.page)), {
      label: hosts.label(nameOf(userId), rank, here),
      emoji: hosts.emoji(rank),
      disabled: rank === 'owner',
    }),
  );
  const texts = [hosts.heading(roomId)];
  if (ranked.length === 1) texts.push(hosts.alone);
  if (shown.pages > 1) texts.push(paging.page(shown.page + 1, shown.pages));
  return message(text(...texts), ...grid(buttons), ...pageButtons(ids.hostsPage, roomId, shown));
}
