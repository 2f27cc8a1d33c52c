import type { Playing } from '../../../../plugins/hub/domain/games.js';
import {
  defaultSettings,
  type Hub,
  type Member,
  type Overwrite,
  type Person,
  type Room,
  type RoomSettings,
} from '../../../../plugins/hub/domain/room.js';

export const now = Date.UTC(2026, 10, 21, 12);
export const minute = 60_000;
export const guildId = '100';
export const botId = '900';

export const settings: RoomSettings = { ...defaultSettings, botId };

/** Humans, who joined a second after one another. */
export function members(...userIds: readonly string[]): readonly Member[] {
  return userIds.map((userId, index) => ({ userId, joinedAt: now - 3_600_000 + index * 1000 }));
}

export function human(id: string): Person {
  return { id, bot: false };
}

export function robot(id: string): Person {
  return { id, bot: true };
}

/** An open room of `owner`, who is in it alone. */
export function room(changes: Partial<Room> = {}): Room {
  return {
    guildId,
    hubId: 'hub-1',
    voiceChannelId: '200',
    textChannelId: '201',
    pendingText: null,
    pendingName: null,
    state: 'open',
    createdAt: now - 3_600_000,
    ownerId: 'owner',
    hostIds: [],
    actingOwnerId: null,
    graceExpiresAt: null,
    actingExpiresAt: null,
    claimableAt: null,
    members: members('owner'),
    deleteAt: null,
    locked: false,
    hidden: false,
    admittedIds: [],
    allowedUserIds: [],
    allowedRoleIds: [],
    blockedUserIds: [],
    blockedRoleIds: [],
    baseOverwrites: [],
    userLimit: 0,
    naming: { autoName: true, template: 'auto', fallbackName: 'Quantum Socket' },
    ...changes,
  };
}

/** A room whose owner is away for another four minutes, while `acting` stands in. */
export function roomInGrace(changes: Partial<Room> = {}): Room {
  return room({
    members: members('acting', 'other'),
    actingOwnerId: 'acting',
    graceExpiresAt: now + 4 * minute,
    ...changes,
  });
}

export function hub(changes: Partial<Hub> = {}): Hub {
  return {
    id: 'hub-1',
    guildId,
    channelId: '300',
    pending: null,
    blueprint: { name: 'Join me', overwrites: [], bitrate: 64_000, userLimit: 0, region: null, position: 3 },
    defaults: { template: null, manualName: null, userLimit: null },
    lockdownUntil: null,
    lockdownPrevious: null,
    recreated: false,
    ...changes,
  };
}

export function role(id: string, allow: bigint, deny = 0n): Overwrite {
  return { id, type: 'role', allow, deny };
}

export function member(id: string, allow: bigint, deny = 0n): Overwrite {
  return { id, type: 'member', allow, deny };
}

/** Numbers from 0 up to 1 that only look random: the same seed gives the same ones. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export function playing(name: string, since = 0, changes: Partial<Playing> = {}): Playing {
  return { name, details: null, state: null, party: null, since, ...changes };
}
