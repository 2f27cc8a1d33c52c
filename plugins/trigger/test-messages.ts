import { bold, code, moment } from './description-messages.js';
import type { WhyNot } from './domain/explain.js';
import type { Unmet } from './domain/requirements.js';
import type { Trigger } from './domain/trigger.js';
import type { CoolingDown } from './domain/cooldowns.js';

/** What `/trigger test` says. */

const lacks: Record<Unmet, string> = {
  'all-of': 'lacks a role that it asks for',
  'any-of': 'has none of the roles of which it asks for one',
  'none-of': 'has a role that it excludes',
  'account-age': 'has an account that is too young',
  'membership-age': 'has not been here long enough',
  'not-bot': 'is a bot',
};

const cooling: Record<CoolingDown['per'], string> = {
  member: 'this member has just set it off',
  channel: 'it has just fired in this channel',
  guild: 'it has just fired',
};

export const test = {
  heading: (text: string, channelId: string, userId: string): string =>
    `## A test\nWhat would happen if <@${userId}> wrote ${code(text, 200)} in <#${channelId}>. Nothing was run.`,
  empty: 'Nothing: there are no triggers in this server yet. Make one with `/trigger create`.',
  none: '**No trigger fires.**',
  fires: (count: number): string =>
    `**${count === 1 ? 'One trigger fires' : `${count} triggers fire, in this order`}:**`,
  fire: (place: number, { name }: Trigger, action: string): string => `${place}. ${bold(name)} → ${action}`,
  others: '**Why the others do not:**',
  why: ({ name }: Trigger, why: WhyNot): string => `- ${bold(name)}: ${reason(why)}`,
  notWritten: (channelId: string): string =>
    `Nobody writes messages in <#${channelId}> itself. Choose another channel.`,
  notAMember: 'That person is not in this server. Choose a member.',
} as const;

function reason(why: WhyNot): string {
  switch (why.reason) {
    case 'disabled':
      return 'it is disabled. `/trigger enable` lets it fire again.';
    case 'made-by-this':
      return 'it was made by this very message.';
    case 'other-kind':
      return 'it waits for something else than a message.';
    case 'other-place':
      return 'it applies elsewhere.';
    case 'no-match':
      return 'the text does not meet its condition.';
    case 'expired':
      return `its time was over ${moment(why.at)}.`;
    case 'broken-pattern':
      return 'its pattern does not work any more. Give it another one with `/trigger edit`.';
    case 'out-of-time':
      return 'the patterns before it have used up the time that one message may take.';
    case 'blacklisted':
      return `the member is on the blacklist${why.until === null ? '' : ` until ${moment(why.until, 'f')}`}.`;
    case 'requirements':
      return `the member ${new Intl.ListFormat('en').format(why.unmet.map((unmet) => lacks[unmet]))}.`;
    case 'no-member':
      return 'it asks for something of a member, and there is none.';
    case 'cooldown':
      return `${cooling[why.per]}; it can fire again ${moment(why.until)}.`;
    case 'enough-fired':
      return `${why.limit} triggers fire already, and that is the most for one message.`;
  }
}
