import { GatewayIntentBits } from 'discord.js';
import { definePlugin, type Deadline } from 'roomkeeper';
import type { RoomDeadline } from './domain/ownership-effects.js';
import { AutoChannel } from './entities/auto-channel.js';
import { AutoChannelMember } from './entities/auto-channel-member.js';
import { HubChannel } from './entities/hub-channel.js';
import { Migration20261121000000_create } from './migrations/migration-20261121000000-create.js';
import { hubEnvironment, hubOptions } from './options.js';
import { compose } from './services/composition.js';
import { overdueRooms } from './services/overdue.js';
import { voiceSettings } from './settings.js';

export type { HubApi, Renamed, RoomActions, RoomOrder } from './api.js';
export type { HubEvents } from './events.js';
export type { HubParts } from './services/composition.js';
export type { StoredRoom } from './services/rooms.js';

/** Rooms with an owner: a hub's channel becomes the room of whoever joins it. */
export const hub = definePlugin({
  name: 'hub',
  root: new URL('.', import.meta.url),
  options: hubOptions,
  environment: hubEnvironment,
  settings: [voiceSettings],
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildVoiceStates],
  permissions: [
    'ViewChannel',
    'Connect',
    'ManageChannels',
    'ManageRoles',
    'MoveMembers',
    'SendMessages',
    'ReadMessageHistory',
    'ManageMessages',
  ],
  entities: [HubChannel, AutoChannel, AutoChannelMember],
  migrations: [{ name: 'Migration20261121000000_create', class: Migration20261121000000_create }],
  setup: (context, options) => compose(context, options),
  ready: (_context, { reconciler }) => reconciler.all(),
  async overdue({ client }, { rooms }, query): Promise<Deadline[]> {
    return overdueRooms(rooms, (guildId) => client.guilds.cache.get(guildId)?.available === true, query);
  },
  stop(_context, { sync, hubMaking, opening }) {
    sync.stop();
    hubMaking.stop();
    opening.stop();
  },
});

declare module '@sapphire/plugin-scheduled-tasks' {
  interface ScheduledTasks {
    /** A deadline of a room may have come. */
    'hub.wake-room': { voiceChannelId: string; deadline: RoomDeadline | 'names' };
    /** The lockdown of a guild's hubs may have ended. */
    'hub.wake-lockdown': { guildId: string };
  }
}
