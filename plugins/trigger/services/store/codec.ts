import type { RequiredEntityData } from '@mikro-orm/postgresql';
import type { Action, RoleGroup } from '../../domain/action.js';
import type { BlacklistEntry } from '../../domain/blacklist.js';
import { firstSchedule } from '../../domain/interval-schedule.js';
import { parsedDuration } from '../../domain/duration.js';
import { nameKey } from '../../domain/names.js';
import type { Moment, Persistence, Scope, Trigger } from '../../domain/trigger.js';
import type { ActionRow } from '../../entities/action-row.js';
import type { BlacklistRow } from '../../entities/blacklist-row.js';
import type { RoleGroupRow } from '../../entities/role-group-row.js';
import type { TriggerRow } from '../../entities/trigger-row.js';
import { stored } from './stored-shapes.js';

/** @throws for a row that contradicts itself, as everything here that reads a row does. */
export function triggerOf(row: TriggerRow): Trigger {
  return {
    id: row.id,
    guildId: row.guildId,
    name: row.name,
    scope: scopeOf(row),
    condition: { id: row.condition, parameter: row.parameter, caseSensitive: row.caseSensitive },
    persistence: persistenceOf(row),
    requirements: stored.requirements(row.requirements),
    cooldowns: stored.cooldowns(row.cooldowns),
    actionId: row.actionId,
    enabled: row.enabled,
    ownerId: row.ownerId,
    madeBy: row.madeBy,
    createdAt: row.createdAt.getTime(),
    failures: row.failures,
  };
}

/** The columns of a trigger that a person or an action decides; its history is kept apart. */
export function triggerColumns(trigger: Omit<Trigger, 'id'>) {
  const { scope, condition, persistence } = trigger;
  return {
    guildId: trigger.guildId,
    name: trigger.name,
    nameKey: nameKey(trigger.name),
    scope: scope.kind,
    channelId: scope.kind === 'server' ? null : scope.channelId,
    messageId: scope.kind === 'message' ? scope.messageId : null,
    condition: condition.id,
    parameter: condition.parameter,
    caseSensitive: condition.caseSensitive,
    persistence: persistence.kind,
    expiresAt: persistence.kind === 'persistent' ? null : new Date(persistence.expiresAt),
    requirements: trigger.requirements,
    cooldowns: trigger.cooldowns,
    actionId: trigger.actionId,
    enabled: trigger.enabled,
    ownerId: trigger.ownerId,
    madeBy: trigger.madeBy,
    createdAt: new Date(trigger.createdAt),
    failures: trigger.failures,
  };
}

/** When a trigger that is made at `now` runs first; null unless it is an interval. */
export function firstDue({ condition }: Pick<Trigger, 'condition'>, now: Moment): Date | null {
  if (condition.id !== 'interval') return null;
  const length = parsedDuration(condition.parameter);
  return length === null ? null : new Date(firstSchedule(now, length).nextDue);
}

export function actionOf({ id, guildId, name, spec, chain }: ActionRow): Action {
  return { id, guildId, name, spec: stored.spec(spec), chain };
}

export function actionColumns({ guildId, name, spec, chain }: Omit<Action, 'id'>) {
  return { guildId, name, nameKey: nameKey(name), spec, chain };
}

export function groupOf({ id, guildId, name, roleIds, maximum, whenFull }: RoleGroupRow): RoleGroup {
  return { id, guildId, name, roleIds: stored.roleIds(roleIds), maximum, whenFull };
}

export function groupColumns({ guildId, name, roleIds, maximum, whenFull }: Omit<RoleGroup, 'id'>) {
  return { guildId, name, nameKey: nameKey(name), roleIds, maximum, whenFull };
}

export function entryOf({ userId, channelId, until }: BlacklistRow): BlacklistEntry {
  return { userId, channelId, until: until?.getTime() ?? null };
}

export type NewTriggerRow = RequiredEntityData<TriggerRow>;

function scopeOf({ scope, channelId, messageId }: TriggerRow): Scope {
  if (scope === 'server') return { kind: scope };
  if (channelId === null) throw new TypeError(`A trigger of scope ${scope} has no channel.`);
  if (scope === 'channel') return { kind: scope, channelId };
  if (messageId === null) throw new TypeError('A trigger of scope message has no message.');
  return { kind: scope, channelId, messageId };
}

function persistenceOf({ persistence, expiresAt }: TriggerRow): Persistence {
  if (persistence === 'persistent') return { kind: persistence };
  if (expiresAt === null) throw new TypeError(`A ${persistence} trigger has no end.`);
  return { kind: persistence, expiresAt: expiresAt.getTime() };
}
