import type { Guild } from 'discord.js';
import { parsedDuration } from '../../domain/duration.js';
import type { Cooldowns, Requirements } from '../../domain/trigger.js';
import { typedRoles } from '../../domain/typed-roles.js';
import { optionFaults } from '../../option-messages.js';
import { defined, flagIn, isNone, textIn, type Given } from './given.js';
import { refused } from './refusing.js';

/** The requirements that somebody filled in; those that they left out are not there. @throws {UserError} */
export function requirementsIn(given: Given, guild: Guild): Partial<Requirements> {
  const age = (option: string): number | null | undefined => {
    const typed = textIn(given, option);
    return typed !== null && isNone(typed) ? null : durationIn(given, option);
  };
  return defined({
    allOf: rolesIn(given, 'all_roles', guild),
    anyOf: rolesIn(given, 'any_role', guild),
    noneOf: rolesIn(given, 'no_role', guild),
    accountAge: age('account_age'),
    membershipAge: age('membership_age'),
    notBot: flagIn(given, 'not_bot') ?? undefined,
  });
}

/** The same for cooldowns. */
export function cooldownsIn(given: Given): Partial<Cooldowns> {
  const length = (option: string): number | undefined => {
    const typed = textIn(given, option);
    return typed !== null && isNone(typed) ? 0 : durationIn(given, option);
  };
  return defined({
    member: length('cooldown'),
    channel: length('channel_cooldown'),
    guild: length('server_cooldown'),
  });
}

/** Milliseconds; undefined when it was left out. @throws {UserError} for what is no length of time. */
export function durationIn(given: Given, option: string): number | undefined {
  const typed = textIn(given, option);
  if (typed === null) return undefined;
  const length = typed.trim() === '0' ? 0 : parsedDuration(typed);
  if (length === null) throw refused(optionFaults.notADuration(option, typed));
  return length;
}

/** Roles of the server; none for `none`; undefined when it was left out. @throws {UserError} for what are none. */
export function rolesIn(given: Given, option: string, guild: Guild): readonly string[] | undefined {
  const typed = textIn(given, option);
  if (typed === null) return undefined;
  if (isNone(typed)) return [];
  const { ids, strangers } = typedRoles(typed, guild.id);
  if (strangers.length > 0) throw refused(optionFaults.noRoles(option, strangers));
  if (ids.length === 0) throw refused(optionFaults.emptyRoles(option));
  const unknown = ids.filter((id) => !guild.roles.cache.has(id));
  if (unknown.length > 0) throw refused(optionFaults.unknownRoles(option, unknown));
  return ids;
}
