import type { Rank } from './domain/ranks.js';
import { channel, role, shortened, user } from './messages.js';

/** What a template is called, and what it does, the limit included. In the order in which they are offered. */
export const templates = {
  title: 'Name the room by a template',
  label: 'Template',
  placeholder: 'Choose how the room is named',
  options: {
    auto: { label: 'Auto', description: 'The game that most of you play. The user limit stays as it is.' },
    counter: { label: 'Counter', description: 'The game and how many are here. The user limit stays as it is.' },
    comp: { label: 'Comp 5-stack', description: 'The game and how many of five are here. Sets the user limit to 5.' },
    tryhard: { label: 'Tryhard', description: 'Always “Tryhard”. Sets the user limit to 5.' },
    chill: { label: 'Chill', description: 'The owner’s Chill Session. Takes the user limit away.' },
  },
} as const;

const rankNames: Record<Rank, string> = { owner: 'owner', host: 'host', sudo: 'sudo', member: 'member' };
const rankEmoji: Record<Rank, string> = { owner: '👑', host: '👑', sudo: '🛡️', member: '👤' };

export const hosts = {
  heading: (channelId: string): string =>
    `### 👑 Hosts of ${channel(channelId)}\nPress a name to make that member a host, or to take it back. Hosts may do what the owner may, but for passing the room on.`,
  alone: 'Nobody else is here at the moment.',
  label: (name: string, rank: Rank, here: boolean): string =>
    `${shortened(name, 50)} · ${rankNames[rank]}${here ? '' : ', away'}`,
  emoji: (rank: Rank): string => rankEmoji[rank],
};

export const access = {
  heading: (channelId: string): string => `### 🔑 Who may enter ${channel(channelId)}`,
  permitted: (list: string): string => `**Permitted**, also while it is locked or hidden: ${list}`,
  blocked: (list: string): string => `**Blocked**, always: ${list}`,
  none: 'nobody',
  user,
  role,
  permitPlaceholder: 'Permit a member or role',
  blockPlaceholder: 'Block a member or role',
  kickPlaceholder: 'Kick a member out of the room',
  liftPlaceholder: 'Take somebody off a list',
  listed: (list: 'permitted' | 'blocked', name: string): string =>
    `${list === 'permitted' ? 'Permitted' : 'Blocked'}: ${shortened(name, 80)}`,
  done: {
    permit: (who: string): string => `✅ ${who} may enter now.`,
    block: (who: string): string => `✅ ${who} may not enter any more.`,
    kick: (who: string): string => `✅ ${who} was disconnected.`,
    unpermit: (who: string): string => `✅ ${who} is no longer permitted. Who is inside stays.`,
    unblock: (who: string): string => `✅ ${who} is no longer blocked.`,
  },
};

export const more = {
  heading: (channelId: string): string => `### ⚙️ More for ${channel(channelId)}`,
  settings: (limit: number, kilobits: number, region: string): string =>
    `User limit: ${limit === 0 ? 'none' : limit} · Bitrate: ${kilobits} kbps · Region: ${region}`,
  automatic: 'Automatic',
  automaticDescription: 'Discord chooses the best one.',
  regionPlaceholder: 'Region',
  bitratePlaceholder: 'Bitrate',
  bitrate: (kilobits: number): string => `${kilobits} kbps`,
  transferPlaceholder: 'Give the room to somebody in it',
  limitLabel: 'User limit',
  resetLabel: 'Reset the room',
  limit: {
    title: 'User limit',
    label: 'How many people may be in the room',
    description: '1 to 99; 0 or nothing for any number.',
  },
  badLimit: 'The user limit must be a whole number from 0 to 99, where 0 is none. Nothing was changed.',
  reset: {
    question: (channelId: string): string =>
      `Reset ${channel(channelId)}? Its name and user limit go back to what a new room has; it is unlocked and shown; nobody is permitted or blocked any more. Hosts stay.`,
    confirmLabel: 'Reset the room',
    cancelLabel: 'Keep it as it is',
  },
  done: {
    limit: (limit: number): string =>
      limit === 0 ? '✅ There is no user limit now.' : `✅ The user limit is ${limit} now.`,
    bitrate: (kilobits: number): string => `✅ The bitrate is ${kilobits} kbps now.`,
    region: (region: string): string => `✅ The region is ${region} now.`,
    transfer: (userId: string): string => `✅ The room belongs to ${user(userId)} now.`,
    reset: '✅ The room is as a new one.',
    resetLater: (at: number): string =>
      `✅ The room is as a new one; its name follows <t:${Math.ceil(at / 1000)}:R>, as Discord takes two new names in ten minutes.`,
    kept: 'Nothing was changed.',
  },
};

export const paging = {
  previous: 'Previous',
  next: 'Next',
  page: (page: number, pages: number): string => `-# Page ${page} of ${pages}`,
};

/** A role that a list still names. */
export function goneRole(id: string): string {
  return `Deleted role (${id})`;
}

/** Somebody whose name Discord has not told. */
export function unknownName(id: string): string {
  return `Unknown (${id})`;
}
