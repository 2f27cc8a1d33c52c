import { generalSettings, type PluginContext } from 'roomkeeper';
import type { PendingChannel } from '../domain/fingerprints.js';
import { isSealed, type Room } from '../domain/room.js';
import { creationLimit, type HubOptions } from '../options.js';
import { voiceSettings } from '../settings.js';
import { Blueprints } from './admin/blueprints.js';
import { ChannelCalls } from './making/channel-calls.js';
import { HubConversion } from './making/conversion.js';
import { Creation } from './making/creation.js';
import { RoomDeletion } from './making/deletion.js';
import { Doorkeeper } from './acting/doorkeeper.js';
import { Flow } from './flow.js';
import { forceTransferred } from './acting/force-transfers.js';
import { Gate } from './making/gate.js';
import { GivingBack } from './making/giving-back.js';
import { GoneChannels } from './boot/gone-channels.js';
import { HubBus } from './hub-bus.js';
import { HubLock } from './admin/hub-lock.js';
import { HubMaking } from './making/hub-making.js';
import { Doubts } from './store/doubts.js';
import { Hubs } from './store/hubs.js';
import { HubLockdowns } from './admin/lockdowns.js';
import { ChatMessenger } from './messenger.js';
import { registerMetrics } from './metrics.js';
import { Opening } from './making/opening.js';
import { RoomNaming } from './names/names.js';
import type { Conversion, Messenger } from './parts.js';
import { Reconciler } from './boot/reconciler.js';
import { GuildRules } from './room-settings.js';
import { Rooms, type StoredRoom } from './store/rooms.js';
import { SentOverwrites } from './making/sent-overwrites.js';
import { Strays } from './making/strays.js';
import { RoomSync } from './making/sync.js';

/** The services of hub, for its own pieces. */
export interface HubParts {
  readonly hubs: Hubs;
  readonly rooms: Rooms;
  readonly rules: GuildRules;
  readonly bus: HubBus;
  readonly flow: Flow;
  readonly calls: ChannelCalls;
  readonly doorkeeper: Doorkeeper;
  readonly sync: RoomSync;
  readonly names: RoomNaming;
  readonly deletion: RoomDeletion;
  readonly creation: Creation;
  readonly strays: Strays;
  readonly hubMaking: HubMaking;
  readonly opening: Opening;
  readonly conversion: Conversion;
  readonly messenger: Messenger;
  readonly reconciler: Reconciler;
  readonly goneChannels: GoneChannels;
  readonly blueprints: Blueprints;
  readonly lock: HubLock;
  readonly lockdowns: HubLockdowns;
  /** What a channel is to hub. Costs one map lookup. */
  roleOf(channelId: string): 'hub' | 'room' | 'room text' | undefined;
  /** A bot has come to a voice channel, or gone: in a sealed room it has a place while it is there. */
  botMoved(channelId: string): void;
}

/** Builds the services, each with what it needs of the others. */
export function compose(context: PluginContext, options: HubOptions): HubParts {
  const doubts = new Doubts();
  const hubs = new Hubs(context.orm, context.channels, context.shards, doubts);
  const rooms = new Rooms(context.orm, context.channels, context.shards, doubts);
  registerMetrics(context, rooms);
  const rules = new GuildRules(context);
  const bus = new HubBus(context.log);
  const calls = new ChannelCalls(context);
  const sent = new SentOverwrites(context.clock);
  const doorkeeper = new Doorkeeper(context, rooms);
  const sync = new RoomSync(context, { rooms, rules, calls, sent, doorkeeper });
  bus.on('roomClosed', ({ room }) => sent.forgetRoom(room));
  const deletion = new RoomDeletion(context, { rooms, calls, bus, doorkeeper });
  const resync = (stored: StoredRoom): void => {
    sync.soon(stored);
    names.refresh(stored);
  };
  const deleteChannels = (stored: StoredRoom): void => {
    const channel = stored.room.voiceChannelId;
    deletion.start(stored).catch((error: unknown) => context.log.error({ channel, error }, 'A deletion failed'));
  };
  for (const section of [voiceSettings, generalSettings]) {
    context.settings.onChange(section, (guildId) => rooms.ofGuild(guildId).forEach(resync));
  }
  context.settings.onChange(voiceSettings, async (guildId) => {
    const all = rooms.ofGuild(guildId);
    await Promise.all(all.map(({ room }) => flow.apply(guildId, room.voiceChannelId, { kind: 'settings-changed' })));
  });
  const aftermath = { resync, deleteChannels, forceTransferred: forceTransferred(context) };
  const flow = new Flow(context, { rooms, rules, bus, aftermath });
  const names: RoomNaming = new RoomNaming(context, { rooms, rules, flow, bus });
  const messenger = new ChatMessenger(context);
  const isWanted = ({ owner, type }: PendingChannel): boolean =>
    type === 'voice' && hubs.get(owner)?.channelId === null;
  const strays = new Strays(context, calls, isWanted);
  const creation = new Creation(context, strays);
  const givingBack = new GivingBack(context, { hubs, rooms, creation, messenger });
  const follow = ({ guildId: guild, voiceChannelId }: Room): void => {
    names
      .woken(voiceChannelId)
      .catch((error: unknown) => context.log.error({ guild, channel: voiceChannelId, error }, 'Naming a room failed'));
  };
  const opening = new Opening(context, { rooms, rules, bus, flow, calls, sent, creation, givingBack, resync, follow });
  const blueprints = new Blueprints(context, { hubs, rules });
  const lock = new HubLock(context, { hubs, rules, blueprints, sent });
  const lockdowns = new HubLockdowns(context, { hubs, rules, lock });
  const hubMaking: HubMaking = new HubMaking(context, {
    hubs,
    rules,
    creation,
    async made(guild, hub) {
      if (hub.channelId !== null) await goneChannels.stored(hub.channelId);
      // Its locks may have changed while it was made.
      await lockdowns.settle(guild, [hub]);
      // Unless it was given its old channel back: whoever sits in that has been told to try again later.
      if (hubs.get(hub.id)?.channelId === hub.channelId) await conversion.serveHub(guild, hub);
    },
  });
  const { perUser, perGuild } = options.creation;
  const gate = new Gate(context.clock, { perUser: creationLimit(perUser), perGuild: creationLimit(perGuild) });
  const conversion: Conversion = new HubConversion(context, {
    hubs,
    rooms,
    rules,
    flow,
    gate,
    messenger,
    opening,
    hubMaking,
  });
  const ofReconciler = {
    doubts,
    hubs,
    rooms,
    rules,
    flow,
    deletion,
    conversion,
    sync,
    names,
    lockdowns,
    doorkeeper,
    strays,
  };
  const reconciler = new Reconciler(context, ofReconciler);
  const goneChannels = new GoneChannels(context, { rooms, flow, deletion, reconciler, sent });
  bus.on('roomOpened', ({ room: { guildId: guild, textChannelId: channel } }) => {
    if (channel === null) return;
    const failed = (error: unknown): void => context.log.error({ guild, channel, error }, 'A deletion was missed');
    goneChannels.stored(channel).catch(failed);
  });
  return {
    hubs,
    rooms,
    rules,
    bus,
    flow,
    calls,
    doorkeeper,
    sync,
    names,
    deletion,
    creation,
    strays,
    hubMaking,
    opening,
    conversion,
    messenger,
    reconciler,
    goneChannels,
    blueprints,
    lock,
    lockdowns,
    roleOf(channelId) {
      const role = context.channels.get(channelId);
      return role?.plugin === 'hub' ? (role.role as 'hub' | 'room' | 'room text') : undefined;
    },
    botMoved(channelId) {
      const stored = rooms.get(channelId);
      if (stored && isSealed(stored.room)) sync.soon(stored);
    },
  };
}
