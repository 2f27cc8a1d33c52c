import type { RoleMode } from './action.js';
import type { ActionId, Snowflake } from './trigger.js';

/** Discord takes five rows of five buttons, or so many entries of a select menu. */
export const MENU_ENTRIES_LIMIT = 25;
/** Of a button. A select menu would take some more. */
export const LABEL_LIMIT = 80;
export const MENU_TEXT_LIMIT = 2_000;
/** Menus of one guild. */
export const MENUS_LIMIT = 50;

export const menuStyles = ['buttons', 'select'] as const;
export type MenuStyle = (typeof menuStyles)[number];

/** What an entry's action does: a button gives and takes, what is chosen from a select menu is given. */
export const entryModes: Readonly<Record<MenuStyle, RoleMode>> = { buttons: 'toggle', select: 'add' };

/** An entry of a select menu, with the role that its action is about. */
export interface Selectable {
  readonly actionId: ActionId;
  readonly roleId: Snowflake;
}

export interface Selection<Entry> {
  readonly give: readonly Entry[];
  readonly take: readonly Entry[];
}

/**
 * What a choice from a select menu means for a member: what is chosen and not held is given, what is held and not chosen is
 * taken. Roles that the menu does not offer are left alone.
 */
export function selection<Entry extends Selectable>(
  entries: readonly Entry[],
  chosen: ReadonlySet<ActionId>,
  held: ReadonlySet<Snowflake>,
): Selection<Entry> {
  const wanted = entries.filter(({ actionId }) => chosen.has(actionId));
  const roles = new Set(wanted.map(({ roleId }) => roleId));
  return {
    give: wanted.filter(({ roleId }) => !held.has(roleId)),
    take: entries.filter(({ roleId }) => held.has(roleId) && !roles.has(roleId)),
  };
}

/** How many entries of a select menu can be chosen at once: not more than a group allows that all of them are in. */
export function mostChosen(
  entries: number,
  groups: readonly { readonly id: number; readonly maximum: number }[],
  groupIds: readonly (number | null)[],
): number {
  const [first = null] = groupIds;
  const shared = first !== null && groupIds.every((id) => id === first) ? groups.find(({ id }) => id === first) : null;
  const maximum = shared?.maximum ?? 0;
  return Math.max(1, maximum > 0 ? Math.min(maximum, entries) : entries);
}
