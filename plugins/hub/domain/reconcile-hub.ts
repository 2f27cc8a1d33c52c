import type { LiveChannel } from './fingerprints.js';
import { humansIn, type LiveGuild } from './live-guild.js';
import { decideLockdown, lockedUntil, unexpired } from './lockdown.js';
import type { ReconcileAction } from './reconcile-actions.js';
import type { Hub, Moment, RoomSettings } from './room.js';

/** What one hub needs: its channel, its lockdown, and whoever sits in it. */
export function reconcileHub(
  hub: Hub,
  found: ReadonlyMap<string, LiveChannel>,
  live: LiveGuild,
  settings: RoomSettings,
  now: Moment,
): readonly ReconcileAction[] {
  if (hub.channelId === null) return pendingHub(hub, found.get(hub.id), live, settings, now);
  if (live.gone.has(hub.channelId)) return deletedHub(hub, live, settings, now);
  const channel = live.channels.get(hub.channelId);
  return channel === undefined ? [] : openHub(hub, channel, live, settings, now);
}

/** What becomes of a hub whose channel somebody deleted: it is made anew once, then they are taken at their word. */
export function deletedHub(
  hub: Hub,
  live: Pick<LiveGuild, 'guildLockdownUntil'>,
  settings: RoomSettings,
  now: Moment,
): readonly ReconcileAction[] {
  if (settings.onHubDeleted === 'unregister' || hub.recreated) return [{ kind: 'unregister-hub', hub }];
  return missingHub('recreate-hub', { ...hub, channelId: null, recreated: true }, live, now);
}

function pendingHub(
  hub: Hub,
  channel: LiveChannel | undefined,
  live: LiveGuild,
  settings: RoomSettings,
  now: Moment,
): readonly ReconcileAction[] {
  if (channel === undefined) return missingHub('create-hub', hub, live, now);
  const adopted = { ...hub, channelId: channel.id, pending: null };
  return [
    { kind: 'adopt-hub', hub: adopted, channelId: channel.id },
    ...openHub(adopted, channel, live, settings, now),
  ];
}

/** The replacement is made locked if the hub is; then its end is all that is left to arm. */
function missingHub(
  kind: 'create-hub' | 'recreate-hub',
  hub: Hub,
  live: Pick<LiveGuild, 'guildLockdownUntil'>,
  now: Moment,
): readonly ReconcileAction[] {
  const waiting = { ...hub, lockdownUntil: unexpired(hub.lockdownUntil, now) };
  const until = lockedUntil(hub.lockdownUntil, live.guildLockdownUntil, now);
  const create: ReconcileAction = { kind, hub: waiting };
  return until === null ? [create] : [create, { kind: 'arm-lockdown', hub: waiting, at: until }];
}

function openHub(
  hub: Hub,
  channel: LiveChannel,
  live: LiveGuild,
  settings: RoomSettings,
  now: Moment,
): readonly ReconcileAction[] {
  const userIds = humansIn(live, channel.id);
  const lockdown = lockdownActions(hub, channel, live, settings, now);
  return userIds.length === 0 ? lockdown : [...lockdown, { kind: 'serve-hub', hub, userIds }];
}

function lockdownActions(
  hub: Hub,
  channel: LiveChannel,
  live: LiveGuild,
  settings: RoomSettings,
  now: Moment,
): readonly ReconcileAction[] {
  const { until, change } = decideLockdown(
    {
      guildId: hub.guildId,
      botId: settings.botId,
      hubUntil: hub.lockdownUntil,
      guildUntil: live.guildLockdownUntil,
      previous: hub.lockdownPrevious,
      overwrites: channel.overwrites,
    },
    now,
  );
  const lockdownUntil = unexpired(hub.lockdownUntil, now);
  const isChanged = change !== null || lockdownUntil !== hub.lockdownUntil;
  return [
    ...(isChanged ? [{ kind: 'hub-lockdown', hub, lockdownUntil, change } as const] : []),
    ...(until === null ? [] : [{ kind: 'arm-lockdown', hub, at: until } as const]),
  ];
}
