import { requireFree, living } from './lookup.js';
import { nameKey } from '../../domain/names.js';
import { poolOf, triggerOverLimit, type Limits } from '../../domain/limits.js';
import type { Snowflake, Trigger, TriggerDraft } from '../../domain/trigger.js';
import { TriggerRow } from '../../entities/trigger-row.js';
import { firstDue, triggerColumns, triggerOf } from '../store/codec.js';
import type { Change } from '../store/guild-changes.js';
import { overLimit, refused } from './refusals.js';
import { adminMessages } from '../../admin-messages.js';

/**
 * Stores a new trigger, within a change of its guild. The draft has been checked.
 *
 * @throws {UserError} `trigger.name-taken` or `trigger.over-limit`.
 */
export async function insertTrigger(
  change: Change,
  draft: TriggerDraft,
  { guildId, ownerId }: { readonly guildId: Snowflake; readonly ownerId: Snowflake },
  limits: Limits,
): Promise<Trigger> {
  const { em, state, now } = change;
  const alive = living(state.triggers, now);
  requireFree('trigger', alive, draft.name);
  const over = triggerOverLimit(alive, { ...draft, ownerId }, limits);
  if (over !== null) throw overLimit(over);
  await clearName(change, draft.name);
  const trigger = { ...draft, guildId, ownerId, enabled: true, madeBy: null, createdAt: now, failures: 0 };
  const row = em.create(TriggerRow, {
    ...triggerColumns(trigger),
    nextDue: firstDue(draft, now),
    runs: 0,
    lastRunAt: null,
    lastNote: null,
    lastError: null,
  });
  await em.persist(row).flush();
  return triggerOf(row);
}

/**
 * Stores an edit, within a change of its guild. The draft has been checked. Its history and its failures stay.
 *
 * @throws {UserError} `trigger.name-taken`, `trigger.over-limit` or `trigger.changed-meanwhile`.
 */
export async function updateTrigger(
  change: Change,
  before: Trigger,
  draft: TriggerDraft,
  limits: Limits,
): Promise<Trigger> {
  const { em, state, now } = change;
  const others = living(state.triggers, now).filter(({ id }) => id !== before.id);
  requireFree('trigger', others, draft.name, before.id);
  const moves = poolOf(draft) !== poolOf(before);
  const over = moves ? triggerOverLimit(others, { ...draft, ownerId: before.ownerId }, limits) : null;
  if (over !== null) throw overLimit(over);
  await clearName(change, draft.name, before.id);
  const after: Trigger = { ...before, ...draft };
  const { failures: _failures, enabled: _enabled, ...columns } = triggerColumns(after);
  const { id, guildId } = before;
  await requireTouched(em.nativeUpdate(TriggerRow, { id, guildId }, { ...columns, ...redue(before, draft, now) }));
  return after;
}

/** @throws {UserError} `trigger.changed-meanwhile` when a oneshot has fired, or the like. */
export async function requireTouched(rows: Promise<number>): Promise<void> {
  if ((await rows) === 0) throw refused('changed-meanwhile', adminMessages.changedMeanwhile);
}

/** Names are unique in the table; what is past its time only waits for the cleaner. */
async function clearName({ em, state, now }: Change, name: string, except: number | null = null): Promise<void> {
  const alive = new Set(living(state.triggers, now));
  const key = nameKey(name);
  const dead = state.triggers.filter((one) => one.id !== except && !alive.has(one) && nameKey(one.name) === key);
  if (dead.length > 0) await em.nativeDelete(TriggerRow, { id: { $in: dead.map(({ id }) => id) } });
}

/** An interval whose length stays keeps its plan. */
function redue(before: Trigger, after: TriggerDraft, now: number): { readonly nextDue?: Date | null } {
  const same = before.condition.id === after.condition.id && before.condition.parameter === after.condition.parameter;
  return same ? {} : { nextDue: firstDue(after, now) };
}
