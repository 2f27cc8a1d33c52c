import { escapeText, permissionName } from 'roomkeeper';
import type { PermissionsString } from 'discord.js';
import { cut as shortened } from './domain/name-filter.js';
import type { Hub } from './domain/room.js';

/** Words of which the sentences about hubs are made. */

/** So much of a name is shown in a list. */
export const SHOWN_LIMIT = 40;

/** A hub as people click it; its name while it has no channel. */
export function mention({ channelId, blueprint }: Hub): string {
  return channelId === null ? `**${escapeText(cut(blueprint.name, SHOWN_LIMIT))}**` : `<#${channelId}>`;
}

/** Permissions as Discord's client calls them. */
export function permissionNames(permissions: readonly PermissionsString[]): string {
  return permissions.map((name) => `**${permissionName(name)}**`).join(', ');
}

/** At most `limit` characters, and a sign where some are missing. */
export function cut(text: string, limit: number): string {
  return text.length > limit ? `${shortened(text, limit - 1)}…` : text;
}

export function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
