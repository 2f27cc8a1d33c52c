import type { APIUser } from 'discord-api-types/v10';
import { noFlags } from './flags.js';
import type { UserRecord } from './records.js';

/** The wire form of a user, as every payload holds it. */
export function projectUser(user: UserRecord): APIUser {
  return {
    id: user.id,
    username: user.username,
    global_name: user.globalName,
    discriminator: user.discriminator ?? (user.bot ? botDiscriminator(user.id) : '0'),
    avatar: null,
    banner: null,
    accent_color: null,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
    public_flags: noFlags(),
    flags: noFlags(),
    ...(user.bot && { bot: true }),
  };
}

/** Only bots still have the four digits behind their name. */
function botDiscriminator(id: string): string {
  return ((BigInt(id) % 9999n) + 1n).toString().padStart(4, '0');
}
