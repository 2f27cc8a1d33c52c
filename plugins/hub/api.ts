import type { Guild, GuildMember } from 'discord.js';
import type { Action, Actor, Verdict } from './domain/access.js';
import type { Target } from './domain/admission.js';
import type { Player } from './domain/games.js';
import type { PanelTemplateKey } from './domain/panel-templates.js';
import type { Room } from './domain/room.js';
import type { HubEvents } from './events.js';
import type { StoredRoom } from './services/store/rooms.js';

/** A room, and who wants something of it. */
export interface RoomOrder {
  readonly guild: Guild;
  readonly voiceChannelId: string;
  readonly member: GuildMember;
}

/** What came of a wish for a name. */
export type Renamed =
  /** The channel has the name, or gets it within seconds. */
  | { readonly kind: 'applied'; readonly name: string }
  /** The rename budget is used up: the channel gets the name at `at` (milliseconds), unless the person cancels. */
  | { readonly kind: 'later'; readonly name: string; readonly at: number };

/**
 * What people do to rooms. Each method decides anew, against the live room, whether `member` may do it; it returns when
 * Discord has been told (names excepted, see {@link Renamed}), and everything that follows is stored.
 *
 * @throws {UserError} with the sentence for whoever clicked when it may not be, or cannot be, done; then nothing has
 * changed. Identifiers: `hub.room-gone` when there is no such room (any more), `hub.refused` for a lack of rights,
 * `hub.bad-input` for a value out of range, `hub.discord-refused` when Discord said no and the change was taken back.
 */
export interface RoomActions {
  /** 1 to 100 characters after cleaning; words of the guild's list are refused. Switches presence naming off. */
  rename(order: RoomOrder, name: string): Promise<Renamed>;
  /** Takes back the name that waits; the room goes on with the naming of before. */
  cancelRename(order: RoomOrder): Promise<void>;
  template(order: RoomOrder, key: PanelTemplateKey): Promise<Renamed>;
  setLocked(order: RoomOrder, locked: boolean): Promise<void>;
  setHidden(order: RoomOrder, hidden: boolean): Promise<void>;
  permit(order: RoomOrder, target: Target): Promise<void>;
  unpermit(order: RoomOrder, target: Target): Promise<void>;
  block(order: RoomOrder, target: Target): Promise<void>;
  unblock(order: RoomOrder, target: Target): Promise<void>;
  kick(order: RoomOrder, userId: string): Promise<void>;
  /** Makes a member a host, or takes it from them. */
  setHost(order: RoomOrder, userId: string, host: boolean): Promise<void>;
  /** 0 to 99; 0 is no limit. */
  setLimit(order: RoomOrder, limit: number): Promise<void>;
  /** Bits per second: 8000 up to what the guild's boosts allow. */
  setBitrate(order: RoomOrder, bitrate: number): Promise<void>;
  /** One of Discord's voice regions by id; null lets Discord choose. */
  setRegion(order: RoomOrder, region: string | null): Promise<void>;
  /** Back to what a new room of its hub has: name, limit, unlocked, visible, nobody permitted or blocked. Hosts stay. */
  reset(order: RoomOrder): Promise<Renamed>;
  transfer(order: RoomOrder, userId: string): Promise<void>;
  forceTransfer(order: RoomOrder, userId: string): Promise<void>;
  claim(order: RoomOrder): Promise<void>;
  /** Stores that the room goes, and lets its channels go: only after `answered` has resolved, for the answer's channel goes too. */
  delete(order: RoomOrder, answered: Promise<unknown>): Promise<void>;
  /** Whether `member` may do something now; for what a view offers. The methods above check for themselves. */
  may(order: RoomOrder, action: Action): Verdict;
  /** The sentence for a refusal of `may`; it says who may do `action`. */
  explain(verdict: Verdict, action: Action): string;
}

/** What hub offers to other plugins, by `use(hub)`. */
export interface HubApi {
  readonly actions: RoomActions;
  /** The room of a voice channel. A copy in memory: costs nothing. Pending and deleting rooms are there too, see `room.state`. */
  room(voiceChannelId: string): StoredRoom | undefined;
  /** The room whose text channel this is, or whose voice channel's chat. */
  roomOfText(channelId: string): StoredRoom | undefined;
  /** The room that somebody is in, else the one that they own while they are away from it. */
  roomOf(guildId: string, userId: string): StoredRoom | undefined;
  roomsIn(guildId: string): readonly StoredRoom[];
  /** Those of these channels that are stored as rooms, whichever of the bot's processes looks after them. One query. */
  storedRooms(voiceChannelIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** What the room's members play now. */
  players(guild: Guild, room: Room): readonly Player[];
  actorOf(member: GuildMember): Actor;
  /**
   * The name that a person chose and that waits for the rename budget, with the time at which it comes (milliseconds); null
   * when none waits.
   */
  waitingName(stored: StoredRoom): { readonly name: string; readonly at: number } | null;
  /** Notes which message is the room's control panel; null for none. */
  notePanel(voiceChannelId: string, messageId: string | null): Promise<void>;
  on<Name extends keyof HubEvents>(name: Name, listener: (...args: HubEvents[Name]) => void): void;
}
