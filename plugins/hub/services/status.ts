import type { Guild, PermissionsString } from 'discord.js';
import type { GuildStatus, PermissionNeed, Upcoming } from 'roomkeeper';
import { missingPermissions } from '../domain/channel-space.js';
import { deadlines } from '../domain/ownership-effects.js';
import type { TextMode } from '../domain/room.js';
import { upcoming } from '../status-messages.js';
import type { HubParts } from './composition.js';
import type { StoredRoom } from './store/rooms.js';

type Parts = Pick<HubParts, 'hubs' | 'lockdowns' | 'rooms' | 'rules'>;

/** What `/status` shows of the hubs and rooms of a guild. No query. */
export function hubStatus({ hubs, lockdowns, rooms, rules }: Parts, guild: Guild): GuildStatus {
  const ofGuild = hubs.ofGuild(guild.id);
  const stored = rooms.ofGuild(guild.id);
  const forRooms = needed(rules.of(guild.id).text);
  const ofHubs = ofGuild.flatMap(({ channelId }) => placesOf(guild, channelId));
  const ofRooms = stored.map(({ room }) => room.voiceChannelId);
  const places = ofGuild.length === 0 ? [] : [null, ...ofHubs];
  const guildLock = lockdowns.guildLockedUntil(guild.id);
  return {
    needs: [
      ...places.map((channelId): PermissionNeed => ({ channelId, permissions: forRooms })),
      ...ofRooms.map((channelId): PermissionNeed => ({ channelId, permissions: needed('none') })),
    ],
    upcoming: [
      ...stored.flatMap(upcomingOf),
      ...(guildLock === null ? [] : [{ at: new Date(guildLock), what: upcoming.guildOpens }]),
      ...ofGuild.flatMap(({ channelId, lockdownUntil: until }): Upcoming[] =>
        channelId === null || until === null ? [] : [{ at: new Date(until), what: upcoming.hubOpens(channelId) }],
      ),
    ],
  };
}

/** All that is asked for is what nobody who holds nothing has. */
function needed(text: TextMode): readonly PermissionsString[] {
  return missingPermissions(0n, text) as readonly PermissionsString[];
}

/** A hub's channel, and the category that its rooms go to. */
function placesOf(guild: Guild, channelId: string | null): string[] {
  const channel = channelId === null ? undefined : guild.channels.cache.get(channelId);
  return channel ? [channel.id, ...(channel.parentId === null ? [] : [channel.parentId])] : [];
}

function upcomingOf({ room, names }: StoredRoom): Upcoming[] {
  if (room.state === 'deleting') return [];
  const all = [...deadlines.map(([deadline, of]) => [deadline, of(room)] as const), ['names', names.at] as const];
  return all.flatMap(([deadline, at]) =>
    at === null ? [] : [{ at: new Date(at), what: upcoming.room(room.voiceChannelId, deadline) }],
  );
}
