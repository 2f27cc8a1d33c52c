import { expect } from 'chai';
import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes as Codes } from 'discord.js';
import { failureOf } from '../../../../plugins/trigger/services/actions/discord-answers.js';

const request = { files: undefined, body: undefined };
const about = { channel: '1', message: '2', role: '3', emoji: '4' };

function answered(code: number, status: number): DiscordAPIError {
  return new DiscordAPIError({ code, message: 'no' }, code, status, 'POST', 'http://x', request);
}

describe('TR-27 what an answer of Discord means for a run', () => {
  const table: readonly (readonly [string, unknown, string, object | undefined])[] = [
    ['10003', answered(Codes.UnknownChannel, 404), 'not-found', { kind: 'channel', id: '1' }],
    ['10008', answered(Codes.UnknownMessage, 404), 'not-found', { kind: 'message', id: '2' }],
    ['10011', answered(Codes.UnknownRole, 404), 'not-found', { kind: 'role', id: '3' }],
    ['10014', answered(Codes.UnknownEmoji, 400), 'not-found', { kind: 'emoji', id: '4' }],
    ['10007', answered(Codes.UnknownMember, 404), 'not-found', undefined],
    ['any other 404', answered(Codes.UnknownWebhook, 404), 'not-found', undefined],
    ['50001', answered(Codes.MissingAccess, 403), 'forbidden', undefined],
    ['50013', answered(Codes.MissingPermissions, 403), 'forbidden', undefined],
    ['60003', answered(Codes.TwoFactorAuthenticationIsRequired, 403), 'forbidden', undefined],
    ['a reaction that somebody blocked', answered(Codes.ReactionWasBlocked, 403), 'forbidden', undefined],
    ['too many reactions', answered(Codes.MaximumNumberOfReactionsReached, 400), 'other', undefined],
    ['a closed thread', answered(Codes.InvalidActionOnArchivedThread, 400), 'other', undefined],
    ['another refusal', answered(Codes.InvalidFormBodyOrContentType, 400), 'other', undefined],
    ['a rate limit', Object.create(RateLimitError.prototype), 'other', undefined],
    ['a 500', new HTTPError(500, 'no', 'POST', 'http://x', request), 'other', undefined],
    ['a time-out', Object.assign(new Error('late'), { name: 'AbortError' }), 'other', undefined],
  ];
  for (const [title, error, outcome, gone] of table)
    it(`TR-35 ${title}: ${outcome}${gone ? ', and gone' : ''}`, () => {
      const failure = failureOf(error, about);
      expect(failure.outcome).to.equal(outcome);
      expect(failure.gone).to.deep.equal(gone);
      expect(failure.error).to.match(/\.$/);
    });

  it('TR-35 nothing is gone that the request was not about', () => {
    expect(failureOf(answered(Codes.UnknownEmoji, 400), { channel: '1' }).gone).to.equal(undefined);
  });

  it('TR-27 an error of the code is no answer', () => {
    expect(() => failureOf(new TypeError('no'), about)).to.throw(TypeError);
  });
});
