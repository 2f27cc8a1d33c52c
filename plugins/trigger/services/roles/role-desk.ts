import type { AutocompleteInteraction, ChatInputCommandInteraction, Guild, GuildMember } from 'discord.js';
import { PermissionFlagsBits } from 'discord.js';
import type { Answer } from 'roomkeeper';
import { reactionModes } from '../../domain/reaction-roles.js';
import { menuStyles } from '../../domain/role-menu.js';
import { messageLink, reactionRoleMessages as words, roleMenus } from '../../reaction-role-messages.js';
import { cut, view, type View } from '../../views/components.js';
import type { Admin } from '../admin/admin.js';
import type { RoleMenuRow } from '../../entities/role-menu-row.js';
import { choiceIn, givenIn, textIn } from '../desk/given.js';
import type { MenuAdmin, MenuChanged } from './menu-admin.js';
import type { Mapped, ReactionRoleAdmin } from './reaction-role-admin.js';
import type { Choice, ShowingRoles } from './showing-roles.js';

export interface RoleDeskParts {
  readonly admin: Admin;
  readonly reactions: ReactionRoleAdmin;
  readonly menus: MenuAdmin;
  readonly showing: ShowingRoles;
}

type Command = ChatInputCommandInteraction<'cached'>;

/** Discord takes so many suggestions, and so long ones. */
const MOST = 25;
const LENGTH = 100;

/** What the subcommands of `/reactionrole` do. Each method returns what they are answered with. */
export class RoleDesk {
  readonly #parts: RoleDeskParts;

  public constructor(parts: RoleDeskParts) {
    this.#parts = parts;
  }

  public async add(interaction: Command): Promise<Answer> {
    const given = givenIn(interaction);
    const { guildId, member, channelId: here } = interaction;
    const mapped = await this.#parts.reactions.add(member, {
      message: textIn(given, 'message') ?? '',
      channelId: textIn(given, 'channel') ?? here,
      emoji: textIn(given, 'emoji') ?? '',
      roleId: textIn(given, 'role') ?? '',
      group: textIn(given, 'group'),
      mode: choiceIn(given, 'mode', reactionModes) ?? 'add-remove',
    });
    const { mapping, groupName, failed } = mapped;
    const done = words.added(mapping, linkTo(guildId, mapped), groupName);
    return view([done, failed === null ? null : words.notReacted(failed)]);
  }

  public async remove(interaction: Command): Promise<Answer> {
    const { guildId, member, options } = interaction;
    const mapped = await this.#parts.reactions.remove(member, options.getString('reaction', true));
    const done = words.removed(mapped.mapping, linkTo(guildId, mapped));
    return view([done, mapped.failed === null ? null : words.reactionStays(mapped.failed)]);
  }

  public list(member: GuildMember, page: number): Promise<View> {
    this.#parts.admin.requireManager(member);
    return this.#parts.showing.list(member.guild, page);
  }

  public async createMenu(interaction: Command): Promise<Answer> {
    const given = givenIn(interaction);
    const { guildId, member, channelId: here } = interaction;
    const { row, messageId } = await this.#parts.menus.create(member, {
      style: choiceIn(given, 'style', menuStyles) ?? 'buttons',
      channelId: textIn(given, 'channel') ?? here,
      // People cannot type a new line into an option.
      text: (textIn(given, 'text') ?? '').replaceAll(String.raw`\n`, '\n'),
      onlyFor: textIn(given, 'only_for'),
    });
    if (messageId === null) return view([roleMenus.unsurePosted(row.id)]);
    return view([roleMenus.created(row.id, messageLink(guildId, row.channelId, messageId))]);
  }

  public async addEntry(interaction: Command): Promise<Answer> {
    const given = givenIn(interaction);
    const roleId = textIn(given, 'role') ?? '';
    const changed = await this.#parts.menus.addEntry(interaction.member, {
      menuId: numberIn(textIn(given, 'menu')),
      roleId,
      label: textIn(given, 'label'),
      emoji: textIn(given, 'emoji'),
      group: textIn(given, 'group'),
    });
    return menuAnswer(changed, roleMenus.entryAdded(roleId, changed.entry.label, menuLink(changed.row)));
  }

  public async removeEntry({ member, options }: Command): Promise<Answer> {
    const menuId = numberIn(options.getString('menu', true));
    const changed = await this.#parts.menus.removeEntry(member, menuId, numberIn(options.getString('entry', true)));
    return menuAnswer(changed, roleMenus.entryRemoved(changed.entry.label, menuLink(changed.row)));
  }

  public async deleteMenu({ member, options }: Command): Promise<Answer> {
    const { id } = await this.#parts.menus.delete(member, numberIn(options.getString('menu', true)));
    return view([roleMenus.deleted(id)]);
  }

  /** Offers what an option may hold: nothing to those who may not use the command. */
  public async suggest(interaction: AutocompleteInteraction): Promise<void> {
    const may = interaction.inCachedGuild() && interaction.memberPermissions.has(PermissionFlagsBits.ManageGuild);
    const found = may ? await this.#choices(interaction.guild, interaction) : [];
    // Discord refuses all of them for one that is too long.
    const fitting = found.filter(({ value }) => value.length <= LENGTH).slice(0, MOST);
    await interaction.respond(fitting.map(({ name, value }) => ({ name: cut(name, LENGTH), value })));
  }

  async #choices(guild: Guild, { options }: AutocompleteInteraction<'cached'>): Promise<readonly Choice[]> {
    const { showing, admin } = this.#parts;
    const { name, value } = options.getFocused(true);
    switch (name) {
      case 'reaction':
        return showing.reactionChoices(guild, value);
      case 'menu':
        return showing.menuChoices(guild, value);
      case 'entry':
        return showing.entryChoices(guild, numberIn(options.getString('menu')), value);
      default: {
        const groups = await admin.groups.names(guild.id, value);
        return groups.map((group) => ({ name: group.name, value: group.name }));
      }
    }
  }
}

/** What was done with a menu, and how its message followed. */
function menuAnswer({ end }: MenuChanged, done: string): View {
  switch (end.kind) {
    case 'done':
      return view([done]);
    case 'gone':
      return view([`⚠️ ${roleMenus.gone}`]);
    case 'failed':
      return view([done, roleMenus.notDrawn(end.error)]);
  }
}

function linkTo(guildId: string, { mapping }: Mapped): string {
  return messageLink(guildId, mapping.channelId, mapping.messageId);
}

function menuLink({ guildId, channelId, messageId }: RoleMenuRow): string | null {
  return messageId === null ? null : messageLink(guildId, channelId, messageId);
}

/** A number as it is picked or typed; 0, which nothing has, for what is none. */
function numberIn(text: string | null): number {
  const [, digits] = /^#?(\d{1,9})$/.exec(text?.trim() ?? '') ?? [];
  return digits === undefined ? 0 : Number(digits);
}
