import type { Action } from '../../domain/action.js';
import { reachable } from '../../domain/chain.js';
import { usersOf } from '../../domain/usage.js';
import { ActionRow } from '../../entities/action-row.js';
import { RoleMenuRow } from '../../entities/role-menu-row.js';
import { TriggerRow } from '../../entities/trigger-row.js';
import type { Change } from '../store/guild-changes.js';
import type { GuildState } from '../store/guild-state.js';
import type { ActionDeletion, Named, Users } from './shown.js';
import type { Menu } from './surroundings.js';
import { actionsById } from './trigger-checks.js';

/** Everything that refers to an action. */
export function actionUsers({ id }: Action, state: GuildState, menus: readonly Menu[]): Users {
  return {
    ...usersOf(id, state.triggers, state.actions),
    menus: menus
      .filter(({ entries }) => entries.some(({ actionId }) => actionId === id))
      .map(({ id: menuId, channelId, messageId }) => ({ id: menuId, channelId, messageId })),
  };
}

export function isUsed({ triggers, actions, menus }: Users): boolean {
  return triggers.length + actions.length + menus.length > 0;
}

/** What a deletion does; by force, where the action is in use. */
export function deletionOf(action: Action, state: GuildState, menus: readonly Menu[]): ActionDeletion {
  const disables = runners([action.id], state);
  const cuts = state.actions.filter(({ id, chain }) => chain === action.id && id !== action.id).map(nameOf);
  return { action, users: actionUsers(action, state, menus), disables, cuts };
}

/** The triggers that come to run one of these actions, at whichever step, also by the triggers that are made on the way. */
export function runners(ids: readonly number[], state: GuildState): readonly Named[] {
  const actions = actionsById(state);
  return state.triggers
    .filter(({ actionId }) => ids.includes(actionId) || reachable(actionId, actions).some(({ id }) => ids.includes(id)))
    .map(nameOf);
}

/** Deletes an action and ends what led to it, within a change of its guild. */
export async function deleteAction({ em }: Change, deletion: ActionDeletion, menus: readonly Menu[]): Promise<void> {
  const { action, disables } = deletion;
  const { id, guildId } = action;
  await switchOff({ em }, guildId, disables);
  await em.nativeUpdate(ActionRow, { guildId, chain: id }, { chain: null });
  for (const menu of menus) {
    const entries = menu.entries.filter(({ actionId }) => actionId !== id);
    if (entries.length === menu.entries.length) continue;
    await em.nativeUpdate(RoleMenuRow, { id: menu.id, guildId }, { entries, drawn: false });
  }
  await em.nativeDelete(ActionRow, { id, guildId });
}

export async function switchOff({ em }: Pick<Change, 'em'>, guildId: string, those: readonly Named[]): Promise<void> {
  if (those.length === 0) return;
  await em.nativeUpdate(TriggerRow, { guildId, id: { $in: those.map(({ id }) => id) } }, { enabled: false });
}

function nameOf({ id, name }: Named): Named {
  return { id, name };
}
