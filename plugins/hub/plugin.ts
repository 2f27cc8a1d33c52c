import { GatewayIntentBits } from 'discord.js';
import { definePlugin, use, type Deadline, type OverdueQuery, type PluginContext, type SudoPage } from 'roomkeeper';
import type { RoomDeadline } from './domain/ownership-effects.js';
import { AutoChannel } from './entities/auto-channel.js';
import { AutoChannelMember } from './entities/auto-channel-member.js';
import { HubChannel } from './entities/hub-channel.js';
import { WITHOUT_PRESENCE } from './messages.js';
import { Migration20261121000000_create } from './migrations/migration-20261121000000-create.js';
import type { HubApi } from './api.js';
import { hubEnvironment, hubOptions, type HubEnvironment, type HubOptions } from './options.js';
import { hubData } from './services/hub-data.js';
import { composeActing } from './services/acting/acting.js';
import { composeAdmin, type AdminParts } from './services/admin/administering.js';
import { compose, type HubParts } from './services/composition.js';
import { forgetGuild } from './services/forgetting-guilds.js';
import { overdueRooms } from './services/boot/overdue.js';
import { hubStatus } from './services/status.js';
import { voiceSettings } from './settings.js';
import { forceTransfer, hubChannels } from './sudo-pages.js';

export type { HubApi, Renamed, RoomActions, RoomOrder } from './api.js';
export type { Action } from './domain/access.js';
export type { Target } from './domain/admission.js';
export type { PanelTemplateKey } from './domain/panel-templates.js';
export type { HubEvents } from './events.js';
export type { HubParts } from './services/composition.js';
export { voiceRegions, type VoiceRegion } from './domain/voice-regions.js';
export type { StoredRoom } from './services/store/rooms.js';
export { voiceSettings } from './settings.js';

/** What `use(hub)` gives: the API to other plugins, and the services to hub's own pieces. */
export type UsedHub = HubApi & HubParts & AdminParts;

function setup(context: PluginContext, options: HubOptions, environment: HubEnvironment): UsedHub {
  const parts = compose(context, options);
  const acting = composeActing(context, parts);
  return { ...parts, ...acting, ...composeAdmin(context, parts, acting, environment) };
}

async function ready(_context: PluginContext, { reconciler, arrivals }: UsedHub): Promise<void> {
  await reconciler.all();
  await arrivals.all();
}

async function overdue(
  context: PluginContext,
  { rooms, lockdowns }: UsedHub,
  query: OverdueQuery,
): Promise<Deadline[]> {
  const { cache } = context.client.guilds;
  const ofRooms = overdueRooms(rooms, (guildId) => cache.get(guildId)?.available === true, query);
  const all = [...ofRooms, ...lockdowns.overdue(query)];
  return all.toSorted((one, other) => one.at.getTime() - other.at.getTime()).slice(0, query.limit);
}

const sudoPages: readonly SudoPage[] = [
  { ...hubChannels, open: ({ guild }) => Promise.resolve(use(hub).hubPages.list(guild)) },
  { ...forceTransfer, open: ({ guild }) => Promise.resolve(use(hub).forcePages.rooms(guild)) },
];

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
  personalData: hubData,
  forgetGuild,
  sudoPages,
  setup,
  ready,
  overdue,
  status: (_context, api, guild) => hubStatus(api, guild),
  stop(_context, { sync, names, hubMaking, opening, strays }) {
    sync.stop();
    names.stop();
    hubMaking.stop();
    opening.stop();
    strays.stop();
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
