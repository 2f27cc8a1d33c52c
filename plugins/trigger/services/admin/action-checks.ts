import type { GuildMember } from 'discord.js';
import { checkedAction } from '../../domain/action-faults.js';
import type { Action } from '../../domain/action.js';
import type { Fault } from '../../domain/fault.js';
import { placesOf, reachedFrom, type Start } from '../../domain/reached.js';
import type { RegexEngine } from '../../domain/regex.js';
import type { GuildState } from '../store/guild-state.js';
import { actionsById } from './trigger-checks.js';
import { specGuildFaults } from './guild-faults.js';
import { faulty } from './refusals.js';
import { requireRights } from './rights.js';

export interface ActionChecking {
  readonly state: GuildState;
  readonly engine: RegexEngine;
  /** What is known to be wrong already. */
  readonly faults: readonly Fault[];
  /** All that starts actions in the guild. */
  readonly starts: readonly Start[];
}

/**
 * An action that may be saved, in the form that is stored: sound in itself, in the chains that it is a part of and for the
 * triggers that come to run it, and within the rights of whoever saves it, wherever it comes to run.
 *
 * @throws {UserError} `trigger.faulty` with everything that is wrong, or `trigger.rights` with all rights that are missing.
 */
export function requireSoundAction(
  by: GuildMember,
  action: Action,
  { state, engine, faults: known, starts }: ActionChecking,
): Action {
  const others = new Map([...actionsById(state)].filter(([id]) => id !== action.id));
  // With the action as it is, so that an old fault of it elsewhere is no reason to refuse.
  const actions = actionsById(state);
  const check = checkedAction(action, { actions, groups: state.groups, triggers: state.triggers, engine });
  const faults = [
    ...(check.ok ? [] : check.faults.filter((fault) => !isKnown(fault, known))),
    ...known,
    ...specGuildFaults(by.guild, action.spec),
  ];
  if (!check.ok || faults.length > 0) throw faulty(faults, action.spec.kind);
  const after = others.set(action.id, check.action);
  const places = placesOf(action.id, starts, after);
  const reached = (places.length > 0 ? places : [null]).flatMap((place) => reachedFrom(action.id, after, place));
  requireRights(by, reached, state.groups);
  return check.action;
}

/** A name that nobody has stands in the known faults; the id that it did not get need not be told too. */
function isKnown({ code, path }: Fault, known: readonly Fault[]): boolean {
  return code === 'unknown-action' && path.endsWith('first.actionId') && known.some((fault) => fault.path === 'action');
}
