import { escapeText } from 'roomkeeper';
import type { PermissionsString } from 'discord.js';
import { LOCKDOWN_MINUTES } from './domain/lockdown.js';
import type { Hub } from './domain/room.js';
import { cut, mention, permissionNames, plural, SHOWN_LIMIT } from './message-words.js';
import { relative } from './messages.js';

/** Every sentence about lockdowns of hubs: of the page of `/sudo`, and of its notices. */

/** Why a hub could not be locked or opened. */
export interface Failure {
  readonly missing: readonly PermissionsString[];
  readonly unseen: boolean;
}

/** That reason, and what to do about it. */
export function causeOf({ missing, unseen }: Failure): string {
  if (unseen) return 'I do not see the channel. Give me **View Channel** there, and try again.';
  if (missing.length > 0) return `I lack ${permissionNames(missing)} there. Give them to me, and try again.`;
  return 'Discord refused, or did not answer. Please try again later.';
}

export const lockdown = {
  heading: '## 🚨 Lockdown',
  intro:
    'While a hub is locked, members cannot join it, so they get no new room. Administrators still can, and members whom it allows by name. Rooms that are open stay as they are.',
  ownerUnknown:
    '⚠️ Discord does not say at the moment who owns this bot. If you do: open this page again later to lock all hubs.',
  noHubs: 'This server has no hubs, so there is nothing to lock.',
  guildLocked: (until: number): string => `🔒 All hubs of this server are locked; that ends ${relative(until)}.`,
  guildOpen: 'The server as a whole is not locked.',
  line: (hub: Hub, lockedUntil: number | null): string =>
    lockedUntil === null ? `- ${mention(hub)} · open` : `- ${mention(hub)} · 🔒 ${ownLock(hub, lockedUntil)}`,
  choose: 'Lock an individual hub…',
  chooseLift: 'Lift the lockdown of a hub…',
  lockAll: (minutes: number): string => `Lock all ${minutes < 60 ? `${minutes} m` : `${minutes / 60} h`}`,
  liftAll: 'Lift for the server',
  title: (hub: Hub): string => cut(`Lock ${hub.blueprint.name}`, 45),
  minutes: 'Minutes',
  minutesDescription: `A whole number from ${LOCKDOWN_MINUTES.min} to ${LOCKDOWN_MINUTES.max}.`,
  notOffered: 'All hubs can be locked for 15 minutes, 1 hour or 4 hours. Nothing was changed.',
  badMinutes: (typed: string): string =>
    `⚠️ **Minutes**: “${escapeText(cut(typed, SHOWN_LIMIT))}” is not a whole number from ${LOCKDOWN_MINUTES.min} to ${LOCKDOWN_MINUTES.max}. Nothing was locked.`,
  locked: (hub: Hub, until: number): string => `✅ ${mention(hub)} is locked; it opens ${relative(until)}.`,
  lifted: (hub: Hub, stillUntil: number | null): string =>
    stillUntil === null
      ? `✅ ${mention(hub)} is open again.`
      : `✅ The lockdown of ${mention(hub)} itself is lifted. It stays locked with the whole server; that ends ${relative(stillUntil)}.`,
  guildLockedNow: (hubs: number, until: number): string =>
    `✅ ${plural(hubs, 'hub is', 'hubs are')} locked with the whole server; that ends ${relative(until)}.`,
  guildLifted: (stillLocked: number): string =>
    stillLocked === 0
      ? '✅ The lockdown of the server is lifted: all hubs are open.'
      : `✅ The lockdown of the server is lifted. ${plural(stillLocked, 'hub has a lockdown of its own and stays', 'hubs have a lockdown of their own and stay')} locked.`,
  failed: (hub: Hub, failure: Failure): string =>
    `⚠️ ${mention(hub)} is not yet as it should be. ${causeOf(failure)} I keep trying by myself, too.`,
  moreFailed: (count: number): string => `⚠️ And ${plural(count, 'more hub', 'more hubs')}.`,
  failedNotice: (failures: readonly (Failure & { readonly hub: Hub })[], more: number): string =>
    [
      'Hubs could not be locked, or opened after their lockdown:',
      ...failures.map((failure) => `- ${mention(failure.hub)}: ${causeOf(failure)}`),
      ...(more === 0 ? [] : [`- and ${plural(more, 'more hub', 'more hubs')}`]),
      'What they had before is stored, and I keep trying by myself.',
    ].join('\n'),
};

function ownLock({ lockdownUntil }: Hub, lockedUntil: number): string {
  return lockdownUntil === lockedUntil
    ? `opens ${relative(lockedUntil)}`
    : `with the server, opens ${relative(lockedUntil)}`;
}
