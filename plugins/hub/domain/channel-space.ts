import * as bits from './bits.js';
import type { TextMode } from './room.js';

/** The most channels of a category. */
export const CATEGORY_LIMIT = 50;
/** The most channels of a guild, categories included. */
export const GUILD_LIMIT = 500;

/** How full the guild is. Channels that are being created right now count too. */
export interface ChannelCounts {
  readonly inGuild: number;
  /** Null: the hub is in no category. */
  readonly inCategory: number | null;
}

/** How many channels a new room takes: the hub's replacement and, if it has one, its text channel. */
export function channelsTaken(text: TextMode): number {
  return text === 'channel' ? 2 : 1;
}

/** Why there is no place for another room, or null when there is. */
export function spaceRefusal(counts: ChannelCounts, text: TextMode): 'guild-full' | 'category-full' | null {
  const taken = channelsTaken(text);
  if (counts.inGuild + taken > GUILD_LIMIT) return 'guild-full';
  return counts.inCategory !== null && counts.inCategory + taken > CATEGORY_LIMIT ? 'category-full' : null;
}

const needed = {
  ViewChannel: bits.ViewChannel,
  Connect: bits.Connect,
  ManageChannels: bits.ManageChannels,
  ManageRoles: bits.ManageRoles,
  MoveMembers: bits.MoveMembers,
} as const;

const neededForText = {
  SendMessages: bits.SendMessages,
  ReadMessageHistory: bits.ReadMessageHistory,
  ManageMessages: bits.ManageMessages,
} as const;

/**
 * The permissions, by Discord's names, that the bot lacks for making a room. To be asked before the first call, of the
 * hub's channel and of its category.
 */
export function missingPermissions(held: bigint, text: TextMode): readonly string[] {
  if (bits.holdsAny(held, bits.Administrator)) return [];
  const all = { ...needed, ...(text === 'none' ? {} : neededForText) };
  return Object.entries(all)
    .filter(([, bit]) => !bits.holdsAny(held, bit))
    .map(([name]) => name);
}
