import {
  PresenceUpdateStatus,
  type GatewayPresenceUpdate,
  type PresenceUpdateReceiveStatus,
} from 'discord-api-types/v10';
import type { GuildRecord, PresenceRecord } from './records.js';

/** The wire form of a presence. Others see an invisible user as offline, without activities. */
export function projectPresence(
  guild: GuildRecord,
  userId: string,
  presence: PresenceRecord | undefined,
): GatewayPresenceUpdate {
  const status = seenStatus(presence);
  const offline = status === PresenceUpdateStatus.Offline;
  return {
    user: { id: userId },
    guild_id: guild.id,
    status,
    activities: offline ? [] : (presence?.activities ?? []),
    client_status: offline ? {} : { desktop: status },
  };
}

function seenStatus(presence: PresenceRecord | undefined): PresenceUpdateReceiveStatus {
  if (!presence || presence.status === PresenceUpdateStatus.Invisible) return PresenceUpdateStatus.Offline;
  return presence.status;
}
