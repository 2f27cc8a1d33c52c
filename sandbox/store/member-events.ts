import { GatewayDispatchEvents } from 'discord-api-types/v10';
import { projectMember } from './project-member.js';
import type { GuildRecord, MemberRecord } from './records.js';
import type { World } from './world.js';

/** Tells the bot what a member is now. */
export function announceMember(world: World, guild: GuildRecord, member: MemberRecord): void {
  const data = { ...projectMember(member), guild_id: guild.id };
  world.dispatch(GatewayDispatchEvents.GuildMemberUpdate, data, { guildId: guild.id });
}
