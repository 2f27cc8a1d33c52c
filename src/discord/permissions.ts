import { PermissionsBitField, type Guild, type GuildBasedChannel, type PermissionsString } from 'discord.js';

/** The names that Discord's own client shows, where they differ from the words of the flag's name. */
const shownNames: Partial<Record<PermissionsString, string>> = {
  ManageGuild: 'Manage Server',
  ViewChannel: 'View Channel',
  UseVAD: 'Use Voice Activity',
  ModerateMembers: 'Timeout Members',
  MentionEveryone: 'Mention @everyone, @here and All Roles',
};

/** A permission as people know it: `ManageChannels` becomes `Manage Channels`. */
export function permissionName(permission: PermissionsString): string {
  return shownNames[permission] ?? permission.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ');
}

/**
 * Which of `needed` the bot lacks, in a channel or, without one, in the guild at large. A guild whose own member is not
 * cached counts as lacking nothing: Discord itself then has the last word.
 */
export function missingPermissions(
  place: Guild | GuildBasedChannel,
  needed: readonly PermissionsString[],
): PermissionsString[] {
  const guild = 'guild' in place ? place.guild : place;
  const me = guild.members.me;
  if (!me) return [];
  const held = 'guild' in place ? place.permissionsFor(me) : me.permissions;
  return needed.filter((permission) => !held.has(PermissionsBitField.Flags[permission]));
}
