import type { NamesOf } from '../../description-messages.js';
import type { Catalogue } from '../catalogue.js';

/** The names of what a guild has, as it is now. No query when the guild is in memory. */
export async function namesOf(
  catalogue: Catalogue,
  guildId: string,
  prefixOf: (guildId: string) => string,
): Promise<NamesOf> {
  const { actionsById, groups } = await catalogue.of(guildId);
  return {
    action: (id) => actionsById.get(id)?.name ?? null,
    group: (id) => groups.find((group) => group.id === id)?.name ?? null,
    prefix: prefixOf(guildId),
  };
}
