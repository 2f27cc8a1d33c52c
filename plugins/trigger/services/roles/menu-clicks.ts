import type { ButtonInteraction, Guild, GuildMember, Message, StringSelectMenuInteraction } from 'discord.js';
import { barring } from '../../domain/blacklist.js';
import { unmet } from '../../domain/requirements.js';
import { selection } from '../../domain/role-menu.js';
import type { ActionId, Snowflake } from '../../domain/trigger.js';
import type { Action, SpecOf } from '../../domain/action.js';
import { RoleMenuRow } from '../../entities/role-menu-row.js';
import { menuAnswers as words } from '../../reaction-role-messages.js';
import { stepFailed } from '../../engine-messages.js';
import { invokerOf } from '../running/members.js';
import type { Run } from '../parts.js';
import { bareRun } from './bare-run.js';
import type { MenuAdmin } from './menu-admin.js';
import type { MenuMessages } from './menu-messages.js';
import { Told } from './told.js';
import type { RolesParts } from './roles-parts.js';

/** For what a member waits whose roles Discord's limits hold up, in milliseconds. */
const TIME_LIMIT = 300_000;

type Used = ButtonInteraction<'cached'> | StringSelectMenuInteraction<'cached'>;

interface RoleEntry {
  readonly actionId: ActionId;
  readonly roleId: Snowflake;
  readonly action: Action;
  readonly spec: SpecOf<'role'>;
}

/** A menu that a member may use. */
interface Open {
  readonly row: RoleMenuRow;
  readonly run: Run;
  readonly told: Told;
}

export interface MenuClicksParts extends RolesParts {
  readonly menus: MenuAdmin;
  readonly messages: MenuMessages;
}

/**
 * What members do with role menus. Each method returns what the member is told. One click of a member at a time, and all
 * role changes go through the role action: its queue, its groups and its rights hold.
 */
export class MenuClicks {
  readonly #parts: MenuClicksParts;

  public constructor(parts: MenuClicksParts) {
    this.#parts = parts;
  }

  /** A button: gives its role, or takes it from who has it. */
  public pressed(interaction: ButtonInteraction<'cached'>, menuId: number, actionId: ActionId): Promise<string> {
    return this.#used(interaction, menuId, async (open) => {
      const entry = (await this.#entries(open.row)).find((one) => one.actionId === actionId);
      if (entry === undefined) return this.#stale(interaction.guild, menuId);
      await this.#runAction(open, entry);
      return open.told.text();
    });
  }

  /** A select menu: the member has what they chose of it, and nothing else of it. */
  public chosen(
    interaction: StringSelectMenuInteraction<'cached'>,
    menuId: number,
    actionIds: readonly ActionId[],
  ): Promise<string> {
    return this.#used(interaction, menuId, async (open) => {
      const entries = await this.#entries(open.row);
      const known = new Set(entries.map(({ actionId }) => actionId));
      if (!actionIds.every((id) => known.has(id))) return this.#stale(interaction.guild, menuId);
      const held = await this.#heldBy(interaction.member);
      if (held === null) return words.unknown;
      const { give, take } = selection(entries, new Set(actionIds), held);
      // First what goes, so that a group has room for what comes.
      for (const entry of take) await this.#take(open, entry);
      for (const entry of give) await this.#runAction(open, entry);
      return open.told.text();
    });
  }

  #used(interaction: Used, menuId: number, work: (open: Open) => Promise<string>): Promise<string> {
    const { guild, member, message } = interaction;
    return this.#parts.context.queue.run(
      `trigger.menus:${guild.id}:${member.id}`,
      async () => {
        const row = await this.#menu(menuId, message);
        if (row === null) return words.staleMenu;
        const barred = await this.#barred(interaction, row);
        if (barred !== null) return barred;
        const told = new Told();
        const run = bareRun(guild, { channelId: row.channelId, messageId: message.id }, member);
        return work({ row, told, run: { ...run, heard: (outcome) => told.heard(outcome) } });
      },
      TIME_LIMIT,
    );
  }

  /** The menu that this message is. One whose message nobody noted has shown itself by this. */
  async #menu(id: number, message: Message<true>): Promise<RoleMenuRow | null> {
    const row = await this.#parts.context.orm.em.fork().findOne(RoleMenuRow, { id, guildId: message.guildId });
    if (row === null || row.channelId !== message.channelId) return null;
    if (row.messageId === null) await this.#parts.messages.adopt(row, message.id);
    return row.messageId === null || row.messageId === message.id ? row : null;
  }

  async #barred({ guild, member, channel }: Used, { channelId, requirements }: RoleMenuRow): Promise<string | null> {
    const now = this.#parts.context.clock.now();
    const { blacklist } = await this.#parts.catalogue.of(guild.id);
    const parentId = channel?.isThread() === true ? channel.parentId : null;
    const barred = barring(blacklist, member.id, { channelId, parentId }, now);
    if (barred !== null) return words.barred(barred.until);
    const lacking = unmet(requirements, invokerOf(member), now);
    return lacking.length > 0 ? words.unmet(lacking, requirements.anyOf) : null;
  }

  /** Those whose action is still one of a role. */
  async #entries({ guildId, entries }: RoleMenuRow): Promise<readonly RoleEntry[]> {
    const { actionsById } = await this.#parts.catalogue.of(guildId);
    return entries.flatMap(({ actionId }) => {
      const action = actionsById.get(actionId);
      if (action?.spec.kind !== 'role') return [];
      return [{ actionId, roleId: action.spec.first, action, spec: action.spec }];
    });
  }

  /** What the member saw is not what there is: they are shown that. */
  async #stale(guild: Guild, menuId: number): Promise<string> {
    await this.#parts.menus.draw(guild, menuId);
    return words.staleEntry;
  }

  /** Runs the action of an entry, with all that is chained to it. */
  async #runAction({ run, told }: Open, { actionId, roleId, action }: RoleEntry): Promise<void> {
    const ended = await this.#parts.runner.runActions(actionId, run);
    if (ended.error === null) return;
    const own = stepFailed(action.name, '');
    const [error, about] = ended.error.startsWith(own) ? [ended.error.slice(own.length), roleId] : [ended.error, null];
    told.failed(about, error);
    await this.#failed(run, ended);
  }

  /** Takes the role of an entry that was not chosen. What is chained to its action is for those who choose it. */
  async #take({ run, told }: Open, { roleId, spec }: RoleEntry): Promise<void> {
    const taking = { ...spec, second: { mode: 'remove', groupId: null } } as const;
    const result = await this.#parts.executors.execute(taking, run);
    if (result.ok) return;
    told.failed(roleId, result.error);
    await this.#failed(run, { error: result.error, gone: result.gone ?? null });
  }

  async #failed(
    { guild }: Run,
    { error, gone }: { readonly error: string | null; readonly gone: Parameters<RolesParts['gone']['gone']>[1] | null },
  ): Promise<void> {
    this.#parts.context.log.debug({ guild: guild.id, error }, 'A role menu did not do all that it should');
    if (gone !== null) await this.#parts.gone.gone(guild.id, gone);
  }

  /** Asked of Discord, within the member's turn: an earlier click of theirs may have changed it. */
  async #heldBy({ id, guild }: GuildMember): Promise<ReadonlySet<Snowflake> | null> {
    try {
      const fresh = await guild.members.fetch({ user: id, force: true });
      return new Set(fresh.roles.cache.keys());
    } catch (error) {
      this.#parts.context.log.warn({ guild: guild.id, user: id, error }, 'A member could not be looked up');
      return null;
    }
  }
}
