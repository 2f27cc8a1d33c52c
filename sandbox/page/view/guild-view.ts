import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { byRank, isAboveRole } from '../../store/hierarchy.js';
import type { GuildRecord, RoleRecord } from '../../store/records.js';
import type { GuildSummary, GuildView, RoleView } from '../protocol/seat-view.js';
import { memberOf, nameOf, permissionsOf, type Looker } from './looker.js';

/** The servers that the looker is in. */
export function viewGuilds(looker: Looker): GuildSummary[] {
  return [...looker.world.guilds.values()]
    .filter(({ members }) => members.has(looker.user.id))
    .map((guild) => summary(looker, guild));
}

function summary({ world }: Looker, { id, name, members }: GuildRecord): GuildSummary {
  return { id, name, hasBot: members.has(world.application.botId) };
}

/** The open server. Only who may ban sees who is banned. */
export function viewGuild(looker: Looker): GuildView | null {
  const { guild, world } = looker;
  if (!guild) return null;
  const seesBans = (permissionsOf(looker, null) & Bits.BanMembers) !== 0n;
  const bans = [...guild.bans].map(([user, reason]) => ({ user, name: nameOf(world, null, user), reason }));
  return {
    ...summary(looker, guild),
    owner: guild.ownerId,
    afkChannel: guild.afkChannelId,
    systemChannel: guild.systemChannelId,
    available: guild.available,
    bans: seesBans ? bans : [],
  };
}

/** The open server's roles, the highest first. */
export function viewRoles(looker: Looker): RoleView[] {
  const { guild } = looker;
  if (!guild) return [];
  const member = memberOf(looker);
  const manages = (permissionsOf(looker, null) & Bits.ManageRoles) !== 0n;
  return [...guild.roles.values()].toSorted(byRank).map((role) => ({
    ...roleFields(role),
    editable: manages && member !== null && isAboveRole(guild, member, role),
  }));
}

function roleFields({ id, name, color, position, hoist, mentionable, managed, permissions }: RoleRecord) {
  return { id, name, color, position, hoist, mentionable, managed, permissions: permissions.toString() };
}
