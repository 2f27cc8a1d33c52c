import { escapeText, permissionName } from 'roomkeeper';
import type { PermissionsString } from 'discord.js';
import type { Limits, Usage } from './domain/limits.js';
import type { PurgeReport } from './domain/purge.js';
import type { RoleRefusal } from './domain/role-rights.js';
import { MESSAGE_LIMIT } from './domain/templates.js';

/** Why an action failed, and what actions say for themselves. Plain text: whoever shows it escapes it. */
export const runFailed = {
  forbidden: 'Discord said that I may not do that. Check my permissions there.',
  twoFactor: 'This server asks moderators for two-factor authentication, and the owner of the bot has none.',
  rateLimited: 'Discord asked me to slow down, so this was not done.',
  unanswered: 'Discord did not answer.',
  refused: 'Discord refused it and gave no reason that I know.',
  notFound: 'Discord does not know it any more.',
  gone: {
    channel: 'The channel does not exist any more.',
    message: 'The message does not exist any more.',
    role: 'The role does not exist any more.',
    emoji: 'I do not know that emoji, or it does not exist any more.',
  },
  memberLeft: 'The member has left the server.',
  tooManyReactions: 'The message has the 20 different reactions already that a message can have.',
  empty: 'Discord found nothing to show in the message, and refused it as empty.',
  archived: 'The thread is closed.',
  noMember: 'This needs a member who set it off, and there was none.',
  noMessage: 'This needs a message to work on, and what set it off has none.',
  noChannel: 'It did not happen in a channel, and the action does not say which one to use.',
  noEvent: 'A trigger can only be made by an event.',
  elsewhere: 'The channel is in another server.',
  noText: 'That channel cannot have messages.',
  noGroup: 'The role group of the action does not exist any more.',
  noAction: 'The action that the new trigger is to run does not exist any more.',
} as const;

/** The template came out empty. */
export function nothingToSay(withContent: boolean): string {
  return withContent
    ? 'There was nothing left to say: all that the text consists of was empty this time.'
    : 'There was nothing left to say: without the message content intent I cannot read what people write.';
}

export function botLacks(permissions: readonly PermissionsString[], channel: string): string {
  return `I lack ${listed(permissions.map(permissionName))} in #${channel}.`;
}

/** A cut message's note. */
export const CUT = `The message was cut at ${MESSAGE_LIMIT.toLocaleString('en')} characters.`;

export const ALREADY_DELETED = 'The message was deleted already.';

function listed(words: readonly string[]): string {
  return new Intl.ListFormat('en').format(words);
}

/** Why the bot cannot give or take a role. */
export function cannotGive(reason: RoleRefusal['reason'], role: string): string {
  switch (reason) {
    case 'everyone':
      return 'The role @everyone cannot be given or taken.';
    case 'managed':
      return `The role ${role} belongs to an integration, so nobody can give or take it.`;
    case 'bot-lacks-manage-roles':
      return 'I lack Manage Roles in this server.';
    case 'not-below-bot':
      return `The role ${role} is not below my highest role. Move mine above it in the server's settings.`;
    case 'no-manage-roles':
    case 'not-below-creator':
    case 'dangerous':
      return `I may not give or take the role ${role}.`;
  }
}

/** A role has powers by now, and whoever made the action could not give it themselves. */
export function notVouchedFor(role: string): string {
  return (
    `The role ${role} has moderator permissions now, and whoever last saved this action may not give it, or has left. ` +
    'Somebody who may give it can take the action over by saving it again with /action edit.'
  );
}

/** The group of a role has no room. */
export function groupFull(group: string, maximum: number, held: readonly string[]): string {
  const most = maximum === 1 ? 'one role' : `${maximum} roles`;
  return `A member may have ${most} of the group ${group} at most, and this one has ${listed(held)}.`;
}

/** For Discord's audit log. */
export function roleReason(trigger: string | null): string {
  return trigger === null ? 'Role menu' : `Trigger "${trigger}"`;
}

/** What a purge has done. */
export function purgeNote({ deleted, tooOld, failed, limited }: PurgeReport): string {
  const parts = [
    `${messages(deleted)} deleted`,
    ...(tooOld > 0 ? [`${tooOld} older than 14 days left`] : []),
    ...(failed > 0 ? [`${failed} not deleted because Discord did not do it`] : []),
  ];
  return `${parts.join(', ')}.${limited ? ' I stopped at my limit, so there may be more.' : ''}`;
}

/** A purge that was asked for while the same one was under way. */
export function purgeJoined(note: string): string {
  return `Such a purge was under way already. ${note}`.trim();
}

/** The line of the server's log. */
export function purgeLine(
  deleted: number,
  {
    userId,
    channelId,
    trigger,
  }: { readonly userId: string; readonly channelId: string; readonly trigger: string | null },
): string {
  const by = trigger === null ? '' : ` by the trigger ${escapeText(trigger)}`;
  return `${messages(deleted)} of <@${userId}> in <#${channelId}> ${deleted === 1 ? 'was' : 'were'} deleted${by}.`;
}

/** There is no room for the trigger that an action would make. */
export function noRoom({ pool, used, allowed }: Usage): string {
  return `No trigger was made: ${pools[pool]}, ${used} of ${allowed} are used.`;
}

export function triggerMade(name: string): string {
  return `The trigger "${name}" was made.`;
}

const pools: Record<keyof Limits, string> = {
  persistent: 'of the persistent triggers of this server',
  temporary: 'of the temporary triggers of this server',
  oneshot: 'of the oneshot triggers of this server',
  oneshotPerMember: 'of the oneshot triggers that one member may have',
  command: 'of the command triggers of this server',
  actions: 'of the actions of this server',
};

function messages(count: number): string {
  return `${count} ${count === 1 ? 'message' : 'messages'}`;
}
