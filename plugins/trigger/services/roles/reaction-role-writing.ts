import type { GuildMember, Role } from 'discord.js';
import { freeName } from '../../domain/names.js';
import { poolOf } from '../../domain/limits.js';
import {
  reactionRoleName,
  reactionWays,
  type MessagePlace,
  type ReactionMode,
  type ReactionWay,
} from '../../domain/reaction-roles.js';
import { noRequirements, type GroupId, type Trigger, type TriggerDraft } from '../../domain/trigger.js';
import { reactionRoleMessages } from '../../reaction-role-messages.js';
import { requireSoundAction } from '../admin/action-checks.js';
import { insertAction, UNSAVED } from '../admin/action-writing.js';
import { living } from '../admin/lookup.js';
import { refused } from '../admin/refusals.js';
import type { AdminParts } from '../admin/surroundings.js';
import { requireSound } from '../admin/trigger-checks.js';
import { insertTrigger } from '../admin/trigger-writing.js';
import type { Change } from '../store/guild-changes.js';

/** A reaction role that is to be made. */
export interface ReactionRoleDraft {
  readonly place: MessagePlace;
  /** Its key. */
  readonly emoji: string;
  readonly roleId: string;
  readonly groupId: GroupId | null;
  readonly mode: ReactionMode;
  /** How the emoji, the role and the channel are called in names. */
  readonly names: { readonly emoji: string; readonly role: string; readonly channel: string };
}

type WritingParts = Pick<AdminParts, 'engine' | 'limits'>;

/**
 * Stores the triggers of a reaction role and their actions, within a change of its guild: checked like any that somebody
 * makes by hand.
 *
 * @throws {UserError} as `/trigger create` and `/action create` do.
 */
export async function insertReactionRole(
  change: Change,
  by: GuildMember,
  draft: ReactionRoleDraft,
  parts: WritingParts,
): Promise<readonly Trigger[]> {
  const ways = reactionWays[draft.mode];
  requireRoom(change, ways.length, parts);
  const made: Trigger[] = [];
  // Each sees what the one before has made.
  let sofar = change;
  for (const way of ways) {
    const { state } = sofar;
    const name = freeName(reactionRoleName(draft.names, way.on), [...state.triggers, ...state.actions]);
    const action = await insertRoleAction(sofar, by, { name, way, draft }, parts);
    const actions = [...state.actions, action];
    sofar = { ...sofar, state: { ...state, actions } };
    const checking = { ...sofar, engine: parts.engine, faults: [], before: null };
    const sound = requireSound(by, triggerDraft(name, way, draft, action.id), checking);
    const trigger = await insertTrigger(sofar, sound, { guildId: by.guild.id, ownerId: by.id }, parts.limits);
    sofar = { ...sofar, state: { ...state, actions, triggers: [...state.triggers, trigger] } };
    made.push(trigger);
  }
  return made;
}

/** The name of a role for the names of triggers; one that is gone is refused elsewhere. */
export function roleName(role: Role | undefined): string {
  return role?.name ?? reactionRoleMessages.unknownRole;
}

interface Named {
  readonly name: string;
  readonly way: ReactionWay;
  readonly draft: ReactionRoleDraft;
}

function insertRoleAction(change: Change, by: GuildMember, { name, way, draft }: Named, parts: WritingParts) {
  const { state } = change;
  // Taking a role exceeds no maximum.
  const groupId = way.does === 'remove' ? null : draft.groupId;
  const second = { mode: way.does, groupId };
  const action = {
    guildId: by.guild.id,
    name,
    spec: { kind: 'role', first: draft.roleId, second },
    chain: null,
  } as const;
  const checking = { state, engine: parts.engine, faults: [], starts: [] };
  return insertAction(change, requireSoundAction(by, { ...action, id: UNSAVED }, checking), by.id, parts.limits);
}

function triggerDraft(
  name: string,
  way: ReactionWay,
  { place, emoji }: ReactionRoleDraft,
  actionId: number,
): TriggerDraft {
  return {
    name,
    scope: { kind: 'message', ...place },
    condition: { id: way.on, parameter: emoji, caseSensitive: false },
    persistence: { kind: 'persistent' },
    requirements: noRequirements,
    // Whoever changes their mind at once must end with what their reaction says.
    cooldowns: { member: 0, channel: 0, guild: 0 },
    actionId,
  };
}

/** @throws {UserError} `trigger.over-limit` unless there is room for all of it. */
function requireRoom({ state, now }: Change, needed: number, { limits }: WritingParts): void {
  const used = living(state.triggers, now).filter((trigger) => poolOf(trigger) === 'persistent').length;
  const usage = { pool: 'persistent', used, allowed: limits.persistent } as const;
  if (used + needed > limits.persistent)
    throw refused('over-limit', reactionRoleMessages.overLimit(needed, usage), usage);
  const actions = { pool: 'actions', used: state.actions.length, allowed: limits.actions } as const;
  if (actions.used + needed > actions.allowed)
    throw refused('over-limit', reactionRoleMessages.actionsOverLimit(needed, actions), actions);
}
