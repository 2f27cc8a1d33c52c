import type { Action } from '../../domain/action.js';
import { actionOverLimit, type Limits } from '../../domain/limits.js';
import type { Snowflake } from '../../domain/trigger.js';
import { ActionRow } from '../../entities/action-row.js';
import { actionColumns, actionOf } from '../store/codec.js';
import type { Change } from '../store/guild-changes.js';
import { requireFree } from './lookup.js';
import { overLimit } from './refusals.js';

/** No stored action has this id. */
export const UNSAVED = -1;

/**
 * Stores a new action, within a change of its guild. It has been checked.
 *
 * @throws {UserError} `trigger.name-taken` or `trigger.over-limit`.
 */
export async function insertAction(
  { em, state, now }: Change,
  action: Omit<Action, 'id'>,
  ownerId: Snowflake,
  limits: Limits,
): Promise<Action> {
  requireFree('action', state.actions, action.name);
  const over = actionOverLimit(state.actions.length, limits);
  if (over !== null) throw overLimit(over);
  const row = em.create(ActionRow, { ...actionColumns(action), ownerId, createdAt: new Date(now) });
  await em.persist(row).flush();
  return actionOf(row);
}

/**
 * Stores an edit, within a change of its guild. It has been checked, against the rights of whoever edits: it is theirs now.
 *
 * @throws {UserError} `trigger.name-taken`.
 */
export async function updateAction({ em, state }: Change, action: Action, ownerId: Snowflake): Promise<Action> {
  requireFree('action', state.actions, action.name, action.id);
  await em.nativeUpdate(
    ActionRow,
    { id: action.id, guildId: action.guildId },
    {
      ...actionColumns(action),
      ownerId,
    },
  );
  return action;
}
