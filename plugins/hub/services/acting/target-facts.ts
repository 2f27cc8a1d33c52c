import { DiscordAPIError, PermissionFlagsBits, RESTJSONErrorCodes, type Guild, type GuildMember } from 'discord.js';
import { core, use } from 'roomkeeper';
import type { Target } from '../../domain/admission.js';
import type { TargetFacts } from '../../domain/targets.js';
import { voiceSettings } from '../../settings.js';

/** What is known of somebody, or a role. Costs a request only for a member whom the cache does not have. */
export async function targetFacts(guild: Guild, target: Target): Promise<TargetFacts> {
  if (target.kind === 'role') return roleFacts(guild, target);
  const member = await memberOf(guild, target.id);
  return member ? memberFacts(member) : strangerFacts(guild, target);
}

export function memberFacts(member: GuildMember): TargetFacts {
  return {
    kind: 'user',
    id: member.id,
    bot: member.user.bot,
    sudo: use(core).isSudo(member),
    permissions: member.permissions.bitfield,
    inGuild: true,
    shutOut: false,
  };
}

/** Null for who is not in the guild. */
export async function memberOf(guild: Guild, userId: string): Promise<GuildMember | null> {
  try {
    return await guild.members.fetch(userId);
  } catch (error) {
    if (error instanceof DiscordAPIError && isUnknown(error.code)) return null;
    throw error;
  }
}

/** What somebody is called in the guild. Whoever has left it is called by their id. */
export async function displayNameOf(guild: Guild, userId: string): Promise<string> {
  return (await memberOf(guild, userId))?.displayName ?? userId;
}

function isUnknown(code: number | string): boolean {
  return code === RESTJSONErrorCodes.UnknownMember || code === RESTJSONErrorCodes.UnknownUser;
}

function roleFacts(guild: Guild, target: Target): TargetFacts {
  const role = guild.roles.cache.get(target.id);
  const sudo =
    use(core).sudoRoleIds(guild.id).includes(target.id) || role?.permissions.has(PermissionFlagsBits.ManageGuild);
  return {
    ...target,
    bot: false,
    sudo: sudo ?? false,
    permissions: role?.permissions.bitfield ?? 0n,
    inGuild: role !== undefined,
    shutOut: target.id === (use(core).settings.of(guild.id, voiceSettings).target_role ?? guild.id),
  };
}

function strangerFacts(guild: Guild, target: Target): TargetFacts {
  const bot = guild.client.users.cache.get(target.id)?.bot ?? false;
  return { ...target, bot, sudo: false, permissions: 0n, inGuild: false, shutOut: false };
}
