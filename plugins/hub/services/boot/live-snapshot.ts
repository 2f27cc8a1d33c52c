import { Routes, type Guild, type GuildBasedChannel, type VoiceChannel } from 'discord.js';
import { restFailure, type PluginContext } from 'roomkeeper';
import type { LiveGuild } from '../../domain/live-guild.js';
import type { Hub, Moment, Room } from '../../domain/room.js';
import type { Doorkeeper } from '../acting/doorkeeper.js';
import { liveChannels, playersOf, voiceChannel } from '../live-guild.js';

/** Set by Discord on channels that the bot may not view, of which it tells neither the name nor all overwrites. */
const MASKED = 1 << 17;

/** What is stored of a guild, as far as its channels are asked for. */
export interface Tracked {
  readonly hubs: readonly Hub[];
  readonly rooms: readonly Room[];
}

/**
 * A guild as the gateway's caches have it. Costs no request. Channels that Discord masks are left out: their names and
 * overwrites are not the real ones.
 *
 * @param gone - tracked channels that Discord has called unknown.
 */
export function snapshot(
  context: PluginContext,
  guild: Guild,
  { rooms }: Tracked,
  gone: ReadonlySet<string>,
  guildLockdownUntil: Moment | null,
  doorkeeper: Doorkeeper,
): LiveGuild {
  const channels = liveChannels(guild).filter(({ id }) => !isMasked(guild.channels.cache.get(id)));
  const voice = channels
    .filter(({ type }) => type === 'voice')
    .map(({ id }) => [id, context.voice.occupantsOf(guild.id, id)] as const);
  const unwelcomeIn = (room: Room): string[] =>
    context.voice
      .occupantsOf(guild.id, room.voiceChannelId)
      .flatMap(({ id }) => (doorkeeper.mustGo(guild, room, id) ? [id] : []));
  const inRooms = rooms.flatMap(({ voiceChannelId }) => context.voice.humansIn(guild.id, voiceChannelId));
  return {
    available: guild.available,
    channels: new Map(channels.map((channel) => [channel.id, channel])),
    gone,
    voice: new Map(voice),
    unwelcome: new Map(rooms.map((room) => [room.voiceChannelId, unwelcomeIn(room)])),
    playing: new Map(playersOf(guild, inRooms).map(({ userId, playing }) => [userId, playing])),
    // Those of this plugin too: a room whose conversion is under way is not among the rows, and is nobody's find.
    trackedElsewhere: new Set(channels.map(({ id }) => id).filter((id) => context.channels.get(id) !== undefined)),
    guildLockdownUntil,
  };
}

/**
 * Asks Discord for the tracked channels that the cache lacks. Only a clear answer (10003) counts; a channel that may not be
 * seen, a server error or a lost line leave everything as it is.
 *
 * @returns those that are gone.
 */
export async function goneChannels(context: PluginContext, guild: Guild, tracked: Tracked): Promise<Set<string>> {
  const ids = trackedIds(tracked).filter((id) => !guild.channels.cache.has(id));
  const answers = await Promise.all(ids.map(async (id) => ({ id, isGone: await isGone(context, guild, id) })));
  return new Set(answers.flatMap(({ id, isGone }) => (isGone ? [id] : [])));
}

async function isGone(context: PluginContext, { id: guildId }: Guild, channelId: string): Promise<boolean> {
  try {
    await context.client.rest.get(Routes.channel(channelId));
  } catch (error) {
    if (restFailure(error) === 'unknown-channel') return true;
    context.log.warn({ guild: guildId, channel: channelId, error }, 'A tracked channel cannot be seen; its row stays');
  }
  return false;
}

function trackedIds({ hubs, rooms }: Tracked): string[] {
  const ids = [
    ...hubs.map(({ channelId }) => channelId),
    ...rooms.flatMap(({ voiceChannelId, textChannelId }) => [voiceChannelId, textChannelId]),
  ];
  return ids.filter((id) => id !== null);
}

function isMasked(channel: GuildBasedChannel | undefined): boolean {
  return ((channel?.flags?.bitfield ?? 0) & MASKED) !== 0;
}

/** A voice channel that the bot sees as it is: of one that is hidden from it, name and permissions may be placeholders. */
export function seenVoiceChannel(guild: Guild, channelId: string): VoiceChannel | null {
  const channel = voiceChannel(guild, channelId);
  return channel?.viewable === true && !isMasked(channel) ? channel : null;
}
