import type { Guild } from 'discord.js';
import type { Action, RoleGroup } from '../../domain/action.js';
import type { ActionsById } from '../../domain/chain.js';
import { isCustom } from '../../domain/emoji.js';
import { boundChannel } from '../../domain/scope.js';
import type { Requirements, Trigger } from '../../domain/trigger.js';
import type { Dangling } from './shown.js';

type Kind = Dangling['kind'];

/** What a trigger itself refers to that is gone. */
export function danglingOfTrigger(
  guild: Guild,
  { scope, requirements, actionId }: Trigger,
  actions: ActionsById,
): readonly Dangling[] {
  const channelId = boundChannel(scope);
  // An archived thread is not in the cache, and yet there.
  const channelGone = scope.kind === 'channel' && channelId !== null && !guild.channels.cache.has(channelId);
  return [
    ...(channelGone && channelId !== null ? [missing('channel', channelId)] : []),
    ...rolesGone(guild, requirements, null),
    ...(actions.has(actionId) ? [] : [missing('action', String(actionId))]),
  ];
}

/** What actions refer to that is gone. */
export function danglingOfActions(
  guild: Guild,
  steps: readonly Action[],
  actions: ActionsById,
  groups: readonly RoleGroup[],
): readonly Dangling[] {
  return steps.flatMap((action) => [
    ...danglingOfSpec(guild, action, actions, groups),
    ...(action.chain === null || actions.has(action.chain)
      ? []
      : [missing('action', String(action.chain), action.name)]),
  ]);
}

export function danglingOfGroup(guild: Guild, { roleIds }: RoleGroup): readonly Dangling[] {
  return roleIds.filter((id) => !guild.roles.cache.has(id)).map((id) => missing('role', id));
}

function danglingOfSpec(
  guild: Guild,
  { name, spec }: Action,
  actions: ActionsById,
  groups: readonly RoleGroup[],
): readonly Dangling[] {
  switch (spec.kind) {
    case 'message':
    case 'purge':
      return spec.first === null || guild.channels.cache.has(spec.first) ? [] : [missing('channel', spec.first, name)];
    case 'react':
      return isCustom(spec.first) && !guild.emojis.cache.has(spec.first) ? [missing('emoji', spec.first, name)] : [];
    case 'role': {
      const { groupId } = spec.second;
      const noGroup = groupId !== null && !groups.some(({ id }) => id === groupId);
      return [
        ...(guild.roles.cache.has(spec.first) ? [] : [missing('role', spec.first, name)]),
        ...(noGroup ? [missing('group', String(groupId), name)] : []),
      ];
    }
    case 'create-trigger': {
      const { actionId, requirements } = spec.first;
      const noAction = actions.has(actionId) ? [] : [missing('action', String(actionId), name)];
      return [...noAction, ...rolesGone(guild, requirements, name)];
    }
    case 'delete-message':
      return [];
  }
}

function rolesGone(guild: Guild, { allOf, anyOf, noneOf }: Requirements, actionName: string | null): Dangling[] {
  const ids = new Set([...allOf, ...anyOf, ...noneOf]);
  return [...ids].filter((id) => !guild.roles.cache.has(id)).map((id) => missing('role', id, actionName));
}

function missing(kind: Kind, id: string, actionName: string | null = null): Dangling {
  return { kind, id, actionName };
}
