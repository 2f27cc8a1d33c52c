import type { PermissionsString } from 'discord.js';
import { permissionName } from '../discord/permissions.js';

/** Every sentence of the framework itself that a user can see. */

const list = new Intl.ListFormat('en', { type: 'conjunction' });

const permissionNames = (permissions: readonly PermissionsString[]): string =>
  list.format(permissions.map((permission) => `**${permissionName(permission)}**`));

export const messages = {
  featureOff: 'This feature is off on this bot. Nothing was changed.',
  unknownCommand: 'This command is not there any more. It may take Discord a while to take it off the list.',
  deadControl: 'This control no longer works. Please open it anew.',
  guildOnly: 'This command works in a server only.',
  sudoOnly: 'Only sudo may do this: members with one of the sudo roles of this server, or with **Manage Server**.',
  botOwnerOnly: 'Only the owner of this bot may do this.',
  denied: 'You may not use this here.',
  userLacks: (permissions: readonly PermissionsString[]): string =>
    `You need the permission ${permissionNames(permissions)} to use this.`,
  botLacks: (permissions: readonly PermissionsString[]): string =>
    `I lack the permission ${permissionNames(permissions)} here. Please give it to me and try again.`,
  forbidden: 'Discord did not let me do that: I lack a permission for it here. Please check my role and try again.',
  unanswered: 'Discord is not answering at the moment. Please try again in a minute.',
  rateLimited: (until: number): string =>
    `Discord asks me to slow down. Please try again <t:${Math.ceil(until / 1000)}:R>.`,
  unknownError: (id: string): string =>
    `Something went wrong, and nothing more was done. If it happens again, tell the bot's owner this number: \`${id}\``,
};
