import { DiscordAPIError, RESTJSONErrorCodes, type Guild, type GuildMember } from 'discord.js';
import { restFailure } from 'roomkeeper';
import { adminMessages } from '../../admin-messages.js';
import type { Action } from '../../domain/action.js';
import { isSnowflake } from '../../domain/snowflake.js';
import type { Scope, Snowflake } from '../../domain/trigger.js';
import type { ScopeInput } from './inputs.js';
import { refused } from './refusals.js';

type MessagePlace = Extract<Scope, { readonly kind: 'message' }>;

/**
 * The scope that is meant. A message is looked for at Discord: two requests at most.
 *
 * @throws {UserError} `trigger.bad-message`, `trigger.other-guild`, `trigger.message-gone`, `trigger.message-unseen` or
 * `trigger.unanswered`.
 */
export async function provenScope(by: GuildMember, input: ScopeInput): Promise<Scope> {
  if (input.kind !== 'message') return input;
  const place = messagePlace(by.guild.id, input.message, input.channelId);
  await requireMessage(by.guild, place);
  // A channel that they do not see is none to them, whatever is in it.
  const held = by.guild.channels.cache.get(place.channelId)?.permissionsFor(by);
  if (held?.has('ViewChannel') !== true) throw refused('message-gone', adminMessages.messageGone);
  return place;
}

/** Where a link, or an id together with a channel, says that a message is. */
function messagePlace(guildId: Snowflake, typed: string, channelId: Snowflake | null): MessagePlace {
  const text = typed.trim().replace(/^<(.*)>$/, '$1');
  const [, guild, linked, id] = link.exec(text) ?? [];
  if (guild !== undefined && guild !== guildId) throw refused('other-guild', adminMessages.otherGuild);
  if (linked !== undefined && id !== undefined) return { kind: 'message', channelId: linked, messageId: id };
  const [, channel, message] = /^(\d{17,20})-(\d{17,20})$/.exec(text) ?? [];
  if (channel !== undefined && message !== undefined)
    return { kind: 'message', channelId: channel, messageId: message };
  if (!isSnowflake(text)) throw refused('bad-message', adminMessages.badMessage);
  if (channelId === null) throw refused('bad-message', adminMessages.messageChannelMissing);
  return { kind: 'message', channelId, messageId: text };
}

const link = /^https:\/\/(?:\w+\.)?discord(?:app)?\.com\/channels\/(\d{1,20}|@me)\/(\d{1,20})\/(\d{1,20})\/?$/;

/** @throws {UserError} unless Discord has the message. */
async function requireMessage(guild: Guild, place: MessagePlace): Promise<void> {
  const standing = await standingOf(guild, place);
  if (standing === 'there') return;
  if (standing === 'gone') throw refused('message-gone', adminMessages.messageGone);
  if (standing === 'unseen') throw refused('message-unseen', adminMessages.messageUnseen(place.channelId));
  throw refused('unanswered', adminMessages.messageUnanswered);
}

/** What Discord says of a place: `gone` only where it is definitely no more. */
export type Standing = 'there' | 'gone' | 'unseen' | 'unanswered';

/** Asks Discord where the bot does not know by itself. */
export async function standingOf(guild: Guild, scope: Scope): Promise<Standing> {
  if (scope.kind === 'server') return 'there';
  try {
    // Archived threads are not in the cache.
    const cached = guild.channels.cache.get(scope.channelId);
    const channel = cached ?? (await guild.channels.fetch(scope.channelId));
    if (channel === null) return 'gone';
    if (scope.kind === 'channel') return 'there';
    if (!channel.isTextBased()) return 'gone';
    await channel.messages.fetch({ message: scope.messageId, force: true });
    return 'there';
  } catch (error) {
    return standingAfter(error);
  }
}

/**
 * Gets to know the channels that are about to be asked for and are not cached: archived threads, which Discord does not tell
 * of. One request for each; what is not found stays unknown.
 */
export async function acquaint(
  guild: Guild,
  places: readonly (Snowflake | null | undefined)[],
  actions: readonly Action[] = [],
): Promise<void> {
  const named = actions.map(({ spec }) => (spec.kind === 'message' || spec.kind === 'purge' ? spec.first : null));
  const unknown = [...new Set([...places, ...named])].filter(
    (id) => typeof id === 'string' && isSnowflake(id) && !guild.channels.cache.has(id),
  );
  for (const channelId of unknown) if (channelId) await standingOf(guild, { kind: 'channel', channelId });
}

const gone: ReadonlySet<string | number> = new Set([
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.InvalidFormBodyOrContentType,
  // What discord.js says of a channel of another guild.
  'GuildChannelUnowned',
]);

function standingAfter(error: unknown): Standing {
  const code = error instanceof DiscordAPIError || (error instanceof Error && 'code' in error) ? error.code : null;
  if ((typeof code === 'string' || typeof code === 'number') && gone.has(code)) return 'gone';
  const failure = restFailure(error);
  if (failure === 'forbidden') return 'unseen';
  if (failure === 'other') throw error;
  return 'unanswered';
}
