import { UserError } from '@sapphire/framework';
import { ChannelType, type Guild, type GuildBasedChannel, type PermissionsString, type VoiceChannel } from 'discord.js';
import type { ChannelRole } from 'roomkeeper';
import { CATEGORY_LIMIT, GUILD_LIMIT, missingPermissions } from '../../domain/channel-space.js';
import type { Hub, TextMode } from '../../domain/room.js';
import { hubGone, refusal } from '../../sudo-messages.js';
import { heldIn } from './blueprints.js';
import type { Hubs } from '../store/hubs.js';
import { channelCounts } from '../making/space.js';

/** A refusal of what an admin asked for. Nothing has changed. */
export function refused(message: string): UserError {
  return new UserError({ identifier: 'hub.refused', message });
}

/**
 * Why something was refused, for the page that is drawn anew: Discord's client does not let somebody choose the same entry of a
 * select menu twice, and whoever mistyped wants the same form again. Throws on what is no refusal.
 */
export function refusalOf(error: unknown): string {
  if (error instanceof UserError && error.identifier === 'hub.refused') return `⚠️ ${error.message}`;
  throw error;
}

/** A hub that a click names. @throws {UserError} when the guild has no such hub, or none any more. */
export function requireHub(hubs: Hubs, guild: Guild, hubId: string): Hub {
  const hub = hubs.get(hubId);
  if (hub?.guildId !== guild.id) throw new UserError({ identifier: 'hub.hub-gone', message: hubGone });
  return hub;
}

/**
 * A channel that is to be a hub, from wherever a click has it.
 *
 * @throws {UserError} when it is of another guild, no voice channel, or the AFK channel.
 */
export function requireHubChannel(guild: Guild, channel: GuildBasedChannel): VoiceChannel {
  if (channel.guildId !== guild.id || !guild.channels.cache.has(channel.id)) throw refused(refusal.otherGuild);
  if (channel.type === ChannelType.GuildStageVoice) throw refused(refusal.stage(channel.id));
  if (channel.type !== ChannelType.GuildVoice) throw refused(refusal.notVoice(channel.id));
  if (channel.id === guild.afkChannelId) throw refused(refusal.afk(channel.id));
  return channel;
}

/** What an admin is told whose channel is something already. */
export function takenBy(channelId: string, { plugin, role }: ChannelRole): UserError {
  const isHub = plugin === 'hub' && role === 'hub';
  return refused(isHub ? refusal.alreadyHub(channelId) : refusal.taken(channelId, role, plugin));
}

/**
 * In the guild at large too, since Discord lets nobody put into a new channel what they do not hold there.
 *
 * @throws {UserError} that lists what the bot lacks, and where.
 */
export function requirePermissions(guild: Guild, places: readonly GuildBasedChannel[], text: TextMode): void {
  const lacking = (held: bigint) => missingPermissions(held, text) as readonly PermissionsString[];
  const everywhere = lacking(heldIn(guild));
  const missing = new Map<string | null, readonly PermissionsString[]>();
  if (everywhere.length > 0) missing.set(null, everywhere);
  for (const place of places) {
    const held = guild.members.me ? place.permissionsFor(guild.members.me).bitfield : heldIn(guild);
    const names = lacking(held).filter((name) => !everywhere.includes(name));
    if (names.length > 0) missing.set(place.id, names);
  }
  if (missing.size > 0) throw refused(refusal.missing(missing));
}

/** @throws {UserError} when the guild, or the category, is full. */
export function requireSpace(guild: Guild, categoryId: string | null): void {
  const { inGuild, inCategory } = channelCounts(guild, categoryId, { hubs: [], rooms: [] });
  if (inGuild >= GUILD_LIMIT) throw refused(refusal.guildFull);
  if (categoryId !== null && inCategory !== null && inCategory >= CATEGORY_LIMIT) {
    throw refused(refusal.categoryFull(categoryId));
  }
}
