import type { Guild } from 'discord.js';
import type { Deadline, OverdueQuery } from 'roomkeeper';
import type { Moment } from '../../domain/trigger.js';
import { RoleMenuRow } from '../../entities/role-menu-row.js';
import { reactionRoleLog } from '../../reaction-role-messages.js';
import type { MenuAdmin } from './menu-admin.js';
import type { MenuMessages } from './menu-messages.js';
import type { RolesParts } from './roles-parts.js';

/** How long after a menu could not be settled it is tried again, in milliseconds: each time twice as long, up to the last. */
const FIRST_PAUSE = 60_000;
const LONGEST_PAUSE = 3_600_000;

/** When a menu is tried again. */
interface Later {
  readonly at: Moment;
  readonly pause: number;
}

export interface MenuUpkeepParts extends RolesParts {
  readonly menus: MenuAdmin;
  readonly messages: MenuMessages;
}

/**
 * Brings role menus and their messages together where something came between: a message of which nobody knows whether it was posted is
 * found, or its menu forgotten; one that does not show what is stored is drawn; the menu of one that is gone goes. At a start, after
 * an outage, and from time to time.
 */
export class MenuUpkeep {
  readonly #parts: MenuUpkeepParts;
  /** Those that could not be settled; a start tries all. */
  readonly #later = new Map<number, Later>();

  public constructor(parts: MenuUpkeepParts) {
    this.#parts = parts;
  }

  /** Settles all menus of the own guilds that are there. Some requests for each that is not settled, none for others. */
  public async all(): Promise<void> {
    for (const { id } of await this.#unsettled()) await this.settle(id);
  }

  /** Menus that are not settled, but for those that wait for their next try. One query. */
  public async overdue({ before, limit }: OverdueQuery): Promise<readonly Deadline[]> {
    const rows = await this.#unsettled();
    const ids = new Set(rows.map(({ id }) => id));
    for (const id of this.#later.keys()) if (!ids.has(id)) this.#later.delete(id);
    return rows
      .map(({ id }) => ({ id, at: this.#later.get(id)?.at ?? before.getTime() }))
      .filter(({ at }) => at <= before.getTime())
      .slice(0, limit)
      .map(({ id, at }) => ({ task: 'trigger.settle-menu', key: String(id), at: new Date(at), payload: { id } }));
  }

  /** Settles a menu, if it is not. What fails is logged, and tried again later. */
  public async settle(id: number): Promise<void> {
    const { client, log, orm } = this.#parts.context;
    const row = await orm.em.fork().findOne(RoleMenuRow, { id });
    const guild = row && client.guilds.cache.get(row.guildId);
    if (row === null || guild?.available !== true) return;
    try {
      if (await this.#settled(guild, row)) this.#later.delete(id);
      else this.#postpone(id);
    } catch (error) {
      this.#postpone(id);
      log.error({ guild: row.guildId, channel: row.channelId, menu: id, error }, 'A role menu could not be settled');
    }
  }

  async #unsettled(): Promise<readonly Pick<RoleMenuRow, 'id' | 'guildId'>[]> {
    const { client, orm, shards } = this.#parts.context;
    const rows = await orm.em
      .fork()
      .find(
        RoleMenuRow,
        { ...shards.rows(), $or: [{ messageId: null }, { drawn: false }] },
        { fields: ['id', 'guildId'], orderBy: { id: 'asc' } },
      );
    return rows.filter(({ guildId }) => client.guilds.cache.get(guildId)?.available === true);
  }

  /** False: it is not known how it stands, or its message could not be changed. */
  async #settled(guild: Guild, row: RoleMenuRow): Promise<boolean> {
    const { menus, messages } = this.#parts;
    if (row.messageId === null) {
      const messageId = await messages.find(guild, row);
      this.#parts.context.log.info(
        { guild: guild.id, channel: row.channelId, menu: row.id, message: messageId },
        'The message of a role menu was looked for',
      );
      if (messageId === undefined) return false;
      if (messageId === null) {
        await this.#withdraw(row);
        return true;
      }
      await messages.adopt(row, messageId);
    }
    return row.drawn || (await menus.draw(guild, row.id)).kind !== 'failed';
  }

  async #withdraw({ id, guildId, channelId }: RoleMenuRow): Promise<void> {
    await this.#parts.menus.forget(guildId, [id]);
    const text = reactionRoleLog.menuWithdrawn(id, channelId);
    await this.#parts.context.guildLog.write({ guildId, actorId: null, action: 'trigger.role-menu-deleted', text });
  }

  #postpone(id: number): void {
    const before = this.#later.get(id);
    const pause = before ? Math.min(before.pause * 2, LONGEST_PAUSE) : FIRST_PAUSE;
    this.#later.set(id, { at: this.#parts.context.clock.now() + pause, pause });
  }
}
