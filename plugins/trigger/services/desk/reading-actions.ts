import type { Guild } from 'discord.js';
import { actionKinds, type ActionKind, type ActionSpec, type MadeScope, type RoleMode } from '../../domain/action.js';
import type { ConditionId } from '../../domain/trigger.js';
import { splitTexts } from '../../domain/typed-texts.js';
import { optionFaults } from '../../option-messages.js';
import { kindWord } from '../../trigger-words.js';
import type { ActionInput, ActionPatch } from '../admin/inputs.js';
import { textFields } from './fields.js';
import { choiceIn, defined, flagIn, isNone, textIn, type Given } from './given.js';
import { durationIn, requirementsIn } from './reading-requirements.js';
import { conditionIn, parameterIn } from './reading-conditions.js';
import { refused } from './refusing.js';

const modes: readonly RoleMode[] = ['add', 'remove', 'toggle'];
const scopes: readonly MadeScope[] = ['server', 'channel', 'message'];

const requirements = ['all_roles', 'any_role', 'no_role', 'account_age', 'membership_age', 'not_bot'];

/** The options that belong to each kind. */
const optionsOf: Record<ActionKind, readonly string[]> = {
  message: ['text', 'add_text', 'channel', 'anywhere', 'reply', 'mention', ...textFields],
  'delete-message': [],
  react: ['emoji'],
  role: ['role', 'mode', 'group'],
  purge: ['channel'],
  'create-trigger': ['run', 'condition', 'parameter', 'scope', 'lifetime', 'case_sensitive', ...requirements],
};

const needed: Record<ActionKind, readonly string[]> = {
  message: [],
  'delete-message': [],
  react: ['emoji'],
  role: ['role'],
  purge: ['channel'],
  'create-trigger': ['condition', 'run'],
};

/** The options that every action has. */
const anyKind = new Set(['name', 'kind', 'next', 'action']);

/** The action that somebody filled in. @throws {UserError} for options that make no sense together. */
export function actionIn(given: Given, guild: Guild): ActionInput {
  const kind = kindIn(given);
  checkOptions(given, kind);
  const missing = needed[kind].filter((option) => given[option] === undefined);
  if (missing.length > 0) throw refused(optionFaults.missingForKind(missing, kindWord(kind)));
  const texts = kind === 'message' ? { texts: textsIn(given) } : {};
  return { ...patchIn(given, guild), ...texts, kind, name: textIn(given, 'name') ?? '' };
}

/**
 * What somebody wants to have changed of an action that does this.
 *
 * @throws {UserError} as {@link actionIn}.
 */
export function actionPatchIn(given: Given, guild: Guild, present: ActionSpec): ActionPatch {
  checkOptions(given, present.kind);
  const added = textIn(given, 'add_text');
  const texts = added === null || present.kind !== 'message' ? {} : { texts: [...present.second.texts, added] };
  const conditionId = present.kind === 'create-trigger' ? present.first.condition.id : undefined;
  const patch = { ...patchIn(given, guild, conditionId), ...texts };
  if (Object.keys(patch).length === 0) throw refused(optionFaults.nothingToChange);
  return patch;
}

export function kindIn(given: Given): ActionKind {
  const kind = choiceIn(given, 'kind', actionKinds);
  if (kind === null) throw refused(optionFaults.noChoice('kind'));
  return kind;
}

/** @throws {UserError} for options that are not of this kind of action. */
export function checkOptions(given: Given, kind: ActionKind): void {
  const strange = Object.keys(given).filter((option) => !anyKind.has(option) && !optionsOf[kind].includes(option));
  if (strange.length > 0) throw refused(optionFaults.notForKind(strange, kindWord(kind)));
  const elsewhere = kind === 'message' && given['channel'] !== undefined;
  if (elsewhere && given['reply'] === true) throw refused(optionFaults.replyElsewhere);
  if (elsewhere && given['anywhere'] === true) throw refused(optionFaults.anywhereElsewhere);
}

/** All texts that were typed, in the option and in the fields of a form. */
export function textsIn(given: Given): readonly string[] {
  const option = textIn(given, 'text');
  return [
    ...(option === null ? [] : [option]),
    ...textFields.flatMap((field) => splitTexts(textIn(given, field) ?? '')),
  ];
}

function patchIn(given: Given, guild: Guild, condition?: ConditionId): ActionPatch {
  const required = requirementsIn(given, guild);
  const reference = (option: string): string | null | undefined => {
    const typed = textIn(given, option);
    return typed !== null && isNone(typed) ? null : (typed ?? undefined);
  };
  return defined({
    name: textIn(given, 'name') ?? undefined,
    chain: reference('next'),
    channelId: given['anywhere'] === true ? null : (textIn(given, 'channel') ?? undefined),
    reply: flagIn(given, 'reply') ?? undefined,
    mentionUser: flagIn(given, 'mention') ?? undefined,
    emoji: textIn(given, 'emoji') ?? undefined,
    roleId: textIn(given, 'role') ?? undefined,
    mode: choiceIn(given, 'mode', modes) ?? undefined,
    group: reference('group'),
    conditionId: conditionIn(given) ?? undefined,
    parameter: parameterIn(given, condition),
    caseSensitive: flagIn(given, 'case_sensitive') ?? undefined,
    requirements: Object.keys(required).length === 0 ? undefined : required,
    action: textIn(given, 'run') ?? undefined,
    lifetime: durationIn(given, 'lifetime'),
    scope: choiceIn(given, 'scope', scopes) ?? undefined,
  });
}
