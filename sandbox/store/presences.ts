import { GatewayDispatchEvents, PresenceUpdateStatus } from 'discord-api-types/v10';
import { projectPresence } from './project-presence.js';
import type { PresenceRecord } from './records.js';
import type { World } from './world.js';

/** Sets what a user does. Each guild that he shares with the bot makes an event of its own. */
export function setPresence(world: World, userId: string, presence: PresenceRecord): void {
  for (const guild of world.guilds.values()) {
    if (!guild.members.has(userId)) continue;
    if (presence.status === PresenceUpdateStatus.Offline) guild.presences.delete(userId);
    else guild.presences.set(userId, presence);
    const data = projectPresence(guild, userId, presence);
    world.dispatch(GatewayDispatchEvents.PresenceUpdate, data, { guildId: guild.id });
  }
}
