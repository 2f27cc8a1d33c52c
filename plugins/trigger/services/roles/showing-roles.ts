import type { Guild } from 'discord.js';
import type { ActionsById } from '../../domain/chain.js';
import { isCustom } from '../../domain/emoji.js';
import { reactionRoleKey, type ReactionRole } from '../../domain/reaction-roles.js';
import type { RoleGroup } from '../../domain/action.js';
import type { RoleMenuRow } from '../../entities/role-menu-row.js';
import {
  messageLink,
  reactionRoleList as words,
  reactionRoleMessages,
  roleMenus,
} from '../../reaction-role-messages.js';
import { reactionRoleListView } from '../../views/reaction-role-views.js';
import type { View } from '../../views/components.js';
import type { MenuAdmin } from './menu-admin.js';
import type { ReactionRoleAdmin } from './reaction-role-admin.js';
import type { RolesParts } from './roles-parts.js';

/** What autocomplete offers: what people see, and what is sent. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** So many reactions of one message stand together on a page. */
const TOGETHER = 20;

/** Shows the reaction roles and role menus of a guild, as they are at the moment. */
export class ShowingRoles {
  readonly #parts: Pick<RolesParts, 'catalogue'>;
  readonly #reactions: ReactionRoleAdmin;
  readonly #menus: MenuAdmin;

  public constructor(parts: Pick<RolesParts, 'catalogue'>, reactions: ReactionRoleAdmin, menus: MenuAdmin) {
    this.#parts = parts;
    this.#reactions = reactions;
    this.#menus = menus;
  }

  /** A page, from 0; the nearest where there is no such page (any more). */
  public async list({ id: guildId }: Guild, page: number): Promise<View> {
    const { groups, actionsById } = await this.#parts.catalogue.of(guildId);
    const mappings = await this.#reactions.list(guildId);
    const menus = await this.#menus.list(guildId);
    const byMessage = [...Map.groupBy(mappings, ({ messageId }) => messageId).values()];
    const blocks = [
      ...byMessage.flatMap((same) => reactionBlocks(guildId, same, groups)),
      ...menus.flatMap((menu) => menuBlocks(menu, actionsById, groups)),
    ];
    return reactionRoleListView(words.heading(mappings.length, menus.length), blocks, page);
  }

  /** Reaction roles for what was typed. */
  public async reactionChoices(guild: Guild, typed: string): Promise<readonly Choice[]> {
    const all = await this.#reactions.list(guild.id);
    return matching(
      all.map((mapping) => ({ name: choiceName(guild, mapping), value: reactionRoleKey(mapping) })),
      typed,
    );
  }

  public async menuChoices(guild: Guild, typed: string): Promise<readonly Choice[]> {
    const menus = await this.#menus.list(guild.id);
    const channel = (id: string) => guild.channels.cache.get(id)?.name ?? reactionRoleMessages.unknownChannel;
    return matching(
      menus.map(({ id, channelId, text }) => ({
        name: roleMenus.choice(id, channel(channelId), text),
        value: String(id),
      })),
      typed,
    );
  }

  /** The entries of a menu that has been picked already. */
  public async entryChoices(guild: Guild, menuId: number, typed: string): Promise<readonly Choice[]> {
    const menu = (await this.#menus.list(guild.id)).find(({ id }) => id === menuId);
    return matching(
      (menu?.entries ?? []).map(({ actionId, label }) => ({ name: label, value: String(actionId) })),
      typed,
    );
  }
}

function reactionBlocks(
  guildId: string,
  same: readonly ReactionRole[],
  groups: readonly RoleGroup[],
): readonly string[] {
  const [first] = same;
  if (first === undefined) return [];
  const heading = words.message(messageLink(guildId, first.channelId, first.messageId), first.channelId);
  const lines = same.map(({ emoji, mode, roleId, groupId, triggers }) =>
    words.entry(
      emoji,
      mode,
      roleId,
      groupName(groups, groupId),
      triggers.some(({ enabled }) => !enabled),
    ),
  );
  return blocksOf(heading, lines);
}

/** Lines under a heading, which is said again where they are too many for one block. */
function blocksOf(heading: string, lines: readonly string[]): readonly string[] {
  const parts = Array.from({ length: Math.ceil(lines.length / TOGETHER) }, (_, at) =>
    lines.slice(at * TOGETHER, (at + 1) * TOGETHER),
  );
  return parts.map((part) => [heading, ...part].join('\n'));
}

function menuBlocks(
  { id, guildId, channelId, messageId, style, entries }: RoleMenuRow,
  actions: ActionsById,
  groups: readonly RoleGroup[],
): readonly string[] {
  const link = messageId === null ? null : messageLink(guildId, channelId, messageId);
  const lines = entries.map(({ actionId, label, emoji }) => {
    const spec = actions.get(actionId)?.spec;
    const role = spec?.kind === 'role' ? spec : null;
    return words.menuEntry(label, emoji, role?.first ?? null, groupName(groups, role?.second.groupId ?? null));
  });
  return blocksOf(words.menu(id, link, channelId, style), lines.length === 0 ? [words.menuEmpty(id)] : lines);
}

function groupName(groups: readonly RoleGroup[], id: number | null): string | null {
  return groups.find((group) => group.id === id)?.name ?? null;
}

function choiceName(guild: Guild, { emoji, roleId, channelId, messageId }: ReactionRole): string {
  const shown = isCustom(emoji) ? `:${guild.client.emojis.cache.get(emoji)?.name ?? emoji}:` : emoji;
  const role = guild.roles.cache.get(roleId)?.name ?? reactionRoleMessages.unknownRole;
  const channel = guild.channels.cache.get(channelId)?.name ?? reactionRoleMessages.unknownChannel;
  return reactionRoleMessages.choice(shown, role, channel, messageId);
}

function matching(choices: readonly Choice[], typed: string): readonly Choice[] {
  const wanted = typed.trim().toLowerCase();
  return choices.filter(({ name, value }) => name.toLowerCase().includes(wanted) || value.includes(wanted));
}
