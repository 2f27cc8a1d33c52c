import { ActivityType, PresenceUpdateStatus, type GatewayActivity } from 'discord-api-types/v10';
import { setPresence } from '../store/presences.js';
import type { PresenceRecord } from '../store/records.js';
import type { World } from '../store/world.js';

/** What a game tells about itself. */
export interface GameDetails {
  readonly details?: string;
  readonly state?: string;
  /** How many are in the party, and how many can be. */
  readonly party?: { readonly size: number; readonly max: number };
}

/** Somebody starts a game. His other games go on. */
export function startsPlaying(world: World, userId: string, name: string, game: GameDetails = {}): void {
  const { status, activities } = presenceOf(world, userId);
  const { details, state, party } = game;
  const activity: GatewayActivity = {
    id: world.snowflake(),
    name,
    type: ActivityType.Playing,
    created_at: world.clock.now(),
    ...(details !== undefined && { details }),
    ...(state !== undefined && { state }),
    ...(party && { party: { size: [party.size, party.max] } }),
  };
  setPresence(world, userId, { status: awake(status), activities: [...without(activities, name), activity] });
}

/** Somebody ends a game, or without a name all of them. */
export function stopsPlaying(world: World, userId: string, name?: string): void {
  const { status, activities } = presenceOf(world, userId);
  setPresence(world, userId, { status, activities: without(activities, name) });
}

function without(activities: readonly GatewayActivity[], name: string | undefined): GatewayActivity[] {
  return activities.filter(
    (activity) => activity.type !== ActivityType.Playing || (name !== undefined && activity.name !== name),
  );
}

/** Who does something is not offline. */
function awake(status: PresenceUpdateStatus): PresenceUpdateStatus {
  return status === PresenceUpdateStatus.Offline ? PresenceUpdateStatus.Online : status;
}

/** Somebody comes online, goes idle, invisible or offline. Who goes offline does nothing any more. */
export function changesStatus(world: World, userId: string, status: PresenceUpdateStatus): void {
  const { activities } = presenceOf(world, userId);
  setPresence(world, userId, { status, activities: status === PresenceUpdateStatus.Offline ? [] : activities });
}

/** What a user does now, as he set it: an invisible one is not shown to others like this. */
export function presenceOf(world: World, userId: string): PresenceRecord {
  for (const { presences } of world.guilds.values()) {
    const presence = presences.get(userId);
    if (presence) return presence;
  }
  return { status: PresenceUpdateStatus.Offline, activities: [] };
}
