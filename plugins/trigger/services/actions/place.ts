import { DiscordjsError, DiscordjsErrorCodes, type GuildTextBasedChannel, type PermissionsString } from 'discord.js';
import type { Guild, GuildBasedChannel } from 'discord.js';
import { missingPermissions } from 'roomkeeper';
import { botLacks, runFailed } from '../../run-messages.js';
import { failureOf, forbidden, other, type StepFailure } from './discord-answers.js';

/** A channel in which the bot may do what it is about to do, as far as the caches know. */
export type Place = { readonly ok: true; readonly channel: GuildTextBasedChannel } | StepFailure;

/**
 * Finds a channel of the guild, with a request only when it is not cached, and checks that the bot may do there what the
 * action needs: what the caches say is forbidden costs no request.
 */
export async function placeFor(
  guild: Guild,
  channelId: string | null,
  needed: readonly PermissionsString[],
): Promise<Place> {
  if (channelId === null) return other(runFailed.noChannel);
  const found = guild.channels.cache.get(channelId) ?? (await fetched(guild, channelId));
  if ('ok' in found) return found;
  if (!found.isTextBased()) return other(runFailed.noText);
  const missing = lackedIn(found, needed);
  return missing.length > 0 ? forbidden(botLacks(missing, found.name)) : { ok: true, channel: found };
}

/** What the bot lacks in a channel. In a thread it writes by another permission; in a voice channel it must be let in. */
export function lackedIn(
  channel: GuildTextBasedChannel,
  needed: readonly PermissionsString[],
): readonly PermissionsString[] {
  // A thread has the permissions of its channel. Without that, Discord has the last word.
  if (channel.isThread() && channel.parent === null) return [];
  const inThread = (permission: PermissionsString): PermissionsString =>
    permission === 'SendMessages' && channel.isThread() ? 'SendMessagesInThreads' : permission;
  const entry: readonly PermissionsString[] = channel.isVoiceBased() ? ['ViewChannel', 'Connect'] : ['ViewChannel'];
  return missingPermissions(channel, [...entry, ...needed.map(inThread)]);
}

async function fetched(guild: Guild, channelId: string): Promise<GuildBasedChannel | StepFailure> {
  try {
    return (await guild.channels.fetch(channelId)) ?? other(runFailed.noText);
  } catch (error) {
    const isElsewhere = error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.GuildChannelUnowned;
    return isElsewhere ? other(runFailed.elsewhere) : failureOf(error, { channel: channelId });
  }
}
