import type { Guild, GuildMember } from 'discord.js';
import { plainText } from 'roomkeeper';
import { LABEL_LIMIT } from '../../domain/role-menu.js';
import { isBlank } from '../../domain/text.js';
import type { ActionId } from '../../domain/trigger.js';
import { RoleMenuRow, type RoleMenuEntry } from '../../entities/role-menu-row.js';
import { reactionRoleLog, roleMenus as words } from '../../reaction-role-messages.js';
import { cut } from '../../views/components.js';
import { refused } from '../admin/refusals.js';
import { requireManager } from '../admin/rights.js';
import type { MenuMessages, MessageEnd } from './menu-messages.js';
import {
  deleteMenus,
  insertEntryAction,
  insertMenu,
  menuOf,
  requireText,
  type EntryInput,
  type MenuInput,
} from './menu-writing.js';
import { emojiOf } from './reaction-role-admin.js';
import { roleName } from './reaction-role-writing.js';
import type { RolesParts } from './roles-parts.js';
import { deleteUnusedActions } from './unused-actions.js';

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

  /**
   * Stores an empty menu, and then posts its message. Null for the message: Discord did not say whether it is there. `MenuUpkeep` finds
   * that out.
   */
  public async create(
    by: GuildMember,
    given: MenuInput,
  ): Promise<{ readonly row: RoleMenuRow; readonly messageId: string | null }> {
    requireManager(by);
    const { guild } = by;
    const input = { ...given, text: plainText(given.text) };
    requireText(input.text);
    const row = await this.#parts.changes.change(guild.id, (change) => insertMenu(change, by, input));
    const posted = await this.#messages.post(guild, row);
    if (posted.kind === 'refused') {
      await this.forget(guild.id, [row.id]);
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
    const label = input.label?.trim() ?? cut(roleName(guild.roles.cache.get(input.roleId)), LABEL_LIMIT);
    if (isBlank(label) || label.length > LABEL_LIMIT || !label.isWellFormed())
      throw refused('bad-label', words.badLabel(LABEL_LIMIT));
    const changed = await this.#parts.changes.change(guild.id, async (change) => {
      const row = await menuOf(change, guild.id, input.menuId);
      const entry = { actionId: await insertEntryAction(change, by, row, input, this.#parts), label, emoji };
      const entries = [...row.entries, entry];
      await change.em.nativeUpdate(RoleMenuRow, { id: row.id, guildId: guild.id }, { entries, drawn: false });
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
      await change.em.nativeUpdate(RoleMenuRow, { id: row.id, guildId: guild.id }, { entries, drawn: false });
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
    await this.forget(guild.id, [menuId]);
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
    if (end.kind === 'gone') await this.forget(guild.id, [menuId]);
    return end;
  }

  /** Deletes menus whose messages are gone, with the actions that nothing else uses. */
  public async forget(guildId: string, menuIds: readonly number[]): Promise<void> {
    if (menuIds.length > 0)
      await this.#parts.changes.change(guildId, (change) => deleteMenus(change, guildId, menuIds));
  }

  async #tell({ guild, id: actorId }: GuildMember, action: string, text: string): Promise<void> {
    await this.#parts.context.guildLog.write({ guildId: guild.id, actorId, action, text });
  }
}
