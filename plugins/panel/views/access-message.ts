import { ComponentType, type APIMessageTopLevelComponent } from 'discord.js';
import { ids } from '../custom-ids.js';
import { fitted } from '../domain/fitted-list.js';
import { pageOf, type Page } from '../domain/paging.js';
import { panelWords } from '../messages.js';
import { access, paging } from '../dialog-messages.js';
import { message, pageButtons, row, text, type V2Message } from './components.js';

/** An entry of the lists of a room. */
export interface AccessEntry {
  readonly list: 'permitted' | 'blocked';
  readonly kind: 'user' | 'role';
  readonly id: string;
  readonly name: string;
}

/** A select holds so many options. */
export const ACCESS_PAGE = 25;
/** Characters that each list takes at most; both and the rest stay far below what a message holds. */
const LIST_LIMIT = 1500;

/** Who may and may not enter, with the selects that change it. `done` says what has just been done. */
export function accessMessage(roomId: string, entries: readonly AccessEntry[], page = 0, done?: string): V2Message {
  const shown = pageOf(entries, page, ACCESS_PAGE);
  const paragraphs = [
    access.heading(roomId),
    access.permitted(listOf(entries, 'permitted')),
    access.blocked(listOf(entries, 'blocked')),
  ];
  if (shown.pages > 1) paragraphs.push(paging.page(shown.page + 1, shown.pages));
  if (done !== undefined) paragraphs.push(done);
  return message(
    text(...paragraphs),
    pick(ComponentType.MentionableSelect, ids.permit.build(roomId, String(shown.page)), access.permitPlaceholder),
    pick(ComponentType.MentionableSelect, ids.block.build(roomId, String(shown.page)), access.blockPlaceholder),
    pick(ComponentType.UserSelect, ids.kick.build(roomId, String(shown.page)), access.kickPlaceholder),
    ...liftSelect(roomId, shown),
    ...pageButtons(ids.accessPage, roomId, shown),
  );
}

function listOf(entries: readonly AccessEntry[], list: AccessEntry['list']): string {
  const mentions = entries.filter((entry) => entry.list === list).map(({ kind, id }) => access[kind](id));
  return mentions.length === 0 ? access.none : fitted(mentions, LIST_LIMIT, panelWords.more).join(' ');
}

function pick(
  type: ComponentType.MentionableSelect | ComponentType.UserSelect,
  customId: string,
  placeholder: string,
): APIMessageTopLevelComponent {
  return row({ type, custom_id: customId, placeholder });
}

function liftSelect(roomId: string, { items, page }: Page<AccessEntry>): APIMessageTopLevelComponent[] {
  if (items.length === 0) return [];
  const options = items.map(({ list, kind, id, name }) => ({
    label: access.listed(list, name),
    value: `${list}.${kind}.${id}`,
  }));
  const customId = ids.lift.build(roomId, String(page));
  return [row({ type: ComponentType.StringSelect, custom_id: customId, placeholder: access.liftPlaceholder, options })];
}
