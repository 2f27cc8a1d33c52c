import { isDeepStrictEqual } from 'node:util';
import type { ActionSpec } from '../../domain/action.js';
import type { ImportedTrigger } from '../../domain/import-set.js';
import { nameKey } from '../../domain/names.js';
import type { ActionId, GroupId, Snowflake, Trigger, TriggerId } from '../../domain/trigger.js';
import { ActionRow } from '../../entities/action-row.js';
import { RoleGroupRow } from '../../entities/role-group-row.js';
import { TriggerRow } from '../../entities/trigger-row.js';
import { living } from '../admin/lookup.js';
import { requireTouched } from '../admin/trigger-writing.js';
import { actionColumns, firstDue, groupColumns, triggerColumns } from '../store/codec.js';
import type { Change } from '../store/guild-changes.js';
import type { ImportPlan } from './planning.js';

export interface Written {
  /** The triggers that are new or changed. */
  readonly saved: readonly TriggerId[];
  readonly dropped: readonly Trigger[];
}

interface Named {
  readonly name: string;
}

/** Makes a guild have what a plan says, within a change of it. What stays keeps its id, its place and its history. */
export async function writeImport(change: Change, plan: ImportPlan, by: Writer): Promise<Written> {
  const dropped = await removeTriggers(change, plan);
  const groupId = await writeGroups(change, plan, by);
  const actionId = await writeActions(change, plan, by, groupId);
  return { saved: await writeTriggers(change, plan, by, actionId), dropped };
}

export interface Writer {
  readonly guildId: Snowflake;
  readonly ownerId: Snowflake;
}

type NewId = (placeInFile: number) => number;

async function removeTriggers({ em, state, now }: Change, { set, lost }: ImportPlan): Promise<readonly Trigger[]> {
  const alive = new Set(living(state.triggers, now));
  const kept = keysOf(set.triggers);
  const gone = state.triggers.filter((trigger) => {
    // What is past its time is the cleaner's, unless its name is wanted.
    if (!alive.has(trigger)) return kept.has(nameKey(trigger.name));
    return trigger.persistence.kind === 'oneshot' ? lost.includes(trigger) : !kept.has(nameKey(trigger.name));
  });
  if (gone.length > 0) await em.nativeDelete(TriggerRow, { id: { $in: gone.map(({ id }) => id) } });
  return gone;
}

async function writeGroups({ em, state, now }: Change, { set }: ImportPlan, { guildId }: Writer): Promise<NewId> {
  const kept = keysOf(set.groups);
  const gone = state.groups.filter(({ name }) => !kept.has(nameKey(name)));
  if (gone.length > 0) await em.nativeDelete(RoleGroupRow, { id: { $in: gone.map(({ id }) => id) } });
  const before = byName(state.groups);
  const ids = new Map<GroupId, () => number>();
  for (const group of set.groups) {
    const old = before.get(nameKey(group.name));
    if (old === undefined) {
      const row = em.create(RoleGroupRow, { ...groupColumns(group), createdAt: new Date(now) });
      em.persist(row);
      ids.set(group.id, () => row.id);
      continue;
    }
    ids.set(group.id, () => old.id);
    if (!isDeepStrictEqual(groupColumns(old), groupColumns(group))) {
      await em.nativeUpdate(RoleGroupRow, { id: old.id, guildId }, groupColumns(group));
    }
  }
  await em.flush();
  return (id) => ids.get(id)?.() ?? id;
}

async function writeActions(
  { em, state, now }: Change,
  { set }: ImportPlan,
  { guildId, ownerId }: Writer,
  groupId: NewId,
): Promise<NewId> {
  const kept = keysOf(set.actions);
  const gone = state.actions.filter(({ name }) => !kept.has(nameKey(name)));
  if (gone.length > 0) await em.nativeDelete(ActionRow, { id: { $in: gone.map(({ id }) => id) } });
  const before = byName(state.actions);
  const fresh = new Map<ActionId, ActionRow>();
  for (const action of set.actions) {
    if (before.has(nameKey(action.name))) continue;
    // What it refers to may not have its number yet.
    const row = em.create(ActionRow, {
      ...actionColumns({ ...action, chain: null }),
      ownerId,
      createdAt: new Date(now),
    });
    em.persist(row);
    fresh.set(action.id, row);
  }
  await em.flush();
  const names = new Map(set.actions.map(({ id, name }) => [id, nameKey(name)]));
  const actionId: NewId = (id) => fresh.get(id)?.id ?? before.get(names.get(id) ?? '')?.id ?? id;
  for (const action of set.actions) {
    const { name, chain } = action;
    const spec = resolved(action.spec, actionId, groupId);
    const columns = actionColumns({ guildId, name, spec, chain: chain === null ? null : actionId(chain) });
    const old = before.get(nameKey(name));
    if (old !== undefined && isDeepStrictEqual(actionColumns(old), columns)) continue;
    await em.nativeUpdate(ActionRow, { id: actionId(action.id), guildId }, { ...columns, ownerId });
  }
  return actionId;
}

function resolved(spec: ActionSpec, actionId: NewId, groupId: NewId): ActionSpec {
  if (spec.kind === 'role') {
    const { second } = spec;
    return { ...spec, second: { ...second, groupId: second.groupId === null ? null : groupId(second.groupId) } };
  }
  if (spec.kind !== 'create-trigger') return spec;
  return { ...spec, first: { ...spec.first, actionId: actionId(spec.first.actionId) } };
}

async function writeTriggers(
  { em, state, now }: Change,
  { set }: ImportPlan,
  { guildId, ownerId }: Writer,
  actionId: NewId,
): Promise<readonly TriggerId[]> {
  const before = byName(living(state.triggers, now));
  const saved: (() => TriggerId)[] = [];
  for (const draft of set.triggers) {
    const given = { ...draft, actionId: actionId(draft.actionId) };
    const old = before.get(nameKey(draft.name));
    if (old === undefined) {
      const trigger = { ...given, guildId, ownerId, madeBy: null, createdAt: now, failures: 0 };
      const history = { runs: 0, lastRunAt: null, lastNote: null, lastError: null };
      const row = em.create(TriggerRow, { ...triggerColumns(trigger), ...history, nextDue: firstDue(draft, now) });
      em.persist(row);
      saved.push(() => row.id);
      continue;
    }
    const { failures: _failures, ...columns } = triggerColumns({ ...old, ...given });
    const { failures: _before, ...known } = triggerColumns(old);
    if (isDeepStrictEqual(columns, known)) continue;
    const update = { ...columns, ...redone(old, draft, now) };
    await requireTouched(em.nativeUpdate(TriggerRow, { id: old.id, guildId }, update));
    saved.push(() => old.id);
  }
  await em.flush();
  return saved.map((id) => id());
}

/** An interval whose length stays keeps its plan; switching on forgets failures, and begins a plan. */
function redone(old: Trigger, { condition, enabled }: ImportedTrigger, now: number) {
  const switchedOn = enabled && !old.enabled;
  const same = old.condition.id === condition.id && old.condition.parameter === condition.parameter;
  return {
    ...(same && !switchedOn ? {} : { nextDue: firstDue({ condition }, now) }),
    ...(switchedOn ? { failures: 0 } : {}),
  };
}

function keysOf(items: readonly Named[]): ReadonlySet<string> {
  return new Set(items.map(({ name }) => nameKey(name)));
}

function byName<Item extends Named>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [nameKey(item.name), item]));
}
