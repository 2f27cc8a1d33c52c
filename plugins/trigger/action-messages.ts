import { escapeText } from 'roomkeeper';
import { block, bold, roles, type NamesOf } from './description-messages.js';
import * as words from './description-messages.js';
import type { Action, RoleGroup } from './domain/action.js';
import { TEXTS_LIMIT } from './domain/actions/message.js';
import type { BlacklistEntry } from './domain/blacklist.js';
import type { ActionDeletion, ActionLine, GroupDeletion, Named, Users } from './services/admin/shown.js';
import { kindNames } from './trigger-words.js';
import { cut } from './views/components.js';

/** What `/action`, `/rolegroup` and `/blacklist` say. */

/** So many names stand in one sentence. */
const NAMED = 15;

export function names(all: readonly Named[]): string {
  const shown = all.slice(0, NAMED).map(({ name }) => bold(name));
  const more = all.length - shown.length;
  return new Intl.ListFormat('en').format(more > 0 ? [...shown, `${more} more`] : shown);
}

function count(amount: number, one: string, many: string): string {
  return `${amount} ${amount === 1 ? one : many}`;
}

function usersLines({ triggers, actions, menus }: Users): readonly string[] {
  return [
    triggers.length > 0 ? `- ${triggers.length === 1 ? 'The trigger' : 'The triggers'} ${names(triggers)}` : null,
    actions.length > 0 ? `- ${actions.length === 1 ? 'The action' : 'The actions'} ${names(actions)}` : null,
    menus.length > 0 ? `- ${capital(menuPlaces(menus))}` : null,
  ].filter((line) => line !== null);
}

/** A role menu whose message still shows what it has no more. */
export interface UndrawnMenu {
  readonly id: number;
  readonly channelId: string;
  readonly error: string;
}

function menuPlaces(menus: Users['menus']): string {
  const channels = [...new Set(menus.map(({ channelId }) => `<#${channelId}>`))].slice(0, NAMED);
  return `${menus.length === 1 ? 'the role menu' : `${menus.length} role menus`} in ${words.list.format(channels)}`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Those that make triggers which run it; the others go on to it. */
function makersIn({ actions: using }: Users, cuts: readonly Named[]): readonly Named[] {
  return using.filter(({ id }) => !cuts.some((cut) => cut.id === id));
}

/** The commands by which something else comes to use something else. */
function ways({ triggers, actions: chained, menus }: Users): string {
  return words.list.format([
    ...(triggers.length > 0 ? ['`/trigger edit`'] : []),
    ...(chained.length > 0 ? ['`/action edit`'] : []),
    ...(menus.length > 0 ? ['`/reactionrole menu remove`'] : []),
  ]);
}

export const actions = {
  created: ({ name }: Action): string => `✅ The action ${bold(name)} is made.`,
  edited: ({ name }: Action): string => `✅ ${bold(name)} is changed.`,
  deleted: ({ action, users, disables, cuts }: ActionDeletion, undrawn: readonly UndrawnMenu[]): string => {
    const makers = makersIn(users, cuts);
    return [
      `🗑️ The action ${bold(action.name)} is deleted.`,
      disables.length === 0 ? null : `🚫 Disabled: ${names(disables)}.`,
      cuts.length === 0 ? null : `These actions are the last of their chain now: ${names(cuts)}.`,
      makers.length === 0 ? null : `These actions make no triggers any more: ${names(makers)}.`,
      users.menus.length === 0
        ? null
        : `Its role is out of ${menuPlaces(users.menus)}. Members keep the roles that they have.`,
      ...undrawn.map(
        ({ id, channelId, error }) =>
          `⚠️ The message of the menu #${id} in <#${channelId}> still shows it: ${escapeText(error)} Who clicks it is told that it is gone.`,
      ),
    ]
      .filter((line) => line !== null)
      .join('\n');
  },
  gone: 'This action is not there any more. `/action list` shows what there is.',
  confirm: ({ name }: Action): string => `Delete the action ${bold(name)}? Nothing uses it.`,
  inUse: ({ action, users, disables, cuts }: ActionDeletion): string => {
    const makers = makersIn(users, cuts);
    return [
      `${bold(action.name)} is in use, so I do not delete it just like that:`,
      ...usersLines(users),
      `Change those first with ${ways(users)}, or delete it anyway. Then:`,
      disables.length === 0 ? null : `- disabled: ${names(disables)}`,
      cuts.length === 0 ? null : `- the last of their chain: ${names(cuts)}`,
      makers.length === 0 ? null : `- making triggers no more: ${names(makers)}`,
      users.menus.length === 0 ? null : `- without this role: ${menuPlaces(users.menus)}`,
    ]
      .filter((line) => line !== null)
      .join('\n');
  },
  empty: 'There are no actions in this server yet. Make one with `/action create`; triggers run them.',
  heading: (total: number): string => `## Actions\n-# ${total} in all`,
  line: ({ action, chainName, users }: ActionLine, known: NamesOf): string =>
    [
      `${bold(action.name)} \`#${action.id}\` ${words.spec(action.spec, known, true)}`,
      `-# ${users === 0 ? 'Nothing uses it yet' : `Used ${users === 1 ? 'once' : `${users} times`}`}${action.chain === null ? '' : ` · then ${chainName === null ? '⚠️ an action that is gone' : bold(chainName)}`}`,
    ].join('\n'),
  choose: 'Show one of them',
  title: ({ id, name, spec }: Action): string => `## ${bold(name)} \`#${id}\`\n-# ${kindNames[spec.kind]}`,
  does: (action: Action, known: NamesOf): string => `**It** ${words.spec(action.spec, known)}.`,
  text: (place: number, text: string): string => `**Text ${place}**\n${block(text)}`,
  chainHeading: '**What runs, from here on**',
  users: (users: Users): readonly string[] => {
    const lines = usersLines(users);
    return lines.length === 0
      ? ['**Used by** nothing yet. A trigger runs it: `/trigger create`.']
      : ['**Used by**', ...lines];
  },
  delete: 'Delete …',
} as const;

export const texts = {
  add: 'Add texts …',
  replace: 'Change a text …',
  remove: 'Take a text out …',
  entry: (place: number, text: string): string => `${place}. ${text.replaceAll(/\s+/g, ' ')}`,
  full: `-# It has ${TEXTS_LIMIT} texts, and that is all that it can have.`,
  added: (amount: number): string => `✅ ${count(amount, 'text is', 'texts are')} added.`,
  replaced: (place: number): string => `✅ Text ${place} is changed.`,
  removed: (place: number, text: string): string =>
    `🗑️ Text ${place} is taken out. It was:\n${block(cut(text, 1_000))}`,
  nothing: 'There was no text in the form. Type at least one.',
  lastOne: 'This is the only text that the action has. Add another one first, or change this one.',
  changed: 'The texts have changed meanwhile. This is what they are now; nothing was done.',
} as const;

export const groups = {
  created: ({ name }: RoleGroup): string => `✅ The role group ${bold(name)} is made.`,
  edited: ({ name }: RoleGroup): string => `✅ ${bold(name)} is changed.`,
  deleted: ({ group, users, disables }: GroupDeletion): string =>
    [
      `🗑️ The role group ${bold(group.name)} is deleted. The roles themselves are still there.`,
      users.length === 0 ? null : `These actions have no group any more, and so no maximum: ${names(users)}.`,
      disables.length === 0 ? null : `🚫 Disabled: ${names(disables)}.`,
    ]
      .filter((line) => line !== null)
      .join('\n'),
  gone: 'This role group is not there any more. `/rolegroup list` shows what there is.',
  confirm: ({ name }: RoleGroup): string => `Delete the role group ${bold(name)}? No action uses it. The roles stay.`,
  inUse: ({ group, users, disables }: GroupDeletion): string =>
    [
      `${bold(group.name)} is in use by ${users.length === 1 ? 'the action' : 'the actions'} ${names(users)}, so I do not delete it just like that.`,
      'Change those with `/action edit`, or delete it anyway: they then have no group, and no maximum.',
      disables.length === 0 ? null : `- disabled then: ${names(disables)}`,
    ]
      .filter((line) => line !== null)
      .join('\n'),
  empty:
    'There are no role groups in this server yet. Make one with `/rolegroup create`: roles of which a member may have so many.',
  heading: (total: number): string => `## Role groups\n-# ${total} in all`,
  line: (group: RoleGroup): string =>
    `${bold(group.name)} \`#${group.id}\` ${count(group.roleIds.length, 'role', 'roles')}\n-# ${rule(group)}`,
  choose: 'Show one of them',
  title: ({ id, name }: RoleGroup): string => `## ${bold(name)} \`#${id}\``,
  facts: (group: RoleGroup): readonly string[] => [
    `**Roles** ${group.roleIds.length === 0 ? '⚠️ none is left. Add some with `/rolegroup edit`.' : roles(group.roleIds)}`,
    `**Rule** ${rule(group)}`,
  ],
  users: (users: readonly Named[]): string =>
    users.length === 0
      ? '**Used by** no action yet. Name it in one: `/action create kind:role group:…`'
      : `**Used by** ${users.length === 1 ? 'the action' : 'the actions'} ${names(users)}`,
} as const;

function rule({ maximum, whenFull }: RoleGroup): string {
  if (maximum === 0) return 'A member may have any number of them.';
  const most = `A member may have ${maximum === 1 ? 'one' : maximum} of them at most;`;
  return whenFull === 'refuse' ? `${most} one more is refused.` : `${most} for one more, the oldest goes.`;
}

const place = (channelId: string | null): string =>
  channelId === null ? 'anywhere in this server' : `in <#${channelId}>`;
const until = (at: number | null): string => (at === null ? 'until you remove them' : `until ${words.moment(at, 'f')}`);

export const blacklist = {
  added: ({ userId, channelId, until: end }: BlacklistEntry): string =>
    `🚫 <@${userId}> sets no triggers off ${place(channelId)} any more, ${until(end)}.`,
  removed: ({ userId, channelId }: BlacklistEntry): string =>
    `✅ <@${userId}> may set triggers off again ${place(channelId)}, as far as no other entry keeps them from it: \`/blacklist list\`.`,
  empty: 'Nobody is on the blacklist. `/blacklist add` keeps somebody from setting triggers off.',
  heading: (total: number): string => `## Blacklist\n-# ${total} in all: they set no triggers off`,
  line: ({ userId, channelId, until: end }: BlacklistEntry): string =>
    `- <@${userId}> ${place(channelId)}${end === null ? '' : `, it ends ${words.moment(end)}`}`,
} as const;
