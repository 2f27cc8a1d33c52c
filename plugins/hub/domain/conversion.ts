import { hubReplacement, type HubPost } from './hub-replacement.js';
import type { FirstName } from './naming.js';
import { textOverwrites, voiceOverwrites } from './overwrites.js';
import type { Hub, Moment, Overwrite, Person, Room, RoomSettings, Snowflake } from './room.js';
import { isTechnicalName, technicalName } from './technical-names.js';
import { textChannelName } from './text-channel-name.js';

/** What is known when somebody has joined a hub. */
export interface ConversionFacts {
  readonly hub: Hub;
  /** The hub's channel, which becomes the room. */
  readonly channelId: Snowflake;
  /** The category that it is in now. */
  readonly parentId: Snowflake | null;
  readonly joinerId: Snowflake;
  /** Everybody in the channel now, bots too. */
  readonly occupants: readonly Person[];
  readonly firstName: FirstName;
  readonly guildLockdownUntil: Moment | null;
  /** The most bits per second that the guild may use now. */
  readonly maxBitrate: number;
  readonly settings: RoomSettings;
}

/** The one PATCH that makes the hub's channel a room. */
export interface RoomPatch {
  readonly name: string;
  readonly userLimit: number;
  readonly overwrites: readonly Overwrite[];
}

/** The POST of a room's text channel. */
export interface TextPost {
  readonly name: string;
  readonly parentId: Snowflake | null;
  readonly overwrites: readonly Overwrite[];
}

/** Everything that is stored first and sent then. The three calls may go side by side. */
export interface Conversion {
  /** The pending room. */
  readonly room: Room;
  /** The hub while it waits for its replacement. */
  readonly hub: Hub;
  readonly roomPatch: RoomPatch;
  readonly hubPost: HubPost;
  /** Null when rooms have no text channel of their own. */
  readonly textPost: TextPost | null;
}

/** What making a room out of a hub takes. The joiner owns the room; every human who is there already is a member. */
export function conversion(facts: ConversionFacts, now: Moment): Conversion {
  const { hub, parentId, settings } = facts;
  const room = pendingRoom(facts, now);
  const replacement = hubReplacement(hub, parentId, facts.guildLockdownUntil, facts.maxBitrate, settings.botId, now);
  return {
    room,
    hub: { ...replacement.hub, channelId: null, recreated: false },
    roomPatch: roomPatch(room, facts.firstName.name, facts.occupants, settings),
    hubPost: replacement.post,
    textPost: room.pendingText && textPost(room, facts.firstName.name, parentId, facts.occupants, settings),
  };
}

/** The PATCH of a room's conversion; made anew when a crash came between. */
export function roomPatch(room: Room, name: string, occupants: readonly Person[], settings: RoomSettings): RoomPatch {
  return { name, userLimit: room.userLimit, overwrites: voiceOverwrites(room, occupants, settings) };
}

/** The POST of a room's text channel; made anew when a crash came between. */
export function textPost(
  room: Room,
  name: string,
  parentId: Snowflake | null,
  occupants: readonly Person[],
  settings: RoomSettings,
): TextPost {
  return { name: textChannelName(name), parentId, overwrites: textOverwrites(room, occupants, settings) };
}

/**
 * A pending room with the name that it gets when Discord refuses the one that it was to have: what it falls back to after a
 * game, a technical name after the hub's manual one. Null when the name that was refused is a technical one.
 */
export function otherName(room: Room, random: () => number): Room | null {
  const { naming, pendingName } = room;
  if (pendingName === null || (pendingName === naming.fallbackName && isTechnicalName(pendingName))) return null;
  const fallbackName = naming.autoName && naming.fallbackName !== null ? naming.fallbackName : technicalName(random);
  return { ...room, pendingName: fallbackName, naming: { ...naming, fallbackName } };
}

/** The room once all that belongs to it is there, or is refused. With `isOwed` its text is still to come. */
export function opened(room: Room, textChannelId: Snowflake | null, isOwed = false): Room {
  const pendingText = isOwed ? room.pendingText : null;
  return { ...room, state: 'open', textChannelId, pendingText, pendingName: null };
}

/** A member's own empty room of that hub, which waits for its deletion: they are moved there instead. */
export function reusableRoom(rooms: readonly Room[], hubId: string, userId: Snowflake): Room | undefined {
  return rooms.find(
    (room) =>
      room.hubId === hubId &&
      room.ownerId === userId &&
      room.state === 'open' &&
      room.members.length === 0 &&
      room.deleteAt !== null,
  );
}

function pendingRoom(facts: ConversionFacts, now: Moment): Room {
  const { hub, firstName, settings } = facts;
  const humans = facts.occupants.filter((person) => !person.bot).map((person) => person.id);
  const memberIds = new Set([facts.joinerId, ...humans]);
  return {
    guildId: hub.guildId,
    hubId: hub.id,
    voiceChannelId: facts.channelId,
    textChannelId: null,
    pendingText:
      settings.text === 'channel'
        ? { name: textChannelName(firstName.name), parentId: facts.parentId, since: now }
        : null,
    pendingName: firstName.name,
    state: 'pending',
    createdAt: now,
    ownerId: facts.joinerId,
    hostIds: [],
    actingOwnerId: null,
    graceExpiresAt: null,
    actingExpiresAt: null,
    claimableAt: null,
    members: [...memberIds].map((userId) => ({ userId, joinedAt: now })),
    deleteAt: null,
    locked: false,
    hidden: false,
    admittedIds: [],
    allowedUserIds: [],
    allowedRoleIds: [],
    blockedUserIds: [],
    blockedRoleIds: [],
    baseOverwrites: hub.blueprint.overwrites,
    userLimit: hub.defaults.userLimit ?? 0,
    naming: firstName.naming,
  };
}
