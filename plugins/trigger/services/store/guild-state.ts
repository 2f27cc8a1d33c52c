import type { EntityManager } from '@mikro-orm/postgresql';
import type { BlacklistEntry } from '../../domain/blacklist.js';
import type { GuildSet } from '../../domain/portable.js';
import { ActionRow } from '../../entities/action-row.js';
import { BlacklistRow } from '../../entities/blacklist-row.js';
import { RoleGroupRow } from '../../entities/role-group-row.js';
import { TriggerRow } from '../../entities/trigger-row.js';
import { actionOf, entryOf, groupOf, triggerOf } from './codec.js';

/** All that decides what fires in a guild, as it is stored. In order of creation. */
export interface GuildState extends GuildSet {
  readonly blacklist: readonly BlacklistEntry[];
}

/** Reads it: four queries. */
export async function guildState(em: EntityManager, guildId: string): Promise<GuildState> {
  const order = { orderBy: { id: 'asc' as const } };
  const triggers = await em.find(TriggerRow, { guildId }, order);
  const actions = await em.find(ActionRow, { guildId }, order);
  const groups = await em.find(RoleGroupRow, { guildId }, order);
  const blacklist = await em.find(BlacklistRow, { guildId }, order);
  return {
    triggers: triggers.map(triggerOf),
    actions: actions.map(actionOf),
    groups: groups.map(groupOf),
    blacklist: blacklist.map(entryOf),
  };
}
