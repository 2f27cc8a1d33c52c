import type { GuildMember, Role } from 'discord.js';
import type { Granter, LiveRole } from '../domain/role-rights.js';

/** A role as the rules of rank see it. */
export function liveRole({ id, rawPosition, permissions, managed }: Role): LiveRole {
  return { id, position: rawPosition, permissions: permissions.bitfield, managed };
}

/** A member as the rules of rank see them. */
export function granterOf(member: GuildMember): Granter {
  const { highest } = member.roles;
  return {
    owner: member.guild.ownerId === member.id,
    permissions: member.permissions.bitfield,
    highest: highest.id === member.guild.id ? null : { id: highest.id, position: highest.rawPosition },
  };
}
