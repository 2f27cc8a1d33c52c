import type { APIInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { ReplyBody } from '../store/interaction-messages.js';
import { refuseUnhandled } from './fields.js';
import { contentFields, contentOf } from './message-body.js';
import type { RestRequest } from './route.js';

/** Webhooks have no nonces: discord.js sends these all the same, and Discord passes over them. */
const ignoredFields = ['nonce', 'enforce_nonce'];

/**
 * What the bot replies with.
 *
 * @param body - The request's body, or of a callback the `data` in it.
 * @param others - Further fields that the caller handles.
 * @throws {UnhandledFieldError} for polls and whatever else is not emulated
 */
export function replyBody(request: RestRequest, body: unknown, others: readonly string[] = []): ReplyBody {
  refuseUnhandled(body, [...contentFields, 'tts', ...ignoredFields, ...others]);
  const said = (body ?? {}) as APIInteractionResponseCallbackData;
  return { ...contentOf(request, said), tts: said.tts };
}
