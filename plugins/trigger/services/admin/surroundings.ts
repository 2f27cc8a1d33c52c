import type { EntityManager } from '@mikro-orm/postgresql';
import type { CooldownLedger } from '../../domain/cooldowns.js';
import { boundChannel } from '../../domain/scope.js';
import type { Limits } from '../../domain/limits.js';
import type { Stopwatch } from '../../domain/matcher/regex-triggers.js';
import type { Start } from '../../domain/reached.js';
import type { RegexEngine } from '../../domain/regex.js';
import type { Trigger } from '../../domain/trigger.js';
import { RoleMenuRow } from '../../entities/role-menu-row.js';
import type { PluginContext } from 'roomkeeper';
import type { Catalogue } from '../catalogue.js';
import type { Arming } from '../parts.js';
import type { GuildChanges } from '../store/guild-changes.js';

/** What the administration works with. */
export interface AdminParts {
  readonly context: Pick<PluginContext, 'orm' | 'clock' | 'guildLog'>;
  readonly catalogue: Catalogue;
  readonly changes: GuildChanges;
  readonly limits: Limits;
  readonly engine: RegexEngine;
  readonly cooldowns: Pick<CooldownLedger, 'holds'>;
  readonly prefixOf: (guildId: string) => string;
  readonly stopwatch: Stopwatch;
  readonly armed: Arming;
}

/** A message with buttons or a select menu, by which actions are run too. */
export type Menu = Pick<RoleMenuRow, 'id' | 'channelId' | 'messageId' | 'entries'>;

export function menusOf(em: EntityManager, guildId: string): Promise<Menu[]> {
  return em.find(RoleMenuRow, { guildId }, { orderBy: { id: 'asc' } });
}

/** Everything that starts actions in a guild. */
export function startsOf(triggers: readonly Trigger[], menus: readonly Menu[]): readonly Start[] {
  return [
    ...triggers.map(({ actionId, scope }) => ({ actionId, channelId: boundChannel(scope) })),
    ...menus.flatMap(({ channelId, entries }) => entries.map(({ actionId }) => ({ actionId, channelId }))),
  ];
}
