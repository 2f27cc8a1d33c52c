import type { RoomNames } from '../../domain/name-plan.js';
import type { Member, Moment, Room } from '../../domain/room.js';
import type { AutoChannel } from '../../entities/auto-channel.js';
import { decodeOverwrites, encodeOverwrites } from './overwrite-codec.js';

/** A room with all that is stored of it. */
export interface StoredRoom {
  readonly room: Room;
  readonly names: RoomNames;
  readonly controlPanelMessageId: string | null;
}

export function roomRow({ room, names, controlPanelMessageId }: StoredRoom) {
  return {
    voiceChannelId: room.voiceChannelId,
    guildId: room.guildId,
    textChannelId: room.textChannelId,
    sourceHubId: Number(room.hubId),
    state: room.state,
    pendingText: room.pendingText,
    pendingName: room.pendingName,
    ownerUserId: room.ownerId,
    hostUserIds: [...room.hostIds],
    actingOwnerUserId: room.actingOwnerId,
    ownerGraceExpiresAt: date(room.graceExpiresAt),
    actingExpiresAt: date(room.actingExpiresAt),
    claimableAt: date(room.claimableAt),
    cleanupAt: date(room.deleteAt),
    locked: room.locked,
    hidden: room.hidden,
    admittedUserIds: [...room.admittedIds],
    allowedUserIds: [...room.allowedUserIds],
    allowedRoleIds: [...room.allowedRoleIds],
    blockedUserIds: [...room.blockedUserIds],
    blockedRoleIds: [...room.blockedRoleIds],
    baseOverwrites: encodeOverwrites(room.baseOverwrites),
    userLimit: room.userLimit,
    autoNameEnabled: room.naming.autoName,
    nameTemplate: room.naming.template,
    fallbackName: room.naming.fallbackName,
    controlPanelMessageId,
    renameStamps: names.stamps,
    renameWish: names.wish,
    textRenameStamps: names.textStamps,
    renameAt: date(names.at),
    voiceStatus: names.status,
    createdAt: new Date(room.createdAt),
  };
}

export function storedRoom(row: AutoChannel, members: readonly Member[]): StoredRoom {
  const room: Room = {
    guildId: row.guildId,
    hubId: String(row.sourceHubId),
    voiceChannelId: row.voiceChannelId,
    textChannelId: row.textChannelId,
    pendingText: row.pendingText,
    pendingName: row.pendingName,
    state: row.state,
    createdAt: row.createdAt.getTime(),
    ownerId: row.ownerUserId,
    hostIds: row.hostUserIds,
    actingOwnerId: row.actingOwnerUserId,
    graceExpiresAt: moment(row.ownerGraceExpiresAt),
    actingExpiresAt: moment(row.actingExpiresAt),
    claimableAt: moment(row.claimableAt),
    members,
    deleteAt: moment(row.cleanupAt),
    locked: row.locked,
    hidden: row.hidden,
    admittedIds: row.admittedUserIds,
    allowedUserIds: row.allowedUserIds,
    allowedRoleIds: row.allowedRoleIds,
    blockedUserIds: row.blockedUserIds,
    blockedRoleIds: row.blockedRoleIds,
    baseOverwrites: decodeOverwrites(row.baseOverwrites),
    userLimit: row.userLimit,
    naming: { autoName: row.autoNameEnabled, template: row.nameTemplate, fallbackName: row.fallbackName },
  };
  const names = {
    stamps: row.renameStamps,
    wish: row.renameWish,
    textStamps: row.textRenameStamps,
    at: moment(row.renameAt),
    status: row.voiceStatus,
  };
  return { room, names, controlPanelMessageId: row.controlPanelMessageId };
}

function date(at: Moment | null): Date | null {
  return at === null ? null : new Date(at);
}

function moment(at: Date | null): Moment | null {
  return at?.getTime() ?? null;
}
