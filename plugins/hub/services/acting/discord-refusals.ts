import { UserError } from '@sapphire/framework';
import { RateLimitError, type Guild, type PermissionsString } from 'discord.js';
import { missingPermissions, permissionName, restFailure } from 'roomkeeper';
import { discordRefused, roomGone } from '../../messages.js';
import { voiceChannel } from '../live-guild.js';

/** What the bot needs in a room's voice channel for everything that people may ask of it. */
const needed: readonly PermissionsString[] = ['ViewChannel', 'Connect', 'ManageChannels', 'ManageRoles', 'MoveMembers'];

/** Whether what was caught is Discord's answer, or the lack of one. */
export function isOfDiscord(error: unknown): boolean {
  return restFailure(error) !== 'other';
}

/** Discord's no as a sentence that says what to do. */
export function refusedByDiscord(guild: Guild, voiceChannelId: string, error: unknown, now: number): UserError {
  const failure = restFailure(error);
  if (failure === 'unknown-channel') return new UserError({ identifier: 'hub.room-gone', message: roomGone });
  return new UserError({ identifier: 'hub.discord-refused', message: sentence(guild, voiceChannelId, error, now) });
}

function sentence(guild: Guild, voiceChannelId: string, error: unknown, now: number): string {
  if (error instanceof RateLimitError) return discordRefused.rateLimited(now + error.retryAfter);
  switch (restFailure(error)) {
    case 'forbidden': {
      const channel = voiceChannel(guild, voiceChannelId);
      const missing = missingPermissions(channel ?? guild, needed);
      return discordRefused.forbidden(missing.map(shown));
    }
    case 'unanswered':
      return discordRefused.unanswered;
    default:
      return discordRefused.refused;
  }
}

/** In a channel's settings Manage Roles is called otherwise. */
function shown(permission: PermissionsString): string {
  return permission === 'ManageRoles' ? 'Manage Roles (Manage Permissions)' : permissionName(permission);
}
