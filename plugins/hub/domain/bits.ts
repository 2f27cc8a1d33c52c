/** Discord's permission bits, as far as rooms need them. */
export const KickMembers = 1n << 1n;
export const BanMembers = 1n << 2n;
export const Administrator = 1n << 3n;
export const ManageChannels = 1n << 4n;
export const ViewChannel = 1n << 10n;
export const SendMessages = 1n << 11n;
export const ManageMessages = 1n << 13n;
export const ReadMessageHistory = 1n << 16n;
export const Connect = 1n << 20n;
export const MoveMembers = 1n << 24n;
export const ManageRoles = 1n << 28n;
export const ModerateMembers = 1n << 40n;
export const SetVoiceChannelStatus = 1n << 48n;

/**
 * What the bot holds in a locked hub, so that the deny does not lock it out. Without Manage Roles, which only
 * administrators may put into a channel that they create.
 */
export const BotInHub = ViewChannel | Connect | ManageChannels | MoveMembers;

/** What the bot always holds in a room's voice channel. */
export const BotInVoice = BotInHub | ManageRoles;

/** What the bot holds in a room's text channel, which it creates: see `BotInHub` for Manage Roles. */
export const BotInText = ViewChannel | SendMessages | ReadMessageHistory | ManageMessages | ManageChannels;

/** What a person who belongs to the room holds in its text channel. */
export const PersonInText = ViewChannel | SendMessages | ReadMessageHistory;

/** Who holds one of these is staff: nobody blocks or kicks them. */
export const Staff = KickMembers | BanMembers | ModerateMembers | Administrator;

/** Whether `permissions` holds at least one of `bits`. */
export function holdsAny(permissions: bigint, bits: bigint): boolean {
  return (permissions & bits) !== 0n;
}
