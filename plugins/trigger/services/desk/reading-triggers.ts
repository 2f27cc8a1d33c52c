import type { ConditionId, PersistenceKind, ScopeKind } from '../../domain/trigger.js';
import { optionFaults } from '../../option-messages.js';
import type { ScopeInput, TriggerInput, TriggerPatch } from '../admin/inputs.js';
import { choiceIn, defined, flagIn, textIn, type Given } from './given.js';
import { conditionIn, isVoice, parameterIn } from './reading-conditions.js';
import { cooldownsIn, durationIn, requirementsIn } from './reading-requirements.js';
import type { Order } from './order.js';
import { refused } from './refusing.js';

const scopeKinds: readonly ScopeKind[] = ['server', 'channel', 'message'];
const persistences: readonly PersistenceKind[] = ['persistent', 'temporary', 'oneshot'];

/** The trigger that somebody filled in. @throws {UserError} for options that make no sense together. */
export function triggerIn(order: Order): TriggerInput {
  const { given } = order;
  const conditionId = conditionIn(given);
  if (conditionId === null) throw refused(optionFaults.noChoice('condition'));
  const lifetime = durationIn(given, 'lifetime');
  const persistence = persistenceIn(given) ?? (lifetime === undefined ? 'persistent' : 'temporary');
  return {
    ...patchIn(order),
    conditionId,
    persistence,
    name: textIn(given, 'name') ?? '',
    action: textIn(given, 'action') ?? '',
  };
}

/** What somebody wants to have changed of a trigger with this condition. @throws {UserError} as {@link triggerIn}. */
export function triggerPatchIn(order: Order, present: ConditionId): TriggerPatch {
  const patch = patchIn(order, present);
  if (Object.keys(patch).length === 0) throw refused(optionFaults.nothingToChange);
  return patch;
}

function patchIn({ given, guild, channelId }: Order, present?: ConditionId): TriggerPatch {
  const conditionId = conditionIn(given) ?? undefined;
  const persistence = persistenceIn(given) ?? undefined;
  const lifetime = durationIn(given, 'lifetime');
  if (persistence === 'persistent' && lifetime !== undefined) throw refused(optionFaults.lifetimeOfPersistent);
  const requirements = requirementsIn(given, guild);
  const cooldowns = cooldownsIn(given);
  return defined({
    name: textIn(given, 'name') ?? undefined,
    conditionId,
    parameter: parameterIn(given, present),
    caseSensitive: flagIn(given, 'case_sensitive') ?? undefined,
    scope: scopeIn(given, conditionId ?? present, channelId),
    persistence,
    lifetime,
    requirements: Object.keys(requirements).length === 0 ? undefined : requirements,
    cooldowns: Object.keys(cooldowns).length === 0 ? undefined : cooldowns,
    action: textIn(given, 'action') ?? undefined,
  });
}

function persistenceIn(given: Given): PersistenceKind | null {
  return choiceIn(given, 'persistence', persistences);
}

/** Where it shall apply: what `scope` says, and what `channel` and `message` imply. A bare id is one of a message here. */
function scopeIn(given: Given, conditionId: ConditionId | undefined, here: string): ScopeInput | undefined {
  const kind = choiceIn(given, 'scope', scopeKinds);
  const channelId = textIn(given, 'channel');
  const message = textIn(given, 'message');
  if (message !== null && conditionId !== undefined && isVoice(conditionId)) {
    throw refused(optionFaults.voiceOnMessage);
  }
  if (kind === 'server') {
    const narrowing = ['channel', 'message'].filter((option) => textIn(given, option) !== null);
    if (narrowing.length > 0) throw refused(optionFaults.scopeTooWide(narrowing));
    return { kind };
  }
  if (kind === 'channel' && message !== null) throw refused(optionFaults.scopeIsMessage);
  if (kind === 'message' && message === null) throw refused(optionFaults.scopeNeedsMessage);
  if (message !== null) return { kind: 'message', message, channelId: channelId ?? here };
  if (channelId !== null) return { kind: 'channel', channelId };
  if (kind === 'channel') throw refused(optionFaults.scopeNeedsChannel);
  return undefined;
}
