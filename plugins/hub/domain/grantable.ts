import { Administrator, holdsAny, ManageRoles } from './bits.js';
import type { Overwrite } from './room.js';

export interface Grantable {
  readonly overwrites: readonly Overwrite[];
  /** The bits that were taken out, for the guild to be told. 0 when none were. */
  readonly dropped: bigint;
}

/**
 * The overwrites as far as the bot may put them into a channel that it creates: only bits that it holds in the guild, and
 * Manage Roles only as an administrator. Applied to a hub's overwrites when its blueprint is taken, so that no later
 * call is refused for them.
 */
export function grantable(overwrites: readonly Overwrite[], held: bigint): Grantable {
  if (holdsAny(held, Administrator)) return { overwrites, dropped: 0n };
  const mask = held & ~ManageRoles;
  const kept = overwrites.map((overwrite) => ({
    ...overwrite,
    allow: overwrite.allow & mask,
    deny: overwrite.deny & mask,
  }));
  const dropped = overwrites.reduce((bits, { allow, deny }) => bits | ((allow | deny) & ~mask), 0n);
  return { overwrites: kept, dropped };
}

/**
 * The blueprint's overwrites for a channel that exists, `live`: with the bits that the bot may not touch as they are there, for
 * Discord refuses a whole request that changes one of them.
 */
export function keepingUngrantable(
  blueprint: readonly Overwrite[],
  live: readonly Overwrite[],
  held: bigint,
): readonly Overwrite[] {
  if (holdsAny(held, Administrator)) return blueprint;
  const mask = held & ~ManageRoles;
  const own = new Map(blueprint.map((overwrite) => [overwrite.id, overwrite]));
  const foreign = live.flatMap(({ id, type, allow, deny }) =>
    own.has(id) || ((allow | deny) & ~mask) === 0n ? [] : [{ id, type, allow: allow & ~mask, deny: deny & ~mask }],
  );
  const seen = new Map(live.map((overwrite) => [overwrite.id, overwrite]));
  const kept = blueprint.map((overwrite) => {
    const there = seen.get(overwrite.id);
    const allow = (overwrite.allow & mask) | ((there?.allow ?? 0n) & ~mask);
    const deny = (overwrite.deny & mask) | ((there?.deny ?? 0n) & ~mask);
    return { ...overwrite, allow, deny };
  });
  return [...kept, ...foreign];
}
