import type { GuildMember } from 'discord.js';
import type { Action } from '../../domain/action.js';
import type { ActionsById } from '../../domain/chain.js';
import { reachable } from '../../domain/chain.js';
import { under, type Fault } from '../../domain/fault.js';
import type { Difference } from '../../domain/import-diff.js';
import { MISSING_ID, type ImportSet } from '../../domain/import-set.js';
import { nameKey } from '../../domain/names.js';
import { reachedFrom, type Reached, type Start } from '../../domain/reached.js';
import { boundChannel } from '../../domain/scope.js';
import type { Scope, Trigger } from '../../domain/trigger.js';
import { fileFaults } from '../../portable-messages.js';
import { danglingOfActions } from '../admin/dangling.js';
import { draftGuildFaults, groupGuildFaults, specGuildFaults } from '../admin/guild-faults.js';
import { lackingRights, lackingRoles } from '../admin/rights.js';
import { startsOf, type Menu } from '../admin/surroundings.js';
import type { GuildState } from '../store/guild-state.js';

type List = keyof Difference;
/** The keys of the names of what would be new or changed. */
export type Touched = Readonly<Record<List, ReadonlySet<string>>>;

export interface ImportAround {
  readonly by: GuildMember;
  readonly state: Pick<GuildState, 'actions'>;
  readonly menus: readonly Menu[];
  /** Those that wait, which no file names. */
  readonly oneshots: readonly Trigger[];
  readonly set: ImportSet;
  readonly touched: Touched;
}

export function fieldsTouched(changes: Difference): Touched {
  const keys = ({ added, changed }: Difference[List]) =>
    new Set([...added, ...changed.map(({ name }) => name)].map(nameKey));
  return { groups: keys(changes.groups), actions: keys(changes.actions), triggers: keys(changes.triggers) };
}

/** Roles, channels and emoji that are named and that this guild does not have, and actions that hang on such. */
export function placeFaults({ by, set, touched }: ImportAround): readonly Fault[] {
  const { guild } = by;
  const actions = byId(set);
  const of = <Item extends { readonly name: string }>(
    list: List,
    items: readonly Item[],
    faults: (item: Item) => readonly Fault[],
  ) =>
    items.flatMap((item, at) => (touched[list].has(nameKey(item.name)) ? under(`${list}[${at}]`, faults(item)) : []));
  return [
    ...of('groups', set.groups, ({ roleIds }) => groupGuildFaults(guild, roleIds)),
    ...of('actions', set.actions, ({ spec }) => under('spec', specGuildFaults(guild, spec))),
    ...of('triggers', set.triggers, (draft) => [
      ...draftGuildFaults(guild, draft),
      ...messagePlaceFaults(by, draft.scope),
      ...danglingFaults(by, reachable(draft.actionId, actions), { actions, set, touched }),
    ]),
  ];
}

/** Whether the message is there is not asked; whether its channel is, and whether whoever imports sees it. */
function messagePlaceFaults(by: GuildMember, scope: Scope): readonly Fault[] {
  if (scope.kind !== 'message') return [];
  const held = by.guild.channels.cache.get(scope.channelId)?.permissionsFor(by);
  return held?.has('ViewChannel') === true ? [] : [{ path: 'scope.channelId', code: 'unknown-channel' }];
}

/** Of actions that stay as they are: those that change say it themselves. */
function danglingFaults(
  { guild }: GuildMember,
  steps: readonly Action[],
  { actions, set, touched }: { readonly actions: ActionsById } & Pick<ImportAround, 'set' | 'touched'>,
): readonly Fault[] {
  const old = steps.filter(({ name }) => !touched.actions.has(nameKey(name)));
  const names = new Set(danglingOfActions(guild, old, actions, set.groups).map(({ actionName }) => actionName ?? ''));
  return [...names].map((detail) => ({ path: 'actionId', code: 'dangling', detail }));
}

/** What stands in the way in the guild itself: oneshots with a name of the file, and role menus. */
export function surroundingFaults({ state, menus, oneshots, set, touched }: ImportAround) {
  const waiting = new Map(oneshots.map(({ name }) => [nameKey(name), name]));
  const after = new Map(set.actions.map((action) => [nameKey(action.name), action]));
  const inMenus = new Set(menus.flatMap(({ entries }) => entries.map(({ actionId }) => actionId)));
  const used = state.actions.filter(({ id }) => inMenus.has(id));
  return [
    ...set.triggers.flatMap(({ name }) => {
      const other = waiting.get(nameKey(name));
      if (other === undefined) return [];
      return [{ list: 'triggers' as const, name, field: '.name', text: fileFaults.oneshotName(other) }];
    }),
    ...used.flatMap(({ name }) => {
      const next = after.get(nameKey(name));
      if (next === undefined) return [{ list: 'actions' as const, name, field: '', text: fileFaults.inMenu(name) }];
      if (next.spec.kind === 'role' || !touched.actions.has(nameKey(name))) return [];
      return [{ list: 'actions' as const, name, field: '.kind', text: fileFaults.menuRole(name) }];
    }),
  ];
}

/**
 * What whoever imports would need and does not have, for each trigger that is new or changed, and for each such action in
 * all places where it would come to run: whatever making it by hand would need.
 */
export function lackingForImport({ by, state, menus, oneshots, set, touched }: ImportAround): readonly string[] {
  const actions = byId(set);
  const starts = startsIn(set, { state, menus, oneshots });
  const changed = set.actions.filter(({ name }) => touched.actions.has(nameKey(name)));
  const ids = new Set(changed.map(({ id }) => id));
  const reached = new Map<string, Reached>();
  const add = (more: readonly Reached[]): void => {
    for (const one of more) reached.set(`${one.action.id}:${one.channelId}`, one);
  };
  for (const { name, actionId, scope } of set.triggers) {
    if (touched.triggers.has(nameKey(name))) add(reachedFrom(actionId, actions, boundChannel(scope)));
  }
  const places = starts.flatMap(({ actionId, channelId }) => reachedFrom(actionId, actions, channelId));
  const run = places.filter(({ action }) => ids.has(action.id));
  for (const { action, channelId } of run) add(reachedFrom(action.id, actions, channelId));
  const running = new Set(run.map(({ action }) => action.id));
  for (const { id } of changed) if (!running.has(id)) add(reachedFrom(id, actions, null));
  const roles = set.groups.flatMap(({ name, roleIds }) => (touched.groups.has(nameKey(name)) ? roleIds : []));
  return [...lackingRights(by, [...reached.values()], set.groups), ...lackingRoles(by, [...new Set(roles)])];
}

/** Everything that would start actions, by the numbers that these have in the set. */
function startsIn(
  set: ImportSet,
  { state, menus, oneshots }: Pick<ImportAround, 'state' | 'menus' | 'oneshots'>,
): readonly Start[] {
  const ids = new Map(set.actions.map(({ id, name }) => [nameKey(name), id]));
  const names = new Map(state.actions.map(({ id, name }) => [id, nameKey(name)]));
  const own = startsOf(oneshots, menus).map(({ actionId, channelId }) => ({
    channelId,
    actionId: ids.get(names.get(actionId) ?? '') ?? MISSING_ID,
  }));
  const all = [...set.triggers.map(({ actionId, scope }) => ({ actionId, channelId: boundChannel(scope) })), ...own];
  return [...new Map(all.map((start) => [`${start.actionId}:${start.channelId}`, start])).values()];
}

function byId({ actions }: ImportSet): ActionsById {
  return new Map(actions.map((action) => [action.id, action]));
}
