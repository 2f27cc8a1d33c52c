import { BotInText, BotInVoice, Connect, ManageMessages, PersonInText, ViewChannel } from './bits.js';
import { nobody } from './forgetting.js';
import { OverwriteSet } from './overwrite-set.js';
import { excluding, isSealed, type Overwrite, type Person, type Room, type RoomSettings } from './room.js';

/**
 * All overwrites of the room's voice channel. Without lock, hide and blocks these are the base overwrites and the bot's
 * own, so unlocking and showing restore exactly what was there. In a room that its hub keeps private, whoever is permitted
 * gets in all the same.
 *
 * @param occupants - everybody in the voice channel, bots too.
 */
export function voiceOverwrites(
  room: Room,
  occupants: readonly Person[],
  settings: RoomSettings,
): readonly Overwrite[] {
  const set = new OverwriteSet(room.baseOverwrites);
  const closed = (room.locked ? Connect : 0n) | (room.hidden ? ViewChannel : 0n);
  if (isSealed(room)) {
    shutOut(set, closed, targetOf(room, settings), room.guildId);
    letIn(set, closed, room, occupants, settings);
  } else {
    letIntoPrivate(set, room);
  }
  if (room.blockedRoleIds.length > 0) shutOutRoles(set, room, settings);
  for (const id of blockedUsers(room)) set.deny('member', id, Connect);
  set.allow('member', settings.botId, BotInVoice);
  return set.list();
}

/** All overwrites of the room's private text channel. */
export function textOverwrites(room: Room, occupants: readonly Person[], settings: RoomSettings): readonly Overwrite[] {
  const set = new OverwriteSet([]);
  set.deny('role', room.guildId, ViewChannel);
  for (const id of settings.sudoRoleIds) set.allow('role', id, PersonInText | ManageMessages);
  const present = occupants.filter((person) => !person.bot).map((person) => person.id);
  for (const id of excluding([...leaders(room), ...present], ...blockedUsers(room))) {
    set.allow('member', id, PersonInText);
  }
  set.allow('member', settings.botId, BotInText);
  return set.list();
}

function targetOf(room: Room, settings: RoomSettings): string {
  return settings.targetRoleId ?? room.guildId;
}

/**
 * Denies to the target and takes away every explicit allow that would otherwise walk through. An allow of @everyone does
 * not: it yields to the deny of a target role.
 */
function shutOut(set: OverwriteSet, closed: bigint, target: string, everyone: string): void {
  for (const { id, type, allow } of set.list()) {
    const walksThrough = id === everyone ? 0n : allow & closed;
    if (type === 'role') set.deny('role', id, walksThrough);
    else set.clear('member', id, walksThrough);
  }
  set.deny('role', target, closed);
}

/** What the hub denies to a role, whoever is permitted is allowed: nothing where the hub is open to all. */
function letIntoPrivate(set: OverwriteSet, room: Room): void {
  const roles = room.baseOverwrites.filter(({ type }) => type === 'role');
  const denied = roles.reduce((bits, { deny }) => bits | deny, 0n) & (ViewChannel | Connect);
  for (const id of excluding(room.allowedRoleIds, room.guildId)) set.allow('role', id, denied);
  for (const id of room.allowedUserIds) set.allow('member', id, denied);
}

/** A role that is blocked keeps nobody out whom the room's people chose by name, nor moderators. */
function shutOutRoles(set: OverwriteSet, room: Room, { sudoRoleIds }: RoomSettings): void {
  for (const id of room.blockedRoleIds) set.deny('role', id, Connect);
  for (const id of excluding(sudoRoleIds, ...room.blockedRoleIds)) set.allow('role', id, Connect);
  for (const id of [...leaders(room), ...room.allowedUserIds]) set.allow('member', id, Connect);
}

/**
 * Whom the room's people chose gets both bits, so that they also find and enter a room that its hub keeps private. Who stands in for the
 * owner was inside already: they keep what they have, so that an owner who leaves and returns costs no request.
 */
function letIn(
  set: OverwriteSet,
  closed: bigint,
  room: Room,
  occupants: readonly Person[],
  settings: RoomSettings,
): void {
  const target = targetOf(room, settings);
  for (const id of excluding(settings.sudoRoleIds, target)) set.allow('role', id, closed);
  for (const id of excluding(room.allowedRoleIds, target)) set.allow('role', id, ViewChannel | Connect);
  const { actingOwnerId, hostIds } = room;
  const inside = [
    ...occupants.map((person) => person.id),
    ...room.admittedIds,
    ...(actingOwnerId ? [actingOwnerId] : []),
  ];
  for (const id of inside) set.allow('member', id, closed);
  for (const id of [...owner(room), ...hostIds, ...room.allowedUserIds]) set.allow('member', id, ViewChannel | Connect);
}

/** Nobody, of an empty room whose owner had their data deleted. */
function owner({ ownerId }: Room): readonly string[] {
  return ownerId === nobody ? [] : [ownerId];
}

function leaders(room: Room): readonly string[] {
  return [...owner(room), ...(room.actingOwnerId === null ? [] : [room.actingOwnerId]), ...room.hostIds];
}

/** Nobody can block whoever runs the room. */
function blockedUsers(room: Room): readonly string[] {
  return excluding(room.blockedUserIds, room.ownerId, room.actingOwnerId ?? room.ownerId);
}
