import { escapeText, permissionName } from 'roomkeeper';
import { PermissionsBitField } from 'discord.js';
import type { LackedRight } from './domain/creation-rights.js';
import type { Usage } from './domain/limits.js';
import type { RoleRefusal } from './domain/role-rights.js';

/** What can be named. */
export type Thing = 'trigger' | 'action' | 'role group';

const lists: Record<Thing, string> = {
  trigger: '/trigger list',
  action: '/action list',
  'role group': '/rolegroup list',
};

const capitals = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

export function bold(name: string): string {
  return `**${escapeText(name)}**`;
}

const NAMED = 10;

/** Names in a row; what is too many is counted. */
export function listed(names: readonly string[]): string {
  const more = names.length - NAMED;
  const shown = names.slice(0, NAMED).map(bold).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}

export const adminMessages = {
  managersOnly: 'Only members with the permission **Manage Server** can do this.',
  notFound: (thing: Thing, ref: string): string =>
    `There is no ${thing} ${bold(ref.slice(0, 100))} here. \`${lists[thing]}\` shows those that there are.`,
  nameTaken: (thing: Thing, name: string): string =>
    `There is ${thing === 'action' ? 'an' : 'a'} ${thing} ${bold(name)} already. Choose another name: upper and lower case make no difference.`,
  overLimit: ({ pool, used, allowed }: Usage): string =>
    `${capitals(pools[pool])}: ${used} of ${allowed} are in use. Delete one first.`,
  tooManyBlacklisted: (used: number, allowed: number): string =>
    `The blacklist has ${used} of ${allowed} entries. Take one off first.`,
  notBlacklisted: (userId: string, channelId: string | null): string =>
    `<@${userId}> is not on the blacklist ${channelId === null ? 'of the whole server' : `for <#${channelId}>`}.`,
  badMessage:
    'That is neither the link nor the id of a message. Right-click the message and choose “Copy Message Link”.',
  otherGuild: 'That message is on another server. Triggers only work on messages of this one.',
  messageChannelMissing: 'An id alone does not say where the message is. Give its link, or its channel too.',
  messageGone: 'I find no such message there. Check the link; it may have been deleted.',
  messageUnseen: (channelId: string): string =>
    `I may not read <#${channelId}>. Give me **View Channel** and **Read Message History** there, then try again.`,
  messageUnanswered: 'Discord did not answer when I looked for that message. Please try again in a moment.',
  placeGone: (name: string): string =>
    `The channel or message that ${bold(name)} is bound to is gone, so it stays off. Give it another place with \`/trigger edit\`.`,
  actionGone: (name: string): string =>
    `The action that ${bold(name)} ran is gone. Give it another one with \`/trigger edit\`: fill in \`action\`.`,
  changedMeanwhile: 'Somebody else has just changed that. Please look at it again, then repeat what you did.',
  inUse: (thing: Thing, name: string, users: string): string =>
    `The ${thing} ${bold(name)} is in use: ${users}.\n` +
    'Change these first, or delete it by force: that switches off every trigger that comes to run it.',
  rolesLeaving: (names: readonly string[]): string =>
    `These actions give a role that would no longer be in the group: ${listed(names)}. Change them first.`,
  lacking: (reasons: readonly string[]): string =>
    reasons.length === 1
      ? `Nothing was changed: ${reasons[0]}`
      : ['Nothing was changed, because:', ...reasons.map((reason) => `- ${capitals(reason)}`)].join('\n'),
} as const;

/** Who uses something, in words: `the triggers **a**, **b**; the action **c**`. */
export function usersInWords(users: {
  readonly triggers: readonly string[];
  readonly actions: readonly string[];
  readonly menus: readonly string[];
}): string {
  const part = (what: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`the ${what}${names.length === 1 ? '' : 's'} ${listed(names)}`];
  const menus = users.menus.length === 0 ? [] : [`role menus in ${[...new Set(users.menus)].join(', ')}`];
  return [...part('trigger', users.triggers), ...part('action', users.actions), ...menus].join('; ');
}

const pools: Record<Usage['pool'], string> = {
  persistent: 'persistent triggers of this server',
  temporary: 'temporary triggers of this server',
  oneshot: 'oneshot triggers of this server',
  oneshotPerMember: 'your own oneshot triggers',
  command: 'command triggers of this server',
  actions: 'actions of this server',
};

export function lackedRight({ bits, channelId }: LackedRight): string {
  return `you need ${permissions(bits)} ${channelId === null ? 'in the whole server' : `in <#${channelId}>`}.`;
}

export function roleRefused(roleId: string, refusal: RoleRefusal): string {
  const role = `<@&${roleId}>`;
  switch (refusal.reason) {
    case 'everyone':
      return '@everyone cannot be given to anybody.';
    case 'managed':
      return `${role} belongs to a bot, an integration or the boosters: nobody can give it.`;
    case 'no-manage-roles':
      return 'you need **Manage Roles** in the whole server.';
    case 'not-below-creator':
      return `${role} is not below your own highest role.`;
    case 'dangerous':
      return `${role} grants ${permissions(refusal.bits)}, which you do not have yourself.`;
    case 'bot-lacks-manage-roles':
      return 'I lack **Manage Roles** in this server.';
    case 'not-below-bot':
      return `${role} is not below my own highest role. Move mine up in Server Settings → Roles.`;
  }
}

function permissions(bits: bigint): string {
  return new PermissionsBitField(bits)
    .toArray()
    .map((name) => `**${permissionName(name)}**`)
    .join(', ');
}

/** Lines of the guild's log. */
export const logLines = {
  made: (thing: Thing, name: string): string => `${capitals(thing)} ${bold(name)} was created.`,
  edited: (thing: Thing, name: string): string => `${capitals(thing)} ${bold(name)} was edited.`,
  deleted: (thing: Thing, name: string): string => `${capitals(thing)} ${bold(name)} was deleted.`,
  forced: (thing: Thing, name: string, disabled: readonly string[]): string =>
    `${capitals(thing)} ${bold(name)} was deleted by force.` +
    (disabled.length === 0 ? '' : ` Switched off: ${listed(disabled)}.`),
  enabled: (name: string): string => `Trigger ${bold(name)} was switched on.`,
  disabled: (name: string): string => `Trigger ${bold(name)} was switched off.`,
  blacklisted: (userId: string, channelId: string | null, until: number | null): string =>
    `<@${userId}> may not set triggers off ${where(channelId)}` +
    (until === null ? '.' : ` until <t:${Math.floor(until / 1000)}:f>.`),
  unlisted: (userId: string, channelId: string | null): string =>
    `<@${userId}> may set triggers off ${where(channelId)} again.`,
} as const;

function where(channelId: string | null): string {
  return channelId === null ? 'anywhere' : `in <#${channelId}>`;
}
