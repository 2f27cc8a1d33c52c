import { permissionName } from 'roomkeeper';
import type { PermissionsString } from 'discord.js';
import { MESSAGE_LIMIT } from './domain/templates.js';

/** Why an action failed, and what actions say for themselves. Plain text: whoever shows it escapes it. */
export const runFailed = {
  forbidden: 'Discord said that I may not do that. Check my permissions there.',
  twoFactor: 'This server asks moderators for two-factor authentication, and the owner of the bot has none.',
  rateLimited: 'Discord asked me to slow down, so I left it.',
  unanswered: 'Discord did not answer.',
  refused: 'Discord refused it.',
  notFound: 'Discord does not know it any more.',
  gone: {
    channel: 'The channel does not exist any more.',
    message: 'The message does not exist any more.',
    role: 'The role does not exist any more.',
    emoji: 'I do not know that emoji, or it does not exist any more.',
  },
  memberLeft: 'The member has left the server.',
  tooManyReactions: 'The message has the 20 different reactions already that a message can have.',
  empty: 'Discord took the message for an empty one.',
  archived: 'The thread is closed.',
  noMember: 'This needs somebody who set it off, and there was nobody.',
  noMessage: 'This needs a message, and there was none.',
  noChannel: 'It did not happen in a channel, and the action names none.',
  noEvent: 'A trigger can only be made by an event.',
  elsewhere: 'The channel is in another server.',
  noText: 'The channel is none that has messages.',
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
