/** A permission overwrite as plain data. */
export interface Overwrite {
  readonly id: string;
  /** 0 a role, 1 a member. */
  readonly type: 0 | 1;
  readonly allow: bigint;
  readonly deny: bigint;
}

/** What {@link maskOverwrites} kept, and what it had to drop. */
export interface MaskedOverwrites {
  readonly overwrites: Overwrite[];
  /** The bits that the bot may not set, over all overwrites. 0 when everything was kept. */
  readonly dropped: bigint;
}

const ADMINISTRATOR = 1n << 3n;
const MANAGE_ROLES = 1n << 28n;

/**
 * Leaves of `overwrites` what a bot that holds `held` may set when it makes a channel: bits that it holds itself, and
 * Manage Roles only as an administrator. Overwrites that say nothing any more are left out.
 */
export function maskOverwrites(overwrites: readonly Overwrite[], held: bigint): MaskedOverwrites {
  const administrator = (held & ADMINISTRATOR) !== 0n;
  const allowed = administrator ? ~0n : held & ~MANAGE_ROLES;
  let dropped = 0n;
  const kept: Overwrite[] = [];
  for (const { id, type, allow, deny } of overwrites) {
    dropped |= (allow | deny) & ~allowed;
    const masked = { id, type, allow: allow & allowed, deny: deny & allowed };
    if (masked.allow !== 0n || masked.deny !== 0n) kept.push(masked);
  }
  return { overwrites: kept, dropped };
}

/** Adds `allow` for a target to a list of overwrites, taking the same bits out of its denials. */
export function allowFor(overwrites: readonly Overwrite[], id: string, type: 0 | 1, allow: bigint): Overwrite[] {
  const others = overwrites.filter((overwrite) => overwrite.id !== id);
  const own = overwrites.find((overwrite) => overwrite.id === id);
  return [...others, { id, type, allow: (own?.allow ?? 0n) | allow, deny: (own?.deny ?? 0n) & ~allow }];
}
