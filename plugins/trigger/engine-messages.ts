import { escapeText, mentionUser } from 'roomkeeper';
import type { ChainAbort } from './domain/chain.js';
import { FAILURE_LIMIT } from './domain/failures.js';
import { REGEX_BUDGET_MS } from './domain/regex.js';

/** Why a chain stopped, as it stands in a trigger's history. `name` is that of the action. */
export function chainAborted(reason: ChainAbort, name: string, limit: number): string {
  switch (reason) {
    case 'repeated':
      return `The chain came back to the action "${name}", which it had run already, and stopped there.`;
    case 'too-long':
      return `The chain has more than ${limit} actions and stopped after that many.`;
    case 'missing':
      return `The action ${name} does not exist any more.`;
  }
}

/** A failed step, with the action's name in front. */
export function stepFailed(name: string, error: string): string {
  return `"${name}": ${error}`;
}

/** A step met an error that nobody expected; the log has it. */
export const STEP_BROKE = 'Something went wrong in the bot. The log has the details.';

export function disabledNotice(name: string, ownerId: string, error: string): string {
  return (
    `The trigger **${escapeText(name)}** of ${mentionUser(ownerId)} is switched off: it was refused ${FAILURE_LIMIT} times ` +
    `in a row. The last time: ${escapeText(error)}\n` +
    'Mend that, or edit its action, and then switch it on again with `/trigger enable`.'
  );
}

export function skippedNotice(names: readonly string[]): string {
  return (
    `The patterns of this server took longer than ${REGEX_BUDGET_MS} ms for one message, so some were left out: ` +
    `${listed(names)}.\nMake them simpler or fewer with \`/trigger edit\` and \`/trigger delete\`.`
  );
}

export function brokenNotice(names: readonly string[]): string {
  return (
    `These triggers have a pattern that cannot be read, and never fire: ${listed(names)}.\n` +
    'Give them another pattern with `/trigger edit`, or delete them. All others work as usual.'
  );
}

const NAMED = 10;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).map((name) => `**${escapeText(name)}**`);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
