import { GatewayIntentBits } from 'discord.js';
import { definePlugin, type PluginContext } from 'roomkeeper';
import { deadlines, type RoomDeadline } from './domain/ownership-effects.js';
import { AutoChannel } from './entities/auto-channel.js';
import { AutoChannelMember } from './entities/auto-channel-member.js';
import { HubChannel } from './entities/hub-channel.js';
import { Migration20261121000000_create } from './migrations/migration-20261121000000-create.js';
import type { HubApi } from './api.js';
import { hubEnvironment, hubOptions, type HubOptions } from './options.js';
import { composeActing, type ActingParts } from './services/acting.js';
import { compose, type HubParts } from './services/composition.js';
import { overdueRooms } from './services/overdue.js';
import { voiceSettings } from './settings.js';

export type { HubApi, Renamed, RoomActions, RoomOrder } from './api.js';
export type { Action } from './domain/access.js';
export type { Target } from './domain/admission.js';
export type { PanelTemplateKey } from './domain/panel-templates.js';
export type { HubEvents } from './events.js';
export type { HubParts } from './services/composition.js';
export { voiceRegions, type VoiceRegion } from './domain/voice-regions.js';
export type { StoredRoom } from './services/rooms.js';
export { voiceSettings } from './settings.js';

async function load(_context: PluginContext, { hubs, rooms, flow }: UsedHub): Promise<void> {
  await hubs.load();
  await rooms.load();
  for (const { room } of rooms.all()) {
    for (const [deadline, of] of deadlines) {
      const at = of(room);
      if (at !== null) await flow.arm(room, deadline, at);
    }
  }
}

/** What `use(hub)` gives: the API to other plugins, and the services to hub's own pieces. */
export type UsedHub = HubApi & HubParts & ActingParts;

function setup(context: PluginContext, options: HubOptions): UsedHub {
  const parts = compose(context, options);
  return { ...parts, ...composeActing(context, parts) };
}

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
  setup,
  ready: load,
  overdue: (context, _parts, query) => overdueRooms(context, query),
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
