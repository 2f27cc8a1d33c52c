import type { EntityManager } from '@mikro-orm/postgresql';
import type { BlacklistEntry } from '../../domain/blacklist.js';
import type { GuildSet } from '../../domain/portable.js';
import { ActionRow } from '../../entities/action-row.js';
import { BlacklistRow } from '../../entities/blacklist-row.js';
import { RoleGroupRow } from '../../entities/role-group-row.js';
import { TriggerRow } from '../../entities/trigger-row.js';
import { actionOf, entryOf, groupOf, triggerOf } from './codec.js';

export interface Unreadable {
  readonly table: 'triggers' | 'actions' | 'groups';
  readonly id: number;
  readonly error: unknown;
}

/** All that decides what fires in a guild, as it is stored. In order of creation. */
export interface GuildState extends GuildSet {
  readonly blacklist: readonly BlacklistEntry[];
  /** Rows that cannot be read, and why: they are left out. */
  readonly unreadable: readonly Unreadable[];
}

/** Reads it: four queries. One row that cannot be read never stops the others. */
export async function guildState(em: EntityManager, guildId: string): Promise<GuildState> {
  const order = { orderBy: { id: 'asc' as const } };
  const triggers = await em.find(TriggerRow, { guildId }, order);
  const actions = await em.find(ActionRow, { guildId }, order);
  const groups = await em.find(RoleGroupRow, { guildId }, order);
  const blacklist = await em.find(BlacklistRow, { guildId }, order);
  const unreadable: Unreadable[] = [];
  const readable = <Row extends { readonly id: number }, Item>(
    table: Unreadable['table'],
    rows: readonly Row[],
    read: (row: Row) => Item,
  ): Item[] =>
    rows.flatMap((row) => {
      try {
        return [read(row)];
      } catch (error) {
        unreadable.push({ table, id: row.id, error });
        return [];
      }
    });
  return {
    triggers: readable('triggers', triggers, triggerOf),
    actions: readable('actions', actions, actionOf),
    groups: readable('groups', groups, groupOf),
    blacklist: blacklist.map(entryOf),
    unreadable,
  };
}
