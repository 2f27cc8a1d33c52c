import type { PermissionsString } from 'discord.js';
import type { PermissionNeed } from '../../plugins/guild-status.js';

/** What one plugin lacks, and where: in each place the same. */
export interface Lack {
  readonly plugin: string;
  readonly permissions: readonly PermissionsString[];
  /** Channels and categories; null for the server as a whole. At least one. */
  readonly places: readonly (string | null)[];
}

/** Whether the bot holds a permission in a place. Null: there is no such place, or nothing is known of it. */
export type Holds = (channelId: string | null, permission: PermissionsString) => boolean | null;

/** The permissions that are missing, those that are missing in the same way together; the server as a whole first. */
export function lacksOf(
  wanted: readonly { readonly plugin: string; readonly needs: readonly PermissionNeed[] }[],
  holds: Holds,
): Lack[] {
  return wanted.flatMap(({ plugin, needs }) => {
    const byPlace = Map.groupBy(needs, ({ channelId }) => channelId);
    const missing = [...byPlace].map(([place, own]) => {
      const permissions = [...new Set(own.flatMap((need) => need.permissions))];
      return { place, permissions: permissions.filter((permission) => holds(place, permission) === false).toSorted() };
    });
    const groups = Map.groupBy(
      missing.filter(({ permissions }) => permissions.length > 0),
      ({ permissions }) => permissions.join(),
    );
    const lacks = [...groups.values()].map((group) => ({
      plugin,
      permissions: group[0]?.permissions ?? [],
      places: group.map(({ place }) => place),
    }));
    return lacks.toSorted((one, other) => Number(other.places.includes(null)) - Number(one.places.includes(null)));
  });
}
