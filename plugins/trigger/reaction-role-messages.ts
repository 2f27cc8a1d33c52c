import { escapeText } from 'roomkeeper';
import { bold, emoji as emojiText, moment, roles } from './description-messages.js';
import type { ReactionMode } from './domain/reaction-roles.js';
import type { MenuStyle } from './domain/role-menu.js';
import type { Unmet } from './domain/requirements.js';

/** What people see of reaction roles and role menus. */

const role = (id: string): string => `<@&${id}>`;

export function messageLink(guildId: string, channelId: string, messageId: string): string {
  return `https://discord.com/channels/${guildId}/${channelId}/${messageId}`;
}

/** What a reaction does with a role, as the rest of a sentence that begins with the emoji. */
function does(mode: ReactionMode | null, roleId: string): string {
  switch (mode) {
    case 'add-remove':
      return `gives ${role(roleId)}, and takes it when the reaction is taken off`;
    case 'add':
      return `gives ${role(roleId)}, and never takes it`;
    case 'remove':
      return `takes ${role(roleId)}`;
    case 'toggle':
      return `gives ${role(roleId)}, or takes it from who has it`;
    case null:
      return `does something with ${role(roleId)}: \`/trigger list\` has the details`;
  }
}

export const modeNames: Readonly<Record<ReactionMode, string>> = {
  'add-remove': 'Give it, and take it when the reaction is taken off',
  add: 'Only give it',
  remove: 'Only take it',
  toggle: 'Give it, or take it from who has it',
};

export const styleNames: Readonly<Record<MenuStyle, string>> = {
  buttons: 'Buttons: each gives its role, or takes it from who has it',
  select: 'Select menu: members have what they choose, and nothing else of it',
};

interface Described {
  readonly emoji: string;
  readonly roleId: string;
  readonly mode: ReactionMode | null;
  readonly channelId: string;
}

export const reactionRoleMessages = {
  notAnEmoji: 'That is not one emoji. Pick one from Discord’s list, such as 🎮, or an emoji of this server.',
  foreignEmoji:
    'I cannot use that emoji, because it is of a server that I am not in. Pick one from Discord’s list, or of this server.',
  already: ({ emoji, roleId, mode }: Omit<Described, 'channelId'>): string =>
    `This reaction is there already: ${emojiText(emoji)} ${does(mode, roleId)}. To change it, use \`/reactionrole remove\` first.`,
  tooManyRoles: (emoji: string, limit: number): string =>
    `${emojiText(emoji)} does ${limit} things on that message already, and no more happen for one reaction. Use another emoji.`,
  overLimit: (needed: number, { used, allowed }: { readonly used: number; readonly allowed: number }): string => {
    const takes = needed === 1 ? 'This takes a trigger' : `This takes ${needed} triggers`;
    const left = Math.max(0, allowed - used);
    return `${takes}, and there is room for ${left === 0 ? 'none' : left} more: ${used} of ${allowed} persistent triggers of this server are in use. Delete some with \`/trigger delete\` first.`;
  },
  actionsOverLimit: (needed: number, { used, allowed }: { readonly used: number; readonly allowed: number }): string =>
    `This takes ${needed === 1 ? 'an action' : `${needed} actions`}, and ${used} of ${allowed} actions of this server are in use. Delete some with \`/action delete\` first.`,
  added: ({ emoji, roleId, mode }: Described, link: string, group: string | null): string =>
    `✅ On [this message](${link}), ${emojiText(emoji)} ${does(mode, roleId)}.${group === null ? '' : ` The role group ${bold(group)} holds.`}`,
  notReacted: (error: string): string =>
    `⚠️ I could not add the reaction myself, so members cannot just click it yet. ${escapeText(error)} They can add it by hand, or mend that and use this command again.`,
  removed: ({ emoji, roleId }: Described, link: string): string =>
    `✅ On [this message](${link}), ${emojiText(emoji)} no longer has anything to do with ${role(roleId)}. Members keep the roles that they have.`,
  reactionStays: (error: string): string =>
    `⚠️ I could not take my own reaction off. ${escapeText(error)} You can take it off by hand.`,
  notFound:
    'There is no such reaction role here (any more). Pick one of those that are suggested, or look at `/reactionrole list`.',
  /** In autocomplete: plain text. */
  choice: (emoji: string, roleName: string, channel: string, messageId: string): string =>
    `${emoji} → @${roleName} in #${channel} (message …${messageId.slice(-6)})`,
  unknownRole: 'deleted role',
  unknownChannel: 'unknown',
} as const;

export const reactionRoleList = {
  empty:
    'There are no reaction roles here yet. Make one with `/reactionrole add`: give it the link of a message, an emoji and a role. ' +
    'Or post a message with buttons with `/reactionrole menu create`.',
  heading: (reactions: number, menus: number): string =>
    `## Reaction roles\n-# ${counted(reactions, 'reaction')}, ${counted(menus, 'menu')}`,
  message: (link: string, channelId: string): string => `On [this message](${link}) in <#${channelId}>:`,
  entry: (emoji: string, mode: ReactionMode | null, roleId: string, group: string | null, off: boolean): string =>
    `- ${emojiText(emoji)} ${does(mode, roleId)}${group === null ? '' : `, within ${bold(group)}`}${off ? ' · 🚫 disabled: `/trigger enable`' : ''}`,
  menu: (id: number, link: string | null, channelId: string, style: MenuStyle): string => {
    const what = style === 'buttons' ? 'Buttons' : 'Select menu';
    return link === null
      ? `${what} #${id} in <#${channelId}>, which may not have been posted:`
      : `${what} #${id} on [this message](${link}) in <#${channelId}>:`;
  },
  menuEntry: (label: string, emoji: string, roleId: string | null, group: string | null): string => {
    const mark = emoji === '' ? '' : `${emojiText(emoji)} `;
    const gives = roleId === null ? '⚠️ its action is gone' : role(roleId);
    return `- ${mark}${bold(label)}: ${gives}${group === null ? '' : `, within ${bold(group)}`}`;
  },
  menuEmpty: (id: number): string => `- nothing yet: \`/reactionrole menu add menu:${id}\``,
} as const;

export const roleMenus = {
  notFound:
    'There is no such role menu here (any more). Pick one of those that are suggested, or look at `/reactionrole list`.',
  noEntry: 'This menu has no such entry (any more). Pick one of those that are suggested.',
  blankText: 'The text is empty. Say what the menu is for.',
  textTooLong: (limit: number): string => `The text is too long. It may have ${limit} characters at most.`,
  tooMany: (limit: number): string => `This server has ${limit} of ${limit} role menus. Delete one first.`,
  full: (limit: number): string => `This menu has ${limit} of ${limit} entries. Remove one, or make another menu.`,
  roleTwice: (roleId: string): string => `${role(roleId)} is in this menu already.`,
  badLabel: (limit: number): string =>
    `The label must have something that can be seen, and ${limit} characters at most.`,
  created: (id: number, link: string): string =>
    `✅ The menu #${id} is posted: [here it is](${link}). Add its roles with \`/reactionrole menu add menu:${id}\`.`,
  notPosted: (error: string): string => `Nothing was posted. ${escapeText(error)}`,
  unsurePosted: (id: number): string =>
    `Discord did not answer, so I do not know whether the menu #${id} was posted. I look for it in the next minutes: if it is there, it works as usual; if not, it goes from \`/reactionrole list\` by itself, and you can try again.`,
  deletedMeanwhile: 'The menu was deleted before Discord took it.',
  entryAdded: (roleId: string, label: string, link: string | null): string =>
    `✅ ${role(roleId)} is in ${menuLink(link)} as ${bold(label)}.`,
  entryRemoved: (label: string, link: string | null): string =>
    `✅ ${bold(label)} is no longer in ${menuLink(link)}. Members keep the roles that they have.`,
  notDrawn: (error: string): string =>
    `⚠️ The message could not be changed: ${escapeText(error)} I try again by myself in a while.`,
  gone: 'The message of that menu has been deleted, so the menu is gone too. Make another one with `/reactionrole menu create`.',
  deleted: (id: number): string =>
    `🗑️ The menu #${id} and its message are deleted. Members keep the roles that they have.`,
  notDeleted: (error: string): string => `Nothing was deleted, because the message could not be: ${escapeText(error)}`,
  /** On the message of a menu. */
  nothingYet: 'No roles yet',
  choose: 'Choose your roles',
  /** In autocomplete: plain text. */
  choice: (id: number, channel: string, text: string): string =>
    `#${id} in #${channel}: ${text.replaceAll(/\s+/g, ' ')}`,
} as const;

/** What members are told who use a menu. */
export const menuAnswers = {
  staleMenu: 'This menu no longer works. Ask those who run the server for a new one.',
  staleEntry: 'This role is no longer in the menu. The menu shows what there is now.',
  barred: (until: number | null): string =>
    `You may not use this${until === null ? '' : ` until ${moment(until, 'f')} (${moment(until)})`}: those who run the server have decided so.`,
  unmet: (lacking: readonly Unmet[], anyOf: readonly string[]): string =>
    lacking.includes('any-of') || lacking.includes('all-of')
      ? `This menu is only for members who have ${anyOf.length === 0 ? 'certain roles' : roles(anyOf)}.`
      : 'This menu is not for you: you do not meet what it asks for.',
  given: (ids: readonly string[]): string => `✅ You now have ${roles(ids)}.`,
  taken: (ids: readonly string[]): string => `✅ You no longer have ${roles(ids)}.`,
  already: (roleId: string): string => `You have ${role(roleId)} already.`,
  hasNot: (roleId: string): string => `You do not have ${role(roleId)}.`,
  full: (roleId: string, group: string, maximum: number, held: readonly string[]): string =>
    `⚠️ You did not get ${role(roleId)}: you may have ${maximum === 1 ? 'one role' : `${maximum} roles`} of ${bold(group)} at most, and you have ${roles(held)}. Give one back first.`,
  failed: (roleId: string | null, error: string): string =>
    `⚠️ ${roleId === null ? 'Not all of it worked' : `It did not work with ${role(roleId)}`}. ${escapeText(error)}`,
  unchanged: 'Nothing has changed: you have exactly what you chose.',
  unknown: 'I could not find out which roles you have, so nothing was changed. Please try again in a moment.',
} as const;

/** Lines of the guild's log. */
export const reactionRoleLog = {
  added: ({ emoji, roleId, mode, channelId }: Described): string =>
    `In <#${channelId}>, the reaction ${emojiText(emoji)} ${does(mode, roleId)}.`,
  removed: ({ emoji, roleId, channelId }: Described): string =>
    `In <#${channelId}>, the reaction ${emojiText(emoji)} has nothing to do with ${role(roleId)} any more.`,
  menuCreated: (id: number, channelId: string): string => `The role menu #${id} was made in <#${channelId}>.`,
  menuWithdrawn: (id: number, channelId: string): string =>
    `The role menu #${id} was not posted in <#${channelId}> after all, since Discord did not answer: it is gone.`,
  menuDeleted: (id: number, channelId: string): string => `The role menu #${id} in <#${channelId}> was deleted.`,
  entryAdded: (id: number, roleId: string): string => `${role(roleId)} was added to the role menu #${id}.`,
  entryRemoved: (id: number, label: string): string => `${bold(label)} was removed from the role menu #${id}.`,
} as const;

function menuLink(link: string | null): string {
  return link === null ? 'the menu' : `[the menu](${link})`;
}

function counted(amount: number, what: string): string {
  return `${amount} ${what}${amount === 1 ? '' : 's'}`;
}
