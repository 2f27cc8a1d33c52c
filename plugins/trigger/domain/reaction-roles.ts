import type { RoleMode } from './action.js';
import type { ActionsById } from './chain.js';
import { NAME_LIMIT } from './names.js';
import type { ActionId, GroupId, Snowflake, Trigger } from './trigger.js';

export const reactionModes = ['add-remove', 'add', 'remove', 'toggle'] as const;
/** What a reaction, and taking it off again, does with a role. */
export type ReactionMode = (typeof reactionModes)[number];

/** One trigger of a reaction role. */
export interface ReactionWay {
  readonly on: 'reaction-add' | 'reaction-remove';
  readonly does: RoleMode;
}

/** The triggers that a reaction role consists of. */
export const reactionWays: Readonly<Record<ReactionMode, readonly ReactionWay[]>> = {
  'add-remove': [
    { on: 'reaction-add', does: 'add' },
    { on: 'reaction-remove', does: 'remove' },
  ],
  add: [{ on: 'reaction-add', does: 'add' }],
  remove: [{ on: 'reaction-add', does: 'remove' }],
  toggle: [{ on: 'reaction-add', does: 'toggle' }],
};

/** A message that can be reacted to. */
export interface MessagePlace {
  readonly channelId: Snowflake;
  readonly messageId: Snowflake;
}

/** An emoji on a message that gives or takes a role, whichever command made it so. */
export interface ReactionRole extends MessagePlace {
  /** Its key. */
  readonly emoji: string;
  readonly roleId: Snowflake;
  readonly groupId: GroupId | null;
  /** Null: its triggers make none of the modes, because somebody changed them one by one. */
  readonly mode: ReactionMode | null;
  /** In order of creation. */
  readonly triggers: readonly Trigger[];
}

/**
 * The reaction roles that triggers amount to, in order of creation: those on one emoji of one message which run a role action
 * of one role. They are not stored apart, so they are what really happens.
 */
export function reactionRoles(triggers: readonly Trigger[], actions: ActionsById): readonly ReactionRole[] {
  const parts = triggers.flatMap((trigger) => partOf(trigger, actions));
  const byKey = Map.groupBy(parts, ({ key }) => key);
  return [...byKey.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const groupId = same.find((part) => part.groupId !== null)?.groupId ?? null;
    return [{ ...first.mapped, groupId, mode: modeOf(same), triggers: same.map(({ trigger }) => trigger) }];
  });
}

/** What a reaction role is known by: no two of a guild have the same. */
export function reactionRoleKey({
  messageId,
  roleId,
  emoji,
}: Pick<ReactionRole, 'messageId' | 'roleId' | 'emoji'>): string {
  return `${messageId}-${roleId}-${emoji}`;
}

/** Whether a trigger waits for an emoji on a message, whatever it then does. */
export function waitsOn(
  { scope, condition }: Trigger,
  { messageId, emoji }: Pick<ReactionRole, 'messageId' | 'emoji'>,
) {
  const onReaction = condition.id === 'reaction-add' || condition.id === 'reaction-remove';
  return scope.kind === 'message' && scope.messageId === messageId && onReaction && condition.parameter === emoji;
}

/** A name for the trigger and the action of one way, such as `🎮 Gamer on #rules`. It may be taken. */
export function reactionRoleName(
  { emoji, role, channel }: { readonly emoji: string; readonly role: string; readonly channel: string },
  on: ReactionWay['on'],
): string {
  const head = shortened(emoji, 16);
  const link = on === 'reaction-add' ? ' on #' : ' off #';
  return placedName(`${head} `, role, link, channel);
}

/** A name for the action of an entry of a role menu, such as `Gamer by menu in #rules`. It may be taken. */
export function menuActionName(role: string, channel: string): string {
  return placedName('', role, ' by menu in #', channel);
}

/** Shortens the longer of the two. */
function placedName(head: string, role: string, link: string, channel: string): string {
  const room = NAME_LIMIT - head.length - link.length;
  const place = shortened(channel, Math.max(Math.floor(room / 2), room - role.length));
  return `${head}${shortened(role, room - place.length)}${link}${place}`;
}

function shortened(text: string, limit: number): string {
  const flat = text.toWellFormed().replaceAll(/\s+/g, ' ').trim();
  return flat.length <= limit ? flat : `${flat.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/**
 * The actions that were made for these triggers as their reaction roles, by the name that the two share. One that has since
 * been renamed or chained is its owner's.
 */
export function reactionRoleActions(triggers: readonly Trigger[], actions: ActionsById): readonly ActionId[] {
  return triggers.flatMap((trigger) => {
    const action = actions.get(trigger.actionId);
    const own = action?.name === trigger.name && action.chain === null && partOf(trigger, actions).length > 0;
    return own ? [action.id] : [];
  });
}

interface Part extends ReactionWay {
  readonly key: string;
  readonly trigger: Trigger;
  readonly groupId: GroupId | null;
  readonly mapped: Pick<ReactionRole, 'channelId' | 'messageId' | 'emoji' | 'roleId'>;
}

function partOf(trigger: Trigger, actions: ActionsById): readonly Part[] {
  const { scope, condition, actionId } = trigger;
  const spec = actions.get(actionId)?.spec;
  if (spec?.kind !== 'role' || scope.kind !== 'message' || condition.parameter === '') return [];
  if (condition.id !== 'reaction-add' && condition.id !== 'reaction-remove') return [];
  const { channelId, messageId } = scope;
  const mapped = { channelId, messageId, emoji: condition.parameter, roleId: spec.first };
  const { mode: does, groupId } = spec.second;
  return [{ key: reactionRoleKey(mapped), trigger, on: condition.id, does, groupId, mapped }];
}

function modeOf(parts: readonly ReactionWay[]): ReactionMode | null {
  const has = parts.map(wayKey).toSorted().join();
  return reactionModes.find((mode) => reactionWays[mode].map(wayKey).toSorted().join() === has) ?? null;
}

function wayKey({ on, does }: ReactionWay): string {
  return `${on} ${does}`;
}
