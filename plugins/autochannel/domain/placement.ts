/** The most channels that Discord allows in a category. */
export const CATEGORY_LIMIT = 50;
/** The most channels that Discord allows in a guild, categories included. */
export const GUILD_LIMIT = 500;

/** A place for breakouts and how many channels it holds. */
export interface PlaceFacts {
  /**
   * The category's id; null for the top of the guild, outside of any category, which only the guild's own limit bounds.
   */
  readonly categoryId: string | null;
  /** Channels that are there, and those of pending breakouts on their way there. */
  readonly channels: number;
}

export interface PlacementFacts {
  /** In order of preference; see {@link candidateCategories}. */
  readonly places: readonly PlaceFacts[];
  /** All channels of the guild, and pending breakouts. */
  readonly guildChannels: number;
  /** Breakouts that the source has, pending ones included. */
  readonly breakouts: number;
  /** Null for any number. */
  readonly maxBreakouts: number | null;
}

export type PlacementFault = 'max-breakouts' | 'guild-full' | 'category-full';

export type Placement =
  | { readonly ok: true; readonly categoryId: string | null }
  | { readonly ok: false; readonly reason: PlacementFault };

export interface CandidateFacts {
  /** The configured category; null for the source's own. */
  readonly categoryId: string | null;
  readonly fallbackCategoryIds: readonly string[];
  /** The category that the source is in; null outside of any. */
  readonly sourceCategoryId: string | null;
  /** The categories that the guild has. */
  readonly existing: ReadonlySet<string>;
}

/**
 * The categories to try, in order, each once. A configured category that is gone is left out; when none of the
 * configured ones is left, the source's own stands in.
 */
export function candidateCategories(facts: CandidateFacts): (string | null)[] {
  const wanted = [facts.categoryId ?? facts.sourceCategoryId, ...facts.fallbackCategoryIds];
  const there = wanted.filter((id) => id === null || facts.existing.has(id));
  return there.length === 0 ? [facts.sourceCategoryId] : [...new Set(there)];
}

/** Where the next breakout goes, or why it cannot be made. */
export function placeBreakout(facts: PlacementFacts): Placement {
  if (facts.maxBreakouts !== null && facts.breakouts >= facts.maxBreakouts)
    return { ok: false, reason: 'max-breakouts' };
  if (facts.guildChannels >= GUILD_LIMIT) return { ok: false, reason: 'guild-full' };
  const place = facts.places.find(({ categoryId, channels }) => categoryId === null || channels < CATEGORY_LIMIT);
  return place ? { ok: true, categoryId: place.categoryId } : { ok: false, reason: 'category-full' };
}
