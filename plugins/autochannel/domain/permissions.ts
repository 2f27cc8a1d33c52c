/** The permissions that the bot needs wherever breakouts go, by the names that Discord's API gives them. */
export const NEEDED_PERMISSIONS = ['ViewChannel', 'Connect', 'ManageChannels', 'MoveMembers'] as const;

export type NeededPermission = (typeof NEEDED_PERMISSIONS)[number] | 'ManageRoles';

/** A place, and what the bot may do there. */
export interface GrantedPermissions {
  /** A channel or category; null for the guild as a whole, where what is in no category goes. */
  readonly channelId: string | null;
  /** Names of permissions; `Administrator` stands for all. */
  readonly granted: Iterable<string>;
}

export interface MissingPermission {
  readonly permission: NeededPermission;
  /** Null for the guild as a whole. */
  readonly channelId: string | null;
}

/**
 * Every permission that the bot lacks, place by place.
 *
 * @param editsOverwrites - Whether overwrites of existing channels are edited, which takes Manage Roles. Those that are part
 *   of the create call do without.
 */
export function missingPermissions(
  places: readonly GrantedPermissions[],
  editsOverwrites: boolean,
): MissingPermission[] {
  const needed: readonly NeededPermission[] = editsOverwrites
    ? [...NEEDED_PERMISSIONS, 'ManageRoles']
    : NEEDED_PERMISSIONS;
  return places.flatMap(({ channelId, granted }) => {
    const held = new Set(granted);
    if (held.has('Administrator')) return [];
    return needed.filter((permission) => !held.has(permission)).map((permission) => ({ permission, channelId }));
  });
}
