import type { APIRole } from 'discord-api-types/v10';
import { noFlags } from './flags.js';
import type { RoleRecord } from './records.js';

/** The wire form of a role. */
export function projectRole(role: RoleRecord): APIRole {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    position: role.position,
    color: role.color,
    colors: { primary_color: role.color, secondary_color: null, tertiary_color: null },
    hoist: role.hoist,
    managed: role.managed,
    mentionable: role.mentionable,
    icon: null,
    unicode_emoji: null,
    flags: noFlags(),
    ...(role.botId !== null && { tags: { bot_id: role.botId } }),
  };
}
