import { UserError } from '@sapphire/framework';

/** What somebody filled in cannot be: the sentences say why, and what to do. */
export function refused(...sentences: readonly string[]): UserError {
  return new UserError({ identifier: 'trigger.bad-options', message: sentences.join('\n') });
}
