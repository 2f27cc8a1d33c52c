import { persistenceFor } from '../../domain/lifetime.js';
import type { Fault } from '../../domain/fault.js';
import {
  defaultCooldowns,
  noRequirements,
  type ActionId,
  type Moment,
  type Persistence,
  type Scope,
  type Trigger,
  type TriggerDraft,
} from '../../domain/trigger.js';
import type { TriggerInput, TriggerPatch } from './inputs.js';
import { milliseconds } from './lengths.js';

/** What the words of an input mean. */
export interface Meant {
  /** Undefined: the input says nothing of it. */
  readonly scope: Scope | undefined;
  readonly actionId: ActionId | undefined;
  readonly now: Moment;
}

/** A new trigger as it was meant, unchecked. */
export function newDraft(input: TriggerInput, { scope, actionId, now }: Meant): TriggerDraft {
  const { name, conditionId, parameter = '', caseSensitive = false, persistence = 'persistent' } = input;
  return {
    name: name.trim(),
    scope: scope ?? { kind: 'server' },
    condition: { id: conditionId, parameter, caseSensitive },
    persistence: persistenceFor(persistence, lengthOf(input), now),
    requirements: { ...noRequirements, ...input.requirements },
    cooldowns: { ...defaultCooldowns, ...input.cooldowns },
    actionId: actionId ?? NONE,
  };
}

/** A trigger after an edit, unchecked. */
export function editedDraft(before: Trigger, patch: TriggerPatch, { scope, actionId, now }: Meant): TriggerDraft {
  const { condition } = before;
  return {
    name: patch.name?.trim() ?? before.name,
    scope: scope ?? before.scope,
    condition: {
      id: patch.conditionId ?? condition.id,
      parameter: patch.parameter ?? (sameForm(before, patch) ? condition.parameter : ''),
      caseSensitive: patch.caseSensitive ?? condition.caseSensitive,
    },
    persistence: editedPersistence(before.persistence, patch, now),
    requirements: { ...before.requirements, ...patch.requirements },
    cooldowns: { ...before.cooldowns, ...patch.cooldowns },
    actionId: actionId ?? before.actionId,
  };
}

/** A lifetime where there is none to be had. */
export function lifetimeFaults({ lifetime }: TriggerPatch, { persistence }: TriggerDraft): readonly Fault[] {
  const contradicts = persistence.kind === 'persistent' && lifetime !== undefined && lifetime !== null;
  return contradicts ? [{ path: 'persistence.lifetime', code: 'contradiction' }] : [];
}

/** No action has this id. */
export const NONE = 0;

function editedPersistence(before: Persistence, patch: TriggerPatch, now: Moment): Persistence {
  const kind = patch.persistence ?? before.kind;
  const length = lengthOf(patch);
  return kind === before.kind && length === null ? before : persistenceFor(kind, length, now);
}

function lengthOf({ lifetime }: TriggerPatch): number | null {
  return lifetime === undefined || lifetime === null ? null : milliseconds(lifetime);
}

/** Conditions on voice take no parameter: whoever changes to one need not clear it. */
function sameForm({ condition }: Trigger, { conditionId = condition.id }: TriggerPatch): boolean {
  return conditionId !== 'voice-join' && conditionId !== 'voice-leave';
}
