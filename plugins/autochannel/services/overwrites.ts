import { PermissionFlagsBits, type Guild, type VoiceChannel } from 'discord.js';
import { allowFor, maskOverwrites, type MaskedOverwrites } from 'roomkeeper';
import type { Source } from './sources.js';
import { voiceChannel } from './guild-view.js';

/** What the bot must be able to do in every breakout, whatever the source's overwrites say. */
const OWN =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.Connect |
  PermissionFlagsBits.ManageChannels |
  PermissionFlagsBits.MoveMembers;

/**
 * The overwrites of a source's breakouts: those of its template channel, or of the source itself, as far as the bot may set
 * them, and the bot's own.
 */
export function breakoutOverwrites(guild: Guild, source: Source, channel: VoiceChannel): MaskedOverwrites {
  const template = (source.templateChannelId && voiceChannel(guild, source.templateChannelId)) || channel;
  const copied = template.permissionOverwrites.cache.map(({ id, type, allow, deny }) => ({
    id,
    type,
    allow: allow.bitfield,
    deny: deny.bitfield,
  }));
  const held = guild.members.me?.permissions.bitfield ?? 0n;
  const { overwrites, dropped } = maskOverwrites(copied, held);
  return { overwrites: allowFor(overwrites, guild.client.user.id, 1, OWN & grantable(held)), dropped };
}

/** An administrator may grant everything. */
function grantable(held: bigint): bigint {
  return held & PermissionFlagsBits.Administrator ? OWN : held;
}
