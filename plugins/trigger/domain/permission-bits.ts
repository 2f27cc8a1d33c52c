/** Discord's permission bits, as far as triggers need them. */
export const KickMembers = 1n << 1n;
export const BanMembers = 1n << 2n;
export const Administrator = 1n << 3n;
export const ManageChannels = 1n << 4n;
export const ManageGuild = 1n << 5n;
export const AddReactions = 1n << 6n;
export const ViewAuditLog = 1n << 7n;
export const ViewChannel = 1n << 10n;
export const SendMessages = 1n << 11n;
export const ManageMessages = 1n << 13n;
export const ReadMessageHistory = 1n << 16n;
export const MentionEveryone = 1n << 17n;
export const MuteMembers = 1n << 22n;
export const DeafenMembers = 1n << 23n;
export const MoveMembers = 1n << 24n;
export const ManageNicknames = 1n << 27n;
export const ManageRoles = 1n << 28n;
export const ManageWebhooks = 1n << 29n;
export const ManageGuildExpressions = 1n << 30n;
export const ManageEvents = 1n << 33n;
export const ManageThreads = 1n << 34n;
export const ModerateMembers = 1n << 40n;
export const PinMessages = 1n << 51n;
export const BypassSlowmode = 1n << 52n;

/** Bits that change a server or act on others: a role with one of them is no gift for just anybody. */
export const Dangerous =
  KickMembers |
  BanMembers |
  Administrator |
  ManageChannels |
  ManageGuild |
  ViewAuditLog |
  ManageMessages |
  MentionEveryone |
  MuteMembers |
  DeafenMembers |
  MoveMembers |
  ManageNicknames |
  ManageRoles |
  ManageWebhooks |
  ManageGuildExpressions |
  ManageEvents |
  ManageThreads |
  ModerateMembers |
  // Both were a part of Manage Messages.
  PinMessages |
  BypassSlowmode;

/** Whether `held` has all of `bits`; an administrator has. */
export function holds(held: bigint, bits: bigint): boolean {
  return (held & Administrator) !== 0n || (held & bits) === bits;
}
