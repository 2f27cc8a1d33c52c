import { DiscordAPIError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';
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
