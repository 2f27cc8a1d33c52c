import type { Guild, GuildMember } from 'discord.js';
import { isBlank } from '../../domain/text.js';
import { menuActionName } from '../../domain/reaction-roles.js';
import {
  entryModes,
  LABEL_LIMIT,
  MENU_ENTRIES_LIMIT,
  MENU_TEXT_LIMIT,
  MENUS_LIMIT,
  type MenuStyle,
} from '../../domain/role-menu.js';
import { freeName } from '../../domain/names.js';
import { noRequirements, type ActionId, type Snowflake } from '../../domain/trigger.js';
import { RoleMenuRow, type RoleMenuEntry } from '../../entities/role-menu-row.js';
import { reactionRoleLog, roleMenus as words } from '../../reaction-role-messages.js';
import { requireSoundAction } from '../admin/action-checks.js';
import { insertAction, UNSAVED } from '../admin/action-writing.js';
import type { Ref } from '../admin/inputs.js';
import { found } from '../admin/lookup.js';
import { refused } from '../admin/refusals.js';
import { requireManager, requireRights } from '../admin/rights.js';
import { actionsById } from '../admin/trigger-checks.js';
import type { Change } from '../store/guild-changes.js';
import type { MenuMessages, MessageEnd } from './menu-messages.js';
import { emojiOf } from './reaction-role-admin.js';
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

/** A menu after a change, and how its message followed. */
export interface MenuChanged {
  readonly row: RoleMenuRow;
  readonly entry: RoleMenuEntry;
  readonly end: MessageEnd;
}

/** Role menus, as those who manage a server make them. What is refused is a `UserError` `trigger.<what>`. */
export class MenuAdmin {
  readonly #parts: RolesParts;
  readonly #messages: MenuMessages;

  public constructor(parts: RolesParts, messages: MenuMessages) {
    this.#parts = parts;
    this.#messages = messages;
  }

  /** Stores an empty menu, and then posts its message. Null for the message: Discord did not say whether it is there. */
  public async create(
    by: GuildMember,
    input: MenuInput,
  ): Promise<{ readonly row: RoleMenuRow; readonly messageId: string | null }> {
    requireManager(by);
    const { guild } = by;
    requireText(input.text);
    const row = await this.#parts.changes.change(guild.id, (change) => insertMenu(change, by, input));
    const posted = await this.#messages.post(guild, row);
    if (posted.kind === 'refused') {
      await this.#forget(guild.id, [row.id]);
      throw refused('menu-not-posted', words.notPosted(posted.error));
    }
    await this.#tell(by, 'trigger.role-menu-created', reactionRoleLog.menuCreated(row.id, row.channelId));
    return { row, messageId: posted.kind === 'posted' ? posted.messageId : null };
  }

  /** Adds a role to a menu, with an action of its own. Its message is drawn anew after that. */
  public async addEntry(by: GuildMember, input: EntryInput): Promise<MenuChanged> {
    requireManager(by);
    const { guild } = by;
    const emoji = input.emoji === null ? '' : emojiOf(guild, input.emoji);
    const label = (input.label ?? roleName(guild.roles.cache.get(input.roleId)))
      .trim()
      .slice(0, input.label === null ? LABEL_LIMIT : undefined);
    if (isBlank(label) || label.length > LABEL_LIMIT || !label.isWellFormed())
      throw refused('bad-label', words.badLabel(LABEL_LIMIT));
    const changed = await this.#parts.changes.change(guild.id, async (change) => {
      const row = await menuOf(change, guild.id, input.menuId);
      const entry = { actionId: await this.#insertAction(change, by, row, input), label, emoji };
      const entries = [...row.entries, entry];
      await change.em.nativeUpdate(RoleMenuRow, { id: row.id, guildId: guild.id }, { entries });
      return { row, entry };
    });
    await this.#tell(by, 'trigger.role-menu-changed', reactionRoleLog.entryAdded(input.menuId, input.roleId));
    return { ...changed, end: await this.draw(guild, input.menuId) };
  }

  /** Takes an entry out of a menu. Its action goes too, if nothing else uses it. */
  public async removeEntry(by: GuildMember, menuId: number, actionId: ActionId): Promise<MenuChanged> {
    requireManager(by);
    const { guild } = by;
    const changed = await this.#parts.changes.change(guild.id, async (change) => {
      const row = await menuOf(change, guild.id, menuId);
      const entry = row.entries.find((one) => one.actionId === actionId);
      if (entry === undefined) throw refused('no-such-entry', words.noEntry);
      const entries = row.entries.filter((one) => one !== entry);
      await change.em.nativeUpdate(RoleMenuRow, { id: row.id, guildId: guild.id }, { entries });
      await deleteUnusedActions(change, guild.id, [actionId]);
      return { row, entry };
    });
    await this.#tell(by, 'trigger.role-menu-changed', reactionRoleLog.entryRemoved(menuId, changed.entry.label));
    return { ...changed, end: await this.draw(guild, menuId) };
  }

  /** Deletes a menu with its message, and the actions that nothing else uses. */
  public async delete(by: GuildMember, menuId: number): Promise<RoleMenuRow> {
    requireManager(by);
    const { guild } = by;
    const row = (await this.list(guild.id)).find(({ id }) => id === menuId);
    if (row === undefined) throw refused('no-such-menu', words.notFound);
    const end = await this.#messages.delete(guild, row);
    if (end.kind === 'failed') throw refused('menu-not-deleted', words.notDeleted(end.error));
    await this.#forget(guild.id, [menuId]);
    await this.#tell(by, 'trigger.role-menu-deleted', reactionRoleLog.menuDeleted(menuId, row.channelId));
    return row;
  }

  /** In order of creation. One query. */
  public async list(guildId: string): Promise<readonly RoleMenuRow[]> {
    return this.#parts.context.orm.em.fork().find(RoleMenuRow, { guildId }, { orderBy: { id: 'asc' } });
  }

  /** Draws a menu's message anew. One whose message is definitely gone is forgotten. */
  public async draw(guild: Guild, menuId: number): Promise<MessageEnd> {
    const end = await this.#messages.draw(guild, menuId);
    if (end.kind === 'gone') await this.#forget(guild.id, [menuId]);
    return end;
  }

  /** Forgets the menus whose messages are gone, with the actions that nothing else uses. One query where there is none. */
  public async messagesGone(guildId: string, messageIds: readonly Snowflake[]): Promise<void> {
    const gone = await this.#parts.context.orm.em
      .fork()
      .find(RoleMenuRow, { guildId, messageId: { $in: [...messageIds] } });
    await this.#forget(
      guildId,
      gone.map(({ id }) => id),
    );
  }

  /** At start-up: finds the messages of menus that were being posted when the bot stopped, and forgets those without one. */
  public async settle(): Promise<void> {
    const { client, orm, log } = this.#parts.context;
    for (const row of await orm.em.fork().find(RoleMenuRow, { messageId: null })) {
      const guild = client.guilds.cache.get(row.guildId);
      if (guild === undefined) continue;
      const found = await this.#messages.find(guild, row);
      log.info(
        { guild: row.guildId, menu: row.id, message: found ?? null },
        'A role menu was being posted when the bot stopped',
      );
      if (found === null) await this.#forget(row.guildId, [row.id]);
      else if (found !== undefined) await this.#messages.adopt(row, found);
    }
  }

  async #insertAction(change: Change, by: GuildMember, row: RoleMenuRow, input: EntryInput): Promise<ActionId> {
    const { state } = change;
    const { engine, limits } = this.#parts;
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

  async #forget(guildId: string, menuIds: readonly number[]): Promise<void> {
    if (menuIds.length === 0) return;
    await this.#parts.changes.change(guildId, async (change) => {
      const rows = await change.em.find(RoleMenuRow, { guildId, id: { $in: [...menuIds] } });
      await change.em.nativeDelete(RoleMenuRow, { guildId, id: { $in: [...menuIds] } });
      await deleteUnusedActions(
        change,
        guildId,
        rows.flatMap(({ entries }) => entries.map(({ actionId }) => actionId)),
      );
    });
  }

  async #tell({ guild, id: actorId }: GuildMember, action: string, text: string): Promise<void> {
    await this.#parts.context.guildLog.write({ guildId: guild.id, actorId, action, text });
  }
}

/** @throws {UserError} `trigger.no-such-menu`. */
async function menuOf({ em }: Change, guildId: string, id: number): Promise<RoleMenuRow> {
  const row = await em.findOne(RoleMenuRow, { id, guildId });
  if (row === null) throw refused('no-such-menu', words.notFound);
  return row;
}

async function insertMenu({ em, state, now }: Change, by: GuildMember, input: MenuInput): Promise<RoleMenuRow> {
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
function requireText(text: string): void {
  if (isBlank(text)) throw refused('bad-menu-text', words.blankText);
  if (text.length > MENU_TEXT_LIMIT) throw refused('bad-menu-text', words.textTooLong(MENU_TEXT_LIMIT));
}
