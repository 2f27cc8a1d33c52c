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
