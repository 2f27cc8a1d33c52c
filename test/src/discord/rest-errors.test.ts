import { expect } from 'chai';
import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes as Codes } from 'discord.js';
import { restFailure } from '../../../src/discord/rest-errors.js';

const request = { files: undefined, body: undefined };

const refused = (code: number, status: number, raw: object = {}): DiscordAPIError =>
  new DiscordAPIError({ code, message: 'no', ...raw } as never, code, status, 'POST', 'http://x', request);

const coded = (code: string): Error => Object.assign(new Error('no'), { code });

describe('FW-41 what a failed request means', () => {
  const full = { errors: { parent_id: { _errors: [{ code: 'CHANNEL_PARENT_MAX_CHANNELS', message: '50' }] } } };
  const table: readonly (readonly [string, unknown, string])[] = [
    ['an unknown channel', refused(Codes.UnknownChannel, 404), 'unknown-channel'],
    ['an unknown message', refused(Codes.UnknownMessage, 404), 'unknown-message'],
    ['an unknown role', refused(Codes.UnknownRole, 404), 'unknown-role'],
    ['an unknown emoji', refused(Codes.UnknownEmoji, 400), 'unknown-emoji'],
    ['somebody who has left', refused(Codes.UnknownMember, 404), 'unknown-member'],
    ['missing access', refused(Codes.MissingAccess, 403), 'forbidden'],
    ['missing permissions', refused(Codes.MissingPermissions, 403), 'forbidden'],
    ['a guild that demands two-factor authentication', refused(60_003, 403), 'two-factor-required'],
    ['any other 403', refused(40_001, 403), 'forbidden'],
    ['a member in no voice channel', refused(Codes.TargetUserIsNotConnectedToVoice, 400), 'not-in-voice'],
    ['a full guild', refused(Codes.MaximumNumberOfGuildChannelsReached, 400), 'guild-full'],
    ['a full category', refused(Codes.InvalidFormBodyOrContentType, 400, full), 'category-full'],
    ['another refusal', refused(Codes.InvalidFormBodyOrContentType, 400), 'refused'],
    ['an unknown guild', refused(Codes.UnknownGuild, 404), 'refused'],
    ['a server error', new HTTPError(502, 'Bad Gateway', 'POST', 'http://x', request), 'unanswered'],
    ['a broken connection', coded('ECONNRESET'), 'unanswered'],
    ['a time-out of the HTTP client', coded('UND_ERR_HEADERS_TIMEOUT'), 'unanswered'],
    ['one below another error', new Error('fetch failed', { cause: coded('ENOTFOUND') }), 'unanswered'],
    ['an aborted request', Object.assign(new Error('late'), { name: 'AbortError' }), 'unanswered'],
    ['a rate limit', Object.create(RateLimitError.prototype), 'rate-limited'],
    ['an error of the code', new TypeError('x is not a function'), 'other'],
    ['what is no error', 'ECONNRESET', 'other'],
  ];
  for (const [title, error, failure] of table) {
    it(`FW-41 ${title}: ${failure}`, () => {
      expect(restFailure(error)).to.equal(failure);
    });
  }
});
