import type { EntityManager } from '@mikro-orm/postgresql';
import type { Guild } from 'discord.js';
import { chainFrom } from '../../domain/chain.js';
import type { Trigger } from '../../domain/trigger.js';
import { TriggerRow } from '../../entities/trigger-row.js';
import type { Catalogued } from '../catalogue.js';
import { danglingOfActions, danglingOfTrigger } from './dangling.js';
import type { TriggerShown } from './shown.js';

/** A trigger with its chain, its history and what it refers to that is gone. One query. */
export async function shownTrigger(
  guild: Guild,
  trigger: Trigger,
  { actionsById, groups }: Catalogued,
  em: EntityManager,
): Promise<TriggerShown> {
  const chain = chainFrom(trigger.actionId, actionsById);
  const row = await em.findOne(TriggerRow, { id: trigger.id, guildId: guild.id });
  return {
    trigger,
    actionName: actionsById.get(trigger.actionId)?.name ?? null,
    chain,
    dangling: [
      ...danglingOfTrigger(guild, trigger, actionsById),
      ...danglingOfActions(guild, chain.steps, actionsById, groups),
    ],
    runs: row?.runs ?? 0,
    lastRunAt: row?.lastRunAt?.getTime() ?? null,
    lastNote: row?.lastNote ?? null,
    lastError: row?.lastError ?? null,
    nextDue: row?.nextDue?.getTime() ?? null,
  };
}
