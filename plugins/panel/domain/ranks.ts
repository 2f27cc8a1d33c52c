/** What somebody is to a room; of several the first that holds. */
export type Rank = 'owner' | 'host' | 'sudo' | 'member';

/** Somebody on the list of hosts. */
export interface Ranked {
  readonly userId: string;
  readonly rank: Rank;
  /** Whether they are in the room. */
  readonly here: boolean;
}

/** Who is ranked. */
export interface RankFacts {
  readonly ownerId: string;
  /** In host order. */
  readonly hostIds: readonly string[];
  /** Those in the room, the longest there first. */
  readonly presentIds: readonly string[];
  readonly isSudo: (userId: string) => boolean;
}

/**
 * Everybody whom the list of hosts names: the owner, the hosts in their order whether they are there or not, then everybody else in the
 * room.
 */
export function ranking({ ownerId, hostIds, presentIds, isSudo }: RankFacts): readonly Ranked[] {
  const here = new Set(presentIds);
  const named = new Set([ownerId, ...hostIds, ...presentIds]);
  return [...named].map((userId) => ({ userId, rank: rankOf(userId), here: here.has(userId) }));

  function rankOf(userId: string): Rank {
    if (userId === ownerId) return 'owner';
    if (hostIds.includes(userId)) return 'host';
    return isSudo(userId) ? 'sudo' : 'member';
  }
}
