import {
  DiscordAPIError,
  RateLimitError,
  RESTJSONErrorCodes,
  Routes,
  type APIGuildVoiceChannel,
  type TextChannel,
  type VoiceChannel,
} from 'discord.js';
import { restFailure } from 'roomkeeper';

/** What a request for a name came to. */
export type Edited =
  | { readonly kind: 'done' }
  /** Others have used the channel's name edits: none before this many milliseconds have passed. */
  | { readonly kind: 'rate-limited'; readonly wait: number }
  /** It may have been carried out all the same. */
  | { readonly kind: 'unanswered'; readonly error: unknown }
  | { readonly kind: 'gone'; readonly error: unknown }
  /** Discord said no. */
  | { readonly kind: 'refused'; readonly error: unknown };

/** What is edited of a channel: what is left out stays as it is. */
export interface ChannelFields {
  readonly name?: string;
  readonly userLimit?: number;
}

/**
 * Edits a channel, and takes over what its answer says of that into the cache, for the gateway may tell of it later. Of all else in it the
 * gateway may have told more since then: overwrites that were set meanwhile would be forgotten.
 */
export async function editFields(
  channel: TextChannel | VoiceChannel,
  { name, userLimit }: ChannelFields,
  reason: string,
): Promise<void> {
  const body = {
    ...(name === undefined ? {} : { name }),
    ...(userLimit === undefined ? {} : { user_limit: userLimit }),
  };
  const answer = await channel.client.rest.patch(Routes.channel(channel.id), { body, reason });
  const after = answer as Partial<APIGuildVoiceChannel>;
  if (name !== undefined) channel.name = after.name ?? name;
  if (userLimit !== undefined && 'userLimit' in channel) channel.userLimit = after.user_limit ?? userLimit;
}

/** Makes a request and says what came of it. Throws only what is no failure of a request. */
export async function edited(request: () => Promise<unknown>): Promise<Edited> {
  try {
    await request();
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof RateLimitError) return { kind: 'rate-limited', wait: error.retryAfter };
    switch (restFailure(error)) {
      case 'unknown-channel':
        return { kind: 'gone', error };
      case 'unanswered':
        return { kind: 'unanswered', error };
      case 'other':
        throw error;
      default:
        return { kind: 'refused', error };
    }
  }
}

/** Whether Discord refused a value, such as a name, and not the request as such. */
export function isInvalid(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InvalidFormBodyOrContentType;
}

/** What Discord says against a value, such as which rule of its own a name breaks. Null when it says nothing in particular. */
export function discordsWords(error: unknown): string | null {
  if (!(error instanceof DiscordAPIError)) return null;
  const said = /"_errors":\[\{[^\]]*?"message":"((?:[^"\\]|\\.)*)"/u.exec(JSON.stringify(error.rawError));
  return said?.[1] === undefined ? null : String(JSON.parse(`"${said[1]}"`));
}
