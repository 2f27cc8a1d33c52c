import type { GuildTextBasedChannel } from 'discord.js';
import { menuIdIn } from '../../views/role-menu-view.js';

const DISCORD_EPOCH = 1_420_070_400_000;
/** How far clocks may differ, in milliseconds. */
const TOLERANCE = 60_000;
/** How many messages a request gives, and how many requests are made. */
const PAGE = 100;
const PAGES = 10;

/**
 * Looks for the message of a menu among those that were written from a moment on, by what its components are called.
 *
 * @returns its id, null when it is certainly not there, undefined when too much was written since.
 */
export async function menuMessageIn(
  { client, messages }: GuildTextBasedChannel,
  menuId: number,
  since: Date,
): Promise<string | null | undefined> {
  let after = earliestId(since);
  for (let page = 0; page < PAGES; page += 1) {
    const written = await messages.fetch({ after, limit: PAGE, cache: false });
    const own = written.filter(({ author }) => author.id === client.user.id);
    const found = own.find(({ components }) => customIdsIn(components).some((one) => menuIdIn(one) === menuId));
    if (found !== undefined) return found.id;
    if (written.size < PAGE) return null;
    after = [...written.keys()].reduce((one, other) => (BigInt(one) > BigInt(other) ? one : other));
  }
  return undefined;
}

/** The smallest id that a message of that moment can have. */
function earliestId(moment: Date): string {
  return String(BigInt(Math.max(0, moment.getTime() - TOLERANCE - DISCORD_EPOCH)) << 22n);
}

function customIdsIn(components: readonly unknown[]): readonly string[] {
  return [...JSON.stringify(components).matchAll(/"custom_id":"([^"]+)"/g)].map(([, id]) => id ?? '');
}
