import type { Action } from '../../domain/action.js';
import type { ActionId } from '../../domain/trigger.js';
import { ActionRow } from '../../entities/action-row.js';
import { actionUsers, isUsed } from '../admin/action-deletion.js';
import { menusOf } from '../admin/surroundings.js';
import type { Change } from '../store/guild-changes.js';
import { guildState } from '../store/guild-state.js';

/**
 * Deletes those of these actions that nothing refers to any more, within a change of their guild: after what referred to them
 * has been deleted in it.
 */
export async function deleteUnusedActions(
  { em }: Pick<Change, 'em'>,
  guildId: string,
  ids: readonly ActionId[],
): Promise<void> {
  if (ids.length === 0) return;
  // Read anew: what has been deleted in this change is in the rows only.
  em.clear();
  const state = await guildState(em, guildId);
  const menus = await menusOf(em, guildId);
  const unused = state.actions.filter(
    (action: Action) => ids.includes(action.id) && !isUsed(actionUsers(action, state, menus)),
  );
  if (unused.length > 0) await em.nativeDelete(ActionRow, { guildId, id: { $in: unused.map(({ id }) => id) } });
}
