import { escapeText } from 'roomkeeper';
import type { Action, Refusal } from './domain/access.js';
import type { NameRefusal } from './domain/name-filter.js';
import type { TargetRefusal, TargetVerdict } from './domain/targets.js';

/** Every sentence of hub that a user can see, but for those of `/sudo`, which stand in `sudo-messages.ts`. */

/** Discord drops what is longer. */
const AUDIT_REASON_LIMIT = 512;

/** What there is not while the presence intent is switched off; `/status` shows it. */
export const WITHOUT_PRESENCE = 'Rooms are not named after games, they keep their fallback names.';

/** A moment as each reader's client shows it, such as `in 5 minutes`. */
export function relative(at: number): string {
  return `<t:${Math.floor(at / 1000)}:R>`;
}

const running = 'its owner, its hosts and sudo';

/** Who may do what, for those who may not. */
const whoMay: Record<Action, string> = {
  rename: `rename a room: ${running}, and whoever stands in for the owner`,
  templates: `choose a room’s template: ${running}, and whoever stands in for the owner`,
  lock: `lock a room: ${running}, and whoever stands in for the owner`,
  hide: `hide a room: ${running}, and whoever stands in for the owner`,
  hosts: `manage a room’s hosts: ${running}`,
  delete: `delete a room: ${running}`,
  claim: 'claim a room: those who are in it',
  access: `decide who may enter a room: ${running}`,
  limit: `set a room’s user limit: ${running}`,
  bitrate: `set a room’s bitrate: ${running}`,
  region: `set a room’s region: ${running}`,
  reset: `reset a room: ${running}`,
  transfer: 'give a room away: its owner. Sudo can do it with `/sudo` → Force owner transfer',
  'force-transfer': 'transfer a room by force: sudo',
};

/** Who may do what the acting owner may not, while the owner is away. */
function inGrace(action: Action | undefined): string {
  if (action === 'transfer') return 'they';
  return action === undefined || action === 'hosts' || action === 'delete'
    ? 'they and sudo'
    : 'they, the room’s hosts and sudo';
}

/** Why somebody may not do something. Empty for a verdict that allows it. */
export function refusal(verdict: TargetVerdict, action?: Action): string {
  if (verdict.allowed) return '';
  return isOfTarget(verdict) ? ofTarget[verdict.reason] : ofActor(verdict, action);
}

function ofActor(refused: Refusal, action: Action | undefined): string {
  switch (refused.reason) {
    case 'bot':
      return 'Bots cannot run rooms.';
    case 'other-guild':
      return 'That room belongs to another server. Only members of its own server can change it.';
    case 'room-deleting':
      return roomGone;
    case 'not-allowed':
      return action === undefined
        ? `Only those who run this room may do that: ${running}.`
        : `Only these may ${whoMay[action]}.`;
    case 'reserved-in-grace':
      return `The owner, <@${refused.ownerId}>, has stepped out and may come back until ${relative(refused.until)}. Until then only ${inGrace(action)} may do that.`;
    case 'not-in-room':
      return 'Only somebody who is in the room can claim it. Join its voice channel first.';
    case 'already-owner':
      return 'You own this room already.';
    case 'owner-present':
      return 'The owner is in the room, so it cannot be claimed. Ask them to transfer it to you.';
    case 'grace':
      return `The owner has stepped out and may come back until ${relative(refused.until)}; until then nobody can claim the room. If they stay away, it passes on by itself.`;
    case 'claim-protected':
      return `Sudo has just given this room to its owner, who is not here yet. It can be claimed from ${relative(refused.until)} on.`;
  }
}

const ofTarget: Record<TargetRefusal['reason'], string> = {
  'target-yourself': 'You cannot do that to yourself. Choose somebody else.',
  'target-owner': 'They own the room. Choose somebody else.',
  'target-acting-owner': 'They stand in for the owner at the moment. Choose somebody else.',
  'target-staff': 'Staff cannot be kept out of rooms: sudo, and whoever may kick, ban or time out members.',
  'target-everyone': 'That would keep everybody out. Lock the room instead.',
  'target-shut-out':
    'Locking and hiding shut that very role out, so it cannot be permitted. Unlock and show the room instead, or permit somebody else.',
  'target-bot': 'Bots can neither own nor host a room. Choose a member.',
  'target-blocked': 'They are blocked from this room. Unblock them first.',
  'target-role': 'That works with a member only, not with a role. Choose a member.',
  'target-not-in-room': 'They are not in the room’s voice channel. Choose somebody who is.',
  'target-not-in-guild': 'They are not a member of this server any more. Choose somebody else.',
};

function isOfTarget(refused: Refusal | TargetRefusal): refused is TargetRefusal {
  return Object.hasOwn(ofTarget, refused.reason);
}

export const roomGone = 'This room is gone, or is being deleted. Join a hub to get a new one.';

export const roomPending = 'This room is still being set up. Try again in a few seconds.';

/** Why a name is not taken. */
export function nameRefused(refused: NameRefusal): string {
  switch (refused.reason) {
    case 'empty':
      return 'That name has no visible character. Type at least one.';
    case 'too-long':
      return 'That name is too long. Discord takes at most 100 characters.';
    case 'banned-word':
      return `Names on this server must not hold “${escapeText(refused.word)}”. Choose another name.`;
  }
}

export const badInput = {
  limit: 'The user limit must be a whole number from 0 to 99; 0 is no limit.',
  bitrate: (max: number): string =>
    `The bitrate must be from 8 to ${max / 1000} kbps on this server. More boosts allow more.`,
  region: 'Discord has no voice region by that name. Choose one of the list, or let Discord choose.',
};

/** Discord has said no, and all is as it was before. */
export const discordRefused = {
  forbidden: (missing: readonly string[]): string =>
    missing.length === 0
      ? 'Discord did not let me do that, so nothing was changed. Ask an admin to check my role and this channel’s permissions.'
      : `I lack a permission for that in this room, so nothing was changed. Ask an admin to give me ${list.format(missing.map((name) => `**${name}**`))}, then try again.`,
  unanswered: 'Discord is not answering at the moment, so nothing was changed. Try again in a minute.',
  rateLimited: (until: number): string =>
    `Discord asks me to slow down, so nothing was changed. Try again ${relative(until)}.`,
  refused: 'Discord refused that, so nothing was changed.',
};

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** Reasons for Discord's audit log, where markdown means nothing. */
export const auditReason = {
  limit: (by: string): string => reason(`user limit set by ${by}`),
  bitrate: (by: string): string => reason(`bitrate set by ${by}`),
  region: (by: string): string => reason(`region set by ${by}`),
  reset: (by: string): string => reason(`room reset by ${by}`),
  blocked: (by: string): string => reason(`blocked from the room by ${by}`),
  kicked: (by: string): string => reason(`kicked from the room by ${by}`),
  turnedAway: reason('blocked from the room'),
};

function reason(text: string): string {
  return `Hub: ${text.replaceAll(/\s+/g, ' ')}`.slice(0, AUDIT_REASON_LIMIT).toWellFormed();
}
