import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';
import { restFailure } from 'roomkeeper';
import type { Gone } from '../../domain/gone.js';
import { runFailed } from '../../run-messages.js';
import type { StepResult } from '../parts.js';

/** A step that did not succeed. */
export type StepFailure = Extract<StepResult, { readonly ok: false }>;

/** What a request was about: what is gone when Discord says that it does not know it. */
export type About = Partial<Record<Gone['kind'], string | null>>;

/**
 * What it means for a run that a request failed. Throws what is no failure of a request. Only an "unknown …" says that
 * something is gone: a 403, a 5xx and an outage say nothing of the sort.
 */
export function failureOf(error: unknown, about: About): StepFailure {
  switch (restFailure(error)) {
    case 'unknown-channel':
      return missing('channel', about);
    case 'unknown-message':
      return missing('message', about);
    case 'unknown-role':
      return missing('role', about);
    case 'unknown-emoji':
      return missing('emoji', about);
    case 'unknown-member':
      return { ok: false, outcome: 'not-found', error: runFailed.memberLeft };
    case 'forbidden':
      return { ok: false, outcome: 'forbidden', error: runFailed.forbidden };
    case 'two-factor-required':
      return { ok: false, outcome: 'forbidden', error: runFailed.twoFactor };
    case 'rate-limited':
      return other(runFailed.rateLimited);
    case 'unanswered':
      return other(runFailed.unanswered);
    case 'not-in-voice':
    case 'category-full':
    case 'guild-full':
    case 'refused':
      return refusal(error);
    case 'other':
      throw error;
  }
}

/** A failure that says nothing about whether the trigger is any good. */
export function other(error: string): StepFailure {
  return { ok: false, outcome: 'other', error };
}

export function forbidden(error: string): StepFailure {
  return { ok: false, outcome: 'forbidden', error };
}

function missing(kind: Gone['kind'], about: About): StepFailure {
  const id = about[kind] ?? null;
  const failure: StepFailure = { ok: false, outcome: 'not-found', error: runFailed.gone[kind] };
  return id === null ? failure : { ...failure, gone: { kind, id } };
}

function refusal(error: unknown): StepFailure {
  if (!(error instanceof DiscordAPIError)) return other(runFailed.refused);
  if (error.status === 404) return { ok: false, outcome: 'not-found', error: runFailed.notFound };
  return other(knownRefusals.get(error.code) ?? runFailed.refused);
}

const knownRefusals: ReadonlyMap<number | string, string> = new Map<number | string, string>([
  [RESTJSONErrorCodes.MaximumNumberOfReactionsReached, runFailed.tooManyReactions],
  [RESTJSONErrorCodes.CannotSendAnEmptyMessage, runFailed.empty],
  [RESTJSONErrorCodes.InvalidActionOnArchivedThread, runFailed.archived],
]);
