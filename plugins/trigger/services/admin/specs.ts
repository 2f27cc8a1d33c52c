import type { ActionKind, ActionSpec, SpecOf } from '../../domain/action.js';
import type { Fault } from '../../domain/fault.js';
import { ONESHOT_MAX_MS } from '../../domain/lifetime.js';
import { noRequirements } from '../../domain/trigger.js';
import type { Ref, SpecFields } from './inputs.js';
import { milliseconds } from './lengths.js';
import { NONE } from './drafts.js';

type Fields = Partial<SpecFields>;

/** Which fields each kind of action takes. */
export const specFields: Readonly<Record<ActionKind, readonly (keyof SpecFields)[]>> = {
  message: ['channelId', 'texts', 'reply', 'mentionUser'],
  'delete-message': [],
  react: ['emoji'],
  role: ['roleId', 'mode', 'group'],
  purge: ['channelId'],
  'create-trigger': ['conditionId', 'parameter', 'caseSensitive', 'requirements', 'action', 'lifetime', 'scope'],
};

/** What has to be given when there is nothing yet. */
const required: Readonly<Record<ActionKind, readonly (keyof SpecFields)[]>> = {
  message: ['texts'],
  'delete-message': [],
  react: ['emoji'],
  role: ['roleId'],
  purge: ['channelId'],
  'create-trigger': ['conditionId', 'action'],
};

/** The ids of what the fields call by name. */
export interface SpecRefs {
  readonly group: (ref: Ref) => number | undefined;
  readonly action: (ref: Ref) => number | undefined;
}

export type SpecReading = { readonly spec: ActionSpec; readonly faults: readonly Fault[] };

/**
 * The parameters that the fields make of those before; null: there are none before.
 *
 * @returns null in the place of the parameters when too little is given to make any.
 */
export function readSpec(
  kind: ActionKind,
  fields: Fields,
  before: ActionSpec | null,
  refs: SpecRefs,
): SpecReading | { readonly spec: null; readonly faults: readonly Fault[] } {
  const given = (Object.keys(allFields) as (keyof SpecFields)[]).filter((field) => fields[field] !== undefined);
  const faults: Fault[] = given
    .filter((field) => !specFields[kind].includes(field))
    .map((path) => ({ path, code: 'not-taken' }));
  const missing =
    before === null ? required[kind].filter((field) => fields[field] === undefined || fields[field] === null) : [];
  faults.push(...missing.map((path) => ({ path, code: 'missing' }) as const));
  faults.push(...unknown(fields, refs));
  const spec = missing.length > 0 ? null : made(kind, fields, before, refs);
  return spec === null
    ? { spec, faults: faults.length > 0 ? faults : [{ path: '', code: 'missing' }] }
    : { spec, faults };
}

function unknown({ group, action }: Fields, refs: SpecRefs): readonly Fault[] {
  const noGroup = group !== undefined && group !== null && refs.group(group) === undefined;
  const noAction = action !== undefined && refs.action(action) === undefined;
  return [
    ...(noGroup ? [{ path: 'group', code: 'unknown-group', detail: String(group) } as const] : []),
    ...(noAction ? [{ path: 'action', code: 'unknown-action', detail: String(action) } as const] : []),
  ];
}

function made(kind: ActionKind, fields: Fields, before: ActionSpec | null, refs: SpecRefs): ActionSpec | null {
  switch (kind) {
    case 'message':
      return message(fields, before?.kind === kind ? before : null);
    case 'delete-message':
      return { kind, first: null, second: null };
    case 'react':
      return { kind, first: fields.emoji ?? (before?.kind === kind ? before.first : ''), second: null };
    case 'role':
      return role(fields, before?.kind === kind ? before : null, refs);
    case 'purge':
      return { kind, first: fields.channelId ?? (before?.kind === kind ? before.first : ''), second: null };
    case 'create-trigger':
      return createTrigger(fields, before?.kind === kind ? before : null, refs);
  }
}

function message(fields: Fields, before: SpecOf<'message'> | null): ActionSpec {
  const { texts = [], reply = false, mentionUser = false } = { ...before?.second, ...present(fields) };
  const first = fields.channelId === undefined ? (before?.first ?? null) : fields.channelId;
  return { kind: 'message', first, second: { texts, reply, mentionUser } };
}

function role({ roleId, mode, group }: Fields, before: SpecOf<'role'> | null, refs: SpecRefs): ActionSpec {
  const groupId =
    group === undefined ? (before?.second.groupId ?? null) : group === null ? null : (refs.group(group) ?? null);
  return {
    kind: 'role',
    first: roleId ?? before?.first ?? '',
    second: { mode: mode ?? before?.second.mode ?? 'add', groupId },
  };
}

function createTrigger(fields: Fields, before: SpecOf<'create-trigger'> | null, refs: SpecRefs): ActionSpec | null {
  const old = before?.first;
  const id = fields.conditionId ?? old?.condition.id;
  if (id === undefined) return null;
  return {
    kind: 'create-trigger',
    first: {
      condition: {
        id,
        parameter: fields.parameter ?? old?.condition.parameter ?? '',
        caseSensitive: fields.caseSensitive ?? old?.condition.caseSensitive ?? false,
      },
      requirements: { ...noRequirements, ...old?.requirements, ...fields.requirements },
      actionId: fields.action === undefined ? (old?.actionId ?? NONE) : (refs.action(fields.action) ?? NONE),
      lifetime: fields.lifetime === undefined ? (old?.lifetime ?? ONESHOT_MAX_MS) : milliseconds(fields.lifetime),
    },
    second: fields.scope ?? before?.second ?? 'server',
  };
}

/** Without what is undefined, which would overwrite. */
function present({ texts, reply, mentionUser }: Fields) {
  return {
    ...(texts === undefined ? {} : { texts }),
    ...(reply === undefined ? {} : { reply }),
    ...(mentionUser === undefined ? {} : { mentionUser }),
  };
}

const allFields: Readonly<Record<keyof SpecFields, true>> = {
  channelId: true,
  texts: true,
  reply: true,
  mentionUser: true,
  emoji: true,
  roleId: true,
  mode: true,
  group: true,
  conditionId: true,
  parameter: true,
  caseSensitive: true,
  requirements: true,
  action: true,
  lifetime: true,
  scope: true,
};
