import type { GuildMember } from 'discord.js';
import { freeName } from '../../domain/names.js';
import { menuActionName } from '../../domain/reaction-roles.js';
import {
  entryModes,
  MENU_ENTRIES_LIMIT,
  MENU_TEXT_LIMIT,
  MENUS_LIMIT,
  type MenuStyle,
} from '../../domain/role-menu.js';
import { isBlank } from '../../domain/text.js';
import { noRequirements, type ActionId, type Snowflake } from '../../domain/trigger.js';
import { RoleMenuRow } from '../../entities/role-menu-row.js';
import { roleMenus as words } from '../../reaction-role-messages.js';
import { requireSoundAction } from '../admin/action-checks.js';
import { insertAction, UNSAVED } from '../admin/action-writing.js';
import type { Ref } from '../admin/inputs.js';
import { found } from '../admin/lookup.js';
import { refused } from '../admin/refusals.js';
import { requireRights } from '../admin/rights.js';
import { actionsById } from '../admin/trigger-checks.js';
import type { Change } from '../store/guild-changes.js';
import { roleName } from './reaction-role-writing.js';
import type { RolesParts } from './roles-parts.js';
import { deleteUnusedActions } from './unused-actions.js';

export interface MenuInput {
  readonly style: MenuStyle;
  readonly channelId: Snowflake;
  readonly text: string;
  /** Only members with this role may use it; null for everybody. */
  readonly onlyFor: Snowflake | null;
}

export interface EntryInput {
  readonly menuId: number;
  readonly roleId: Snowflake;
  /** Null: the role's name. */
  readonly label: string | null;
  /** As it is typed; null for none. */
  readonly emoji: string | null;
  readonly group: Ref | null;
}

/** Stores the action of a new entry, within a change of its guild. @throws {UserError} for what cannot be in a menu. */
export async function insertEntryAction(
  change: Change,
  by: GuildMember,
  row: RoleMenuRow,
  input: EntryInput,
  { engine, limits }: Pick<RolesParts, 'engine' | 'limits'>,
): Promise<ActionId> {
  const { state } = change;
  if (row.entries.length >= MENU_ENTRIES_LIMIT) throw refused('menu-full', words.full(MENU_ENTRIES_LIMIT));
  const byId = actionsById(state);
  const taken = row.entries.map(({ actionId }) => byId.get(actionId)?.spec);
  if (taken.some((spec) => spec?.kind === 'role' && spec.first === input.roleId))
    throw refused('role-twice', words.roleTwice(input.roleId));
  const groupId = input.group === null ? null : found('role group', state.groups, input.group).id;
  const { guild } = by;
  const channel = guild.channels.cache.get(row.channelId)?.name ?? '';
  const wish = menuActionName(roleName(guild.roles.cache.get(input.roleId)), channel);
  const action = {
    guildId: guild.id,
    name: freeName(wish, state.actions),
    spec: { kind: 'role', first: input.roleId, second: { mode: entryModes[row.style], groupId } },
    chain: null,
  } as const;
  const starts = [{ actionId: UNSAVED, channelId: row.channelId }];
  const sound = requireSoundAction(by, { ...action, id: UNSAVED }, { state, engine, faults: [], starts });
  return (await insertAction(change, sound, by.id, limits)).id;
}

/** Deletes menus with the actions that nothing else uses, within a change of their guild. */
export async function deleteMenus(change: Change, guildId: string, menuIds: readonly number[]): Promise<void> {
  const { em } = change;
  const which = { guildId, id: { $in: [...menuIds] } };
  const rows = await em.find(RoleMenuRow, which);
  await em.nativeDelete(RoleMenuRow, which);
  const actionIds = rows.flatMap(({ entries }) => entries.map(({ actionId }) => actionId));
  await deleteUnusedActions(change, guildId, actionIds);
}

/** @throws {UserError} `trigger.no-such-menu`. */
export async function menuOf({ em }: Change, guildId: string, id: number): Promise<RoleMenuRow> {
  const row = await em.findOne(RoleMenuRow, { id, guildId });
  if (row === null) throw refused('no-such-menu', words.notFound);
  return row;
}

/** Stores an empty menu that has no message yet, within a change of its guild. */
export async function insertMenu({ em, state, now }: Change, by: GuildMember, input: MenuInput): Promise<RoleMenuRow> {
  const { channelId, style, text, onlyFor } = input;
  const guildId = by.guild.id;
  if ((await em.count(RoleMenuRow, { guildId })) >= MENUS_LIMIT)
    throw refused('too-many-menus', words.tooMany(MENUS_LIMIT));
  // Whoever has the bot write there must be allowed to write there.
  const second = { texts: [text], reply: false, mentionUser: false };
  const spec = { kind: 'message', first: channelId, second } as const;
  const writing = { id: UNSAVED, guildId, name: '', spec, chain: null };
  requireRights(by, [{ action: writing, channelId }], state.groups);
  const requirements = onlyFor === null ? noRequirements : { ...noRequirements, anyOf: [onlyFor] };
  const row = em.create(RoleMenuRow, {
    guildId,
    channelId,
    messageId: null,
    style,
    text,
    entries: [],
    requirements,
    ownerId: by.id,
    createdAt: new Date(now),
  });
  await em.persist(row).flush();
  return row;
}

/** @throws {UserError} `trigger.bad-menu-text`. */
export function requireText(text: string): void {
  if (isBlank(text)) throw refused('bad-menu-text', words.blankText);
  if (text.length > MENU_TEXT_LIMIT) throw refused('bad-menu-text', words.textTooLong(MENU_TEXT_LIMIT));
}
