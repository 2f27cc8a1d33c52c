import { AuditLogEvent, ChannelType, GatewayDispatchEvents, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { audit, type Actor } from './audit-log.js';
import { checkLength } from './bounds.js';
import { refuse } from './errors.js';
import { require } from './permissions.js';
import type { ChannelRecord, GuildRecord } from './records.js';
import type { World } from './world.js';

/**
 * Sets the line that a voice channel shows under its name, or removes it with null. Who is not connected to the channel
 * needs Manage Channels besides Set Voice Channel Status.
 *
 * @throws {DiscordError} 50001, 50013, 50024 for other types of channels, 50035 beyond 500 characters
 */
export function setVoiceStatus(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  channel: ChannelRecord,
  status: string | null,
): void {
  if (channel.type !== ChannelType.GuildVoice) throw refuse('cannotActOnChannelType');
  const connected = guild.voiceStates.get(actor.userId)?.channelId === channel.id;
  const needed = connected ? Bits.SetVoiceChannelStatus : Bits.SetVoiceChannelStatus | Bits.ManageChannels;
  require(world, guild, actor.userId, channel, needed);
  checkLength('status', status ?? '', 0, 500);
  const next = status === '' ? null : status;
  if (next === channel.status) return;
  writeStatus(world, channel, next);
  const action = next === null ? AuditLogEvent.VoiceChannelStatusDelete : AuditLogEvent.VoiceChannelStatusCreate;
  audit(world, guild, actor, action, channel.id, next === null ? null : { status: next });
}

/** Removes the status of a channel that everybody has left. */
export function clearVoiceStatus(world: World, channel: ChannelRecord): void {
  if (channel.status !== null) writeStatus(world, channel, null);
}

function writeStatus(world: World, channel: ChannelRecord, status: string | null): void {
  channel.status = status;
  const data = { id: channel.id, guild_id: channel.guildId, status };
  world.dispatch(GatewayDispatchEvents.VoiceChannelStatusUpdate, data, { guildId: channel.guildId });
}
