import type { Guild } from 'discord.js';
import type { GuildStatus } from 'roomkeeper';
import { NEEDED_PERMISSIONS } from '../domain/permissions.js';
import { comesNext } from '../messages.js';
import type { Breakouts } from './breakouts.js';
import type { Sources } from './sources.js';

/** What `/status` shows of the sources and breakouts of a guild. One query. */
export async function autochannelStatus(
  { sources, breakouts }: { readonly sources: Sources; readonly breakouts: Breakouts },
  guild: Guild,
): Promise<GuildStatus> {
  const rows = await breakouts.ofGuild(guild.id);
  const places = sources.ofGuild(guild.id).flatMap(({ channelId, categoryId, fallbackCategoryIds }) => {
    const channel = guild.channels.cache.get(channelId);
    return channel ? [channelId, categoryId ?? channel.parentId, ...fallbackCategoryIds] : [];
  });
  const own = rows.flatMap(({ channelId }) => (channelId === null ? [] : [channelId]));
  return {
    needs: [...new Set([...places, ...own])].map((channelId) => ({ channelId, permissions: NEEDED_PERMISSIONS })),
    upcoming: rows.flatMap(({ channelId, deleteAt }) =>
      channelId === null || deleteAt === null ? [] : [{ at: new Date(deleteAt), what: comesNext.deletion(channelId) }],
    ),
  };
}
