import { GatewayIntentBits } from 'discord.js';
import { definePlugin, type PluginContext } from 'roomkeeper';
import type { RoomDeadline } from './domain/ownership-effects.js';
import { AutoChannel } from './entities/auto-channel.js';
import { AutoChannelMember } from './entities/auto-channel-member.js';
import { HubChannel } from './entities/hub-channel.js';
import { WITHOUT_PRESENCE } from './messages.js';
import { Migration20261121000000_create } from './migrations/migration-20261121000000-create.js';
import { hubEnvironment, hubOptions } from './options.js';
import { HubBus } from './services/hub-bus.js';
import { Hubs } from './services/hubs.js';
import { GuildRules } from './services/room-settings.js';
import { Rooms } from './services/rooms.js';
import { voiceSettings } from './settings.js';

export type { HubApi, Renamed, RoomActions, RoomOrder } from './api.js';
export type { HubEvents } from './events.js';
export type { StoredRoom } from './services/rooms.js';

/** The services of hub, for its own pieces. */
export interface HubParts {
  readonly hubs: Hubs;
  readonly rooms: Rooms;
  readonly rules: GuildRules;
  readonly bus: HubBus;
}

function setup(context: PluginContext): HubParts {
  return {
    hubs: new Hubs(context.orm, context.channels),
    rooms: new Rooms(context.orm, context.channels),
    rules: new GuildRules(context),
    bus: new HubBus(context.log),
  };
}

/** Rooms with an owner: a hub's channel becomes the room of whoever joins it. */
export const hub = definePlugin({
  name: 'hub',
  root: new URL('.', import.meta.url),
  options: hubOptions,
  environment: hubEnvironment,
  settings: [voiceSettings],
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildVoiceStates],
  optionalIntents: [{ intent: GatewayIntentBits.GuildPresences, without: WITHOUT_PRESENCE }],
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
  setup,
});

declare module '@sapphire/plugin-scheduled-tasks' {
  interface ScheduledTasks {
    /** A deadline of a room may have come. */
    'hub.wake-room': { voiceChannelId: string; deadline: RoomDeadline | 'names' };
    /** The lockdown of a guild's hubs may have ended. */
    'hub.wake-lockdown': { guildId: string };
  }
}
