import { UserError } from '@sapphire/framework';
import { adminMessages, usersInWords, type Thing } from '../../admin-messages.js';
import type { ActionKind } from '../../domain/action.js';
import type { Fault } from '../../domain/fault.js';
import type { Usage } from '../../domain/limits.js';
import { faultList } from '../../fault-messages.js';
import type { Users } from './shown.js';

/** A refusal: what happened under `trigger.<what>`, with a message that can be shown as it is. */
export function refused(what: string, message: string, context?: unknown): UserError {
  return new UserError({ identifier: `trigger.${what}`, message, context });
}

/** `trigger.faulty`. The faults are its context. */
export function faulty(faults: readonly Fault[], kind?: ActionKind): UserError {
  return refused('faulty', faultList(faults, kind), { faults });
}

/** `trigger.over-limit`. The usage is its context. */
export function overLimit(usage: Usage): UserError {
  return refused('over-limit', adminMessages.overLimit(usage), usage);
}

/** `trigger.in-use`. The users are its context. */
export function inUse(thing: Thing, name: string, users: Users): UserError {
  const words = usersInWords({
    triggers: users.triggers.map((user) => user.name),
    actions: users.actions.map((user) => user.name),
    menus: users.menus.map(({ channelId }) => `<#${channelId}>`),
  });
  return refused('in-use', adminMessages.inUse(thing, name, words), { users });
}
