import type { GuildMember } from 'discord.js';
import { linkFaults, madeLinks, reachable, startFaults, type ActionsById } from '../../domain/chain.js';
import type { Fault } from '../../domain/fault.js';
import { TEMPORARY_MIN_MS } from '../../domain/lifetime.js';
import { reachedFrom } from '../../domain/reached.js';
import type { RegexEngine } from '../../domain/regex.js';
import { boundChannel } from '../../domain/scope.js';
import { checkedTrigger } from '../../domain/trigger-faults.js';
import type { ActionId, Moment, Persistence, TriggerDraft } from '../../domain/trigger.js';
import type { GuildState } from '../store/guild-state.js';
import { danglingOfActions } from './dangling.js';
import { draftGuildFaults } from './guild-faults.js';
import { faulty } from './refusals.js';
import { requireRights } from './rights.js';

export interface Checking {
  readonly state: GuildState;
  readonly now: Moment;
  readonly engine: RegexEngine;
  /** What is known to be wrong already. */
  readonly faults: readonly Fault[];
  /** As it is stored; null for a new one. What is left of a life that nobody changes is not too short. */
  readonly before: Persistence | null;
}

/**
 * A trigger that may be saved or switched on, in the form that is stored: sound in itself and with all that it would run,
 * and within the rights of whoever does it.
 *
 * @throws {UserError} `trigger.faulty` with everything that is wrong, or `trigger.rights` with all rights that are missing.
 */
export function requireSound(by: GuildMember, draft: TriggerDraft, checking: Checking): TriggerDraft {
  const { state, now, engine, faults: known, before } = checking;
  const actions = actionsById(state);
  const check = checkedTrigger(draft, { actions, engine, now: asOf(draft.persistence, before, now) });
  const faults = [
    // What is known of the action says more than that there is none of that id.
    ...(check.ok ? [] : check.faults.filter(({ path }) => !known.some((fault) => fault.path === path))),
    ...known,
    ...draftGuildFaults(by.guild, draft),
    ...runFaults(draft.actionId, actions),
    ...goneFaults(by, draft.actionId, actions, state),
  ];
  if (!check.ok || faults.length > 0) throw faulty(faults);
  requireRights(by, reachedFrom(draft.actionId, actions, boundChannel(draft.scope)), state.groups);
  return check.draft;
}

export function actionsById({ actions }: Pick<GuildState, 'actions'>): ActionsById {
  return new Map(actions.map((action) => [action.id, action]));
}

/** What is wrong with what would run: old faults, since actions are checked when they are saved. */
function runFaults(start: ActionId, actions: ActionsById): readonly Fault[] {
  const first = actions.get(start);
  if (first === undefined) return [];
  const made = madeLinks(new Map(reachable(start, actions).map((action) => [action.id, action])));
  return [...startFaults(start, `${first.name}.chain`, actions), ...made.flatMap((link) => linkFaults(link, actions))];
}

/** Actions that would run and refer to what is gone. */
function goneFaults(
  { guild }: GuildMember,
  start: ActionId,
  actions: ActionsById,
  { groups }: GuildState,
): readonly Fault[] {
  const gone = danglingOfActions(guild, reachable(start, actions), actions, groups);
  const names = new Set(gone.filter(({ kind }) => kind !== 'action').map(({ actionName }) => actionName ?? ''));
  return [...names].map((detail) => ({ path: 'actionId', code: 'dangling', detail }));
}

function asOf(persistence: Persistence, before: Persistence | null, now: Moment): Moment {
  const kept = before !== null && before === persistence;
  return kept && persistence.kind === 'temporary' ? Math.min(now, persistence.expiresAt - TEMPORARY_MIN_MS) : now;
}
