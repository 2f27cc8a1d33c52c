import type { Guild, GuildBasedChannel, PermissionsString, VoiceChannel } from 'discord.js';
import type { FirstName } from '../domain/naming.js';
import type { PanelTemplateKey } from '../domain/panel-templates.js';
import type { Hub } from '../domain/room.js';
import type { Renamed } from '../api.js';
import type { LockFailure } from './admin/hub-lock.js';
import type { StoredRoom } from './store/rooms.js';

/** Brings a room's overwrites at Discord to what rules say. One room's requests go one after the other. */
export interface Sync {
  /** Within a quarter of a second, together with everything else that comes until then. Failures are logged, the guild is told. */
  soon(stored: StoredRoom): void;
  /**
   * The voice channel's overwrites at once: no request when nothing differs, else one PATCH, or target by target where the set
   * is too large for one. Rejects with Discord's error.
   */
  voiceNow(voiceChannelId: string): Promise<void>;
  /** The same for the text channel: a single difference is one PUT or DELETE, more are as above. */
  textNow(voiceChannelId: string): Promise<void>;
  /** Both at once, unless the room is empty. Failures are logged, the guild is told, and it is tried again for as long as it takes. */
  bothNow(voiceChannelId: string): Promise<void>;
}

/** Names of rooms, within the rename budget. */
export interface Names {
  /** Something that drives the name may have changed (presence, members, owner, template, limit). Returns at once. */
  refresh(stored: StoredRoom): void;
  /** A person chose a name that the filter has passed. */
  rename(voiceChannelId: string, name: string): Promise<Renamed>;
  /** A person chose a template; its limit is stored and sent by the same PATCH as the name where that is possible. */
  template(voiceChannelId: string, key: PanelTemplateKey, ownerName: string): Promise<Renamed>;
  /** A person has the room named as a new one would be. `first` was made for it now. */
  restart(voiceChannelId: string, first: FirstName): Promise<Renamed>;
  /** A user limit is about to be sent by itself: the gateway's word of it is nobody's doing by hand. */
  limitSent(voiceChannelId: string, userLimit: number): void;
  /** Takes back what a person wished for. Harmless when nothing waits. */
  cancel(voiceChannelId: string): Promise<void>;
  /** The deadline of names may have come. */
  woken(voiceChannelId: string): Promise<void>;
}

/** Ends rooms: both channels, then the row. */
export interface Deletion {
  /** Deletes the channels of a room that is stored as `deleting`, each at most once at a time; tries again what failed. */
  start(stored: StoredRoom, reason?: string): Promise<void>;
  /** A channel of a room is known to be gone: no request is made for it. */
  channelGone(channelId: string): void;
}

/** Makes rooms out of hubs, and hubs anew. */
export interface Conversion {
  /** Somebody has joined a hub: its channel becomes their room. Harmless when they have left, or it is a hub no longer. */
  serve(guild: Guild, channelId: string, userId: string): Promise<void>;
  /** Everybody who sits in a hub: the first one owns the room. */
  serveHub(guild: Guild, hub: Hub): Promise<void>;
  /** The bot may be able to do more now: hubs that lacked permissions serve whoever waits in them. Costs nothing when none did. */
  permissionsChanged(guild: Guild): Promise<void>;
  /** Makes the channel of a hub whose row waits for one (`channelId` null, `pending` set), locked if the hub is locked. */
  createHubChannel(guild: Guild, hub: Hub): Promise<void>;
  /**
   * Finishes a conversion that was cut off: PATCHes the channel if `patch`, makes or adopts the text channel, and opens
   * the room.
   */
  finish(
    stored: StoredRoom,
    options: { readonly patch: boolean; readonly textChannelId: string | null },
  ): Promise<void>;
}

/** What came of locking hubs, or of opening them. */
export interface LockReport {
  /** How many hubs it was about. */
  readonly hubs: number;
  /** Those that are not yet as they should be. They are tried again by themselves. */
  readonly failed: readonly LockFailure[];
}

/** Locks hubs for a time, each by itself or all of a guild. Not to be called within a guild's queue. */
export interface Lockdowns {
  /** Locks a hub, or lifts its own lock with null. `until` in milliseconds. @throws {UserError} when there is no such hub. */
  lockHub(guild: Guild, hubId: string, until: number | null, byUserId: string): Promise<LockReport>;
  /** The same for all hubs of a guild. */
  lockGuild(guild: Guild, until: number | null, byUserId: string): Promise<LockReport>;
  /**
   * Brings the channels of hubs to what their locks say at this moment, arms what lies ahead, and clears what has passed. Call
   * it at deadlines, at boot, and when a hub has got a channel. No request for a hub that is as it should be.
   */
  settle(guild: Guild, hubs: readonly Hub[]): Promise<LockReport>;
}

/** Which channels are hubs. */
export interface Registration {
  /** Makes an existing voice channel a hub. @throws {UserError} when it cannot be one. */
  add(guild: Guild, channel: GuildBasedChannel, byUserId: string | null): Promise<Registered>;
  /** Makes a voice channel and makes it a hub. @throws {UserError} when that cannot be. */
  create(guild: Guild, name: string, byUserId: string): Promise<Registered>;
  /** The channel stays, open, and is a hub no longer; its rooms live on. @throws {UserError} when it cannot be opened. */
  remove(guild: Guild, hubId: string, byUserId: string): Promise<Hub>;
}

/** A new hub. */
export interface Registered {
  readonly hub: Hub;
  /** The permissions in the channel's overwrites that its replacements cannot have, because the bot lacks them. */
  readonly dropped: readonly PermissionsString[];
}

/** Tells people what no click can tell them. Never rejects. */
export interface Messenger {
  /** In the chat of the voice channel that they are in, else in a direct message. */
  tell(channel: VoiceChannel, userId: string, text: string): Promise<void>;
}
