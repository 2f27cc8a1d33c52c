import { ButtonStyle } from 'discord.js';
import { actions, blacklist, groups } from '../action-messages.js';
import { ids } from '../custom-ids.js';
import type { RoleGroup } from '../domain/action.js';
import type { BlacklistEntry } from '../domain/blacklist.js';
import type { GroupShown, Page } from '../services/admin/shown.js';
import { danglingLines } from './chain-lines.js';
import { button, menu, row, view, type View } from './components.js';
import { listed, paged } from './paged.js';

/** A page of the list of role groups. */
export function groupList({ items, total, ...at }: Page<RoleGroup>): View {
  if (total === 0) return view([groups.empty]);
  const entries = items.map(({ id, name }) => ({ label: name, value: String(id) }));
  return listed(
    groups.heading(total),
    items.map(groups.line),
    at,
    (page, way) => ids.list.build('group', String(page), way),
    menu(ids.open.build('group'), groups.choose, entries),
  );
}

/** All there is to know about a role group. @param notes - What has just been done. */
export function groupShown({ group, users, dangling }: GroupShown, page = 0, notes: readonly string[] = []): View {
  const id = String(group.id);
  const lines = [groups.title(group), ...groups.facts(group), groups.users(users), ...danglingLines(dangling)];
  return paged(lines, page, (number, way) => ids.show.build('group', id, String(number), way), {
    notes,
    rows: [row(button(ids.delete.build('group', id), actions.delete, ButtonStyle.Danger))],
  });
}

/** A page of the blacklist. */
export function blacklistList({ items, total, ...at }: Page<BlacklistEntry>): View {
  if (total === 0) return view([blacklist.empty]);
  return listed(blacklist.heading(total), items.map(blacklist.line), at, (page, way) =>
    ids.list.build('blacklist', String(page), way),
  );
}
