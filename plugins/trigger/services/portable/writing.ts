import { Document, isMap, isScalar, Scalar, visit } from 'yaml';
import { durationText } from '../../domain/duration.js';
import type { Portable, PortableAction, PortableGroup, PortableTrigger } from '../../domain/portable.js';
import { asksNothing } from '../../domain/requirements.js';
import type { Persistence, Requirements } from '../../domain/trigger.js';
import { fileHead } from '../../portable-messages.js';
import { fileSpec } from './file-action.js';

/** A guild's set as the text of a file: the same text for the same set. What asks for nothing is left out. */
export function fileText(portable: Portable, guildName: string): string {
  const { version, groups, actions, triggers } = portable;
  const lists = {
    groups: groups.map(groupFields),
    actions: actions.map(actionFields),
    triggers: triggers.map(triggerFields),
  };
  const document = new Document({ version, ...lists }, { aliasDuplicateObjects: false });
  document.commentBefore = fileHead(guildName);
  visit(document, {
    Scalar(_key, node) {
      // Whatever a text looks like in the one version of YAML or the other, it stays a text.
      if (typeof node.value === 'string' && /^(?:[\d.+-].*|[yn]|yes|no|on|off)$/i.test(node.value) && !isLength(node))
        node.type = Scalar.QUOTE_DOUBLE;
    },
    Pair(_key, { key, value }) {
      if (isScalar(key) && isMap(value) && ['scope', 'persistence'].includes(String(key.value))) value.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 });
}

function isLength({ value }: Scalar): boolean {
  return typeof value === 'string' && /^(?:\d+(?:d|h|m|s|ms))+$/.test(value);
}

function groupFields({ name, roleIds, maximum, whenFull }: PortableGroup) {
  return { name, roles: roleIds, maximum, whenFull };
}

function actionFields(action: PortableAction) {
  const spec = fileSpec(action);
  const lived =
    spec.kind === 'create-trigger'
      ? { ...withoutNulls(spec), ...required(spec.requirements), lifetime: lengthText(spec.lifetime) }
      : withoutNulls(spec);
  return { name: action.name, ...lived, ...(action.chain === null ? {} : { next: action.chain }) };
}

function triggerFields(trigger: PortableTrigger) {
  const { name, scope, condition, persistence, requirements, cooldowns, enabled, action } = trigger;
  const { id, parameter, caseSensitive } = condition;
  const { member, channel, guild } = cooldowns;
  return {
    name,
    condition: { id, parameter, caseSensitive },
    scope,
    persistence: persistenceFields(persistence),
    ...required(requirements),
    cooldowns: { member: lengthText(member), channel: lengthText(channel), guild: lengthText(guild) },
    action,
    enabled,
  };
}

function persistenceFields(persistence: Persistence) {
  if (persistence.kind === 'persistent') return persistence;
  return { kind: persistence.kind, expiresAt: new Date(persistence.expiresAt).toISOString() };
}

/** `undefined` is left out of the file. */
function required(requirements: Requirements) {
  if (asksNothing(requirements)) return { requirements: undefined };
  const { allOf, anyOf, noneOf, accountAge, membershipAge, notBot } = requirements;
  const ages = {
    accountAge: accountAge === null ? null : lengthText(accountAge),
    membershipAge: membershipAge === null ? null : lengthText(membershipAge),
  };
  return { requirements: { allOf, anyOf, noneOf, ...withoutNulls(ages), notBot } };
}

function withoutNulls<Fields extends object>(fields: Fields): Partial<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Partial<Fields>;
}

/** Whole seconds as they are typed; what is finer in milliseconds, so that nothing is lost. */
function lengthText(milliseconds: number): string {
  return milliseconds % 1000 === 0 ? durationText(milliseconds) : `${milliseconds}ms`;
}
