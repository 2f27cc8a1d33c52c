import { matchPending, type LiveChannel, type Matches, type PendingChannel } from './fingerprints.js';
import { humansIn, type LiveGuild } from './live-guild.js';
import type { ReconcileAction } from './reconcile-actions.js';
import { reconcileHub } from './reconcile-hub.js';
import { reconcileRoom } from './reconcile-room.js';
import type { Hub, Moment, Room, RoomSettings } from './room.js';

/** What is stored of a guild. */
export interface GuildRows {
  readonly hubs: readonly Hub[];
  readonly rooms: readonly Room[];
}

/**
 * What has to be done after a start, or a reconnect without resume, so that rows, Discord and time agree. Nothing when
 * they do, apart from arming the deadlines that still lie ahead. Nothing is deleted because it is not seen: only a channel
 * that Discord calls unknown is gone.
 */
export function reconcile(
  rows: GuildRows,
  live: LiveGuild,
  settings: RoomSettings,
  now: Moment,
): readonly ReconcileAction[] {
  if (!live.available) return [];
  const matches = matchPending(pendingOf(rows), untracked(rows, live), settings.botId);
  const hubs = new Map(rows.hubs.map((hub) => [hub.id, hub]));
  const ofRooms = rows.rooms.flatMap((room) =>
    reconcileRoom(room, hubs.get(room.hubId), matches.found, live, settings, now),
  );
  const givenBack = new Map(
    ofRooms.flatMap((action) => (action.kind === 'give-back' ? [[action.hub.id, action.hub] as const] : [])),
  );
  const ofHubs = rows.hubs.flatMap((hub) =>
    reconcileHub(givenBack.get(hub.id) ?? hub, matches.found, live, settings, now),
  );
  return [...ofRooms, ...ofHubs, ...ofGuild(live, now), ...strays(matches, live)];
}

/** The guild's lockdown goes last, so that a crash before the hubs are open leaves it to be found again. */
function ofGuild(live: LiveGuild, now: Moment): readonly ReconcileAction[] {
  const isOver = live.guildLockdownUntil !== null && live.guildLockdownUntil <= now;
  return isOver ? [{ kind: 'clear-guild-lockdown' }] : [];
}

function strays(matches: Matches, live: LiveGuild): readonly ReconcileAction[] {
  return matches.surplus
    .filter((channel) => humansIn(live, channel.id).length === 0)
    .map((channel) => ({ kind: 'delete-stray', channelId: channel.id }));
}

function pendingOf({ hubs, rooms }: GuildRows): readonly PendingChannel[] {
  return [
    ...hubs.flatMap(({ id, channelId, pending }) =>
      channelId === null && pending !== null ? [{ owner: id, type: 'voice' as const, fingerprint: pending }] : [],
    ),
    ...rooms.flatMap(({ voiceChannelId, pendingText }) =>
      pendingText === null ? [] : [{ owner: voiceChannelId, type: 'text' as const, fingerprint: pendingText }],
    ),
  ];
}

function untracked({ hubs, rooms }: GuildRows, live: LiveGuild): readonly LiveChannel[] {
  const tracked = new Set([
    ...hubs.map((hub) => hub.channelId),
    ...rooms.flatMap((room) => [room.voiceChannelId, room.textChannelId]),
  ]);
  return [...live.channels.values()].filter(({ id }) => !tracked.has(id) && !live.trackedElsewhere.has(id));
}
