import { InteractionFailedError } from '../../people/interaction-handle.js';
import { JoinRefusedError } from '../../people/voice-acts.js';
import { DiscordError, type FieldErrors } from '../../store/errors.js';
import { InteractionRefusedError } from '../../store/interaction-refusal.js';
import { PageError } from '../page-error.js';
import type { ActError } from '../protocol/frames.js';

const whyNotJoined = {
  notVoice: 'It is no voice channel.',
  cannotView: 'You cannot see it.',
  cannotConnect: 'You do not have permission to connect to it.',
  full: 'It is full.',
} as const;

/** What the page is told about an act that did not happen. */
export function actError(error: unknown): ActError {
  if (error instanceof DiscordError) {
    const { code, message, errors } = error;
    return { code, message, ...(errors && { fields: flat(errors) }) };
  }
  if (error instanceof JoinRefusedError) return { code: error.refusal, message: whyNotJoined[error.refusal] };
  if (error instanceof InteractionRefusedError) return { code: error.refusal, message: error.message };
  if (error instanceof InteractionFailedError) {
    return { code: 'interactionFailed', message: 'The application did not respond' };
  }
  if (error instanceof PageError) return { code: 'page', message: error.message };
  return { code: 'page', message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
}

/** Field paths with what is wrong there. */
function flat(errors: FieldErrors, path: readonly string[] = []): Record<string, string> {
  const entries = Object.entries(errors).flatMap(([field, inner]): [string, string][] => {
    if (field === '_errors' && Array.isArray(inner)) {
      const faults = inner as readonly { readonly message: string }[];
      return [[path.join('.'), faults.map(({ message }) => message).join(' ')]];
    }
    return Object.entries(flat(inner as FieldErrors, [...path, field]));
  });
  return Object.fromEntries(entries);
}
