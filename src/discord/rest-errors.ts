import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';
import { NotActingError } from '../sharding/lease.js';

/**
 * What a failed request means for whoever made it:
 * - `unknown-channel`, `unknown-message`, `unknown-role`, `unknown-emoji`: that is definitely gone (10003, 10008, 10011, 10014).
 * - `unknown-member`: the user is not in the guild (10007).
 * - `forbidden`: the bot may not (50001, 50013, or any other 403); trying again at once would fail again.
 * - `two-factor-required`: the guild demands two-factor authentication of moderators, and the bot's owner has none (60003).
 * - `not-in-voice`: the member to be moved is in no voice channel (40032).
 * - `category-full`, `guild-full`: no room for another channel.
 * - `rate-limited`: not now, says Discord or the bot's own governor of requests; the error is a `RateLimitError` of discord.js,
 *   whose `retryAfter` says when to come back, in milliseconds.
 * - `unanswered`: no answer, or a server error: the request may have been carried out all the same. Also when it was not sent
 *   because this process does not hold its shards.
 * - `refused`: Discord answered no for another reason.
 * - `other`: not an error of a request.
 */
export type RestFailure =
  | 'unknown-channel'
  | 'unknown-message'
  | 'unknown-role'
  | 'unknown-emoji'
  | 'unknown-member'
  | 'forbidden'
  | 'two-factor-required'
  | 'not-in-voice'
  | 'category-full'
  | 'guild-full'
  | 'rate-limited'
  | 'unanswered'
  | 'refused'
  | 'other';

const byCode = new Map<number | string, RestFailure>([
  [RESTJSONErrorCodes.UnknownChannel, 'unknown-channel'],
  [RESTJSONErrorCodes.UnknownMessage, 'unknown-message'],
  [RESTJSONErrorCodes.UnknownRole, 'unknown-role'],
  [RESTJSONErrorCodes.UnknownEmoji, 'unknown-emoji'],
  [RESTJSONErrorCodes.UnknownMember, 'unknown-member'],
  [RESTJSONErrorCodes.MissingAccess, 'forbidden'],
  [RESTJSONErrorCodes.MissingPermissions, 'forbidden'],
  [RESTJSONErrorCodes.TwoFactorAuthenticationIsRequired, 'two-factor-required'],
  [RESTJSONErrorCodes.TargetUserIsNotConnectedToVoice, 'not-in-voice'],
  [RESTJSONErrorCodes.MaximumNumberOfGuildChannelsReached, 'guild-full'],
]);

/** Names of the errors of a connection that broke or never came about, as Node and its HTTP client give them. */
const networkFailures = /^(?:ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|EAI_AGAIN|UND_ERR)/;

/** Says what a failed request means. */
export function restFailure(error: unknown): RestFailure {
  if (error instanceof RateLimitError) return 'rate-limited';
  if (error instanceof HTTPError || error instanceof NotActingError) return 'unanswered';
  if (error instanceof DiscordAPIError) {
    if (JSON.stringify(error.rawError).includes('CHANNEL_PARENT_MAX_CHANNELS')) return 'category-full';
    return byCode.get(error.code) ?? (error.status === 403 ? 'forbidden' : 'refused');
  }
  return isNetworkFailure(error) ? 'unanswered' : 'other';
}

/** Whether a failed request may have reached Discord: not when it was held back because this process may not act now. */
export function wasSent(error: unknown): boolean {
  return !(error instanceof NotActingError);
}

function isNetworkFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'AbortError') return true;
  if ('code' in error && typeof error.code === 'string' && networkFailures.test(error.code)) return true;
  return error.cause !== undefined && isNetworkFailure(error.cause);
}
