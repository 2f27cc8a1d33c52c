import { escapeText } from 'roomkeeper';
import type { PanelMember } from './domain/panel-facts.js';
import type { PanelWords } from './domain/panel-view.js';

/** A name that somebody else chose is shown no longer than this. */
const SHOWN_LIMIT = 100;
/** A game's name in a line of the panel. */
const GAME_LIMIT = 60;

/** Text that a user chose, so that it shows as it was typed: no markdown, no links, no mentions. */
export function escape(text: string, limit = SHOWN_LIMIT): string {
  return escapeText(shortened(text, limit));
}

/** Text that a user chose, on one line and not longer than `limit`: for places where markdown means nothing. */
export function shortened(text: string, limit: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim().toWellFormed();
  return line.length > limit ? `${Array.from(line.slice(0, limit)).slice(0, -1).join('')}…`.toWellFormed() : line;
}

/** The wording of the panel. Every button says in words what it is, and a toggle which state the room is in. */
export const panelWords: PanelWords = {
  header: (ownerId, createdAt) => `🔊 host ${user(ownerId)} · created ${past(createdAt)}`,
  headerInGrace: (ownerId, { actingOwnerId, until }) =>
    `🔊 host ${user(ownerId)} (away — returns by ${future(until)}) · 🎙️ acting host ${user(actingOwnerId)}`,
  membersHeading: '👥 In channel',
  member: ({ userId, joinedAt, game }: PanelMember) =>
    `• ${user(userId)} joined ${past(joinedAt)}${game === null ? '' : ` · 🎮 ${escape(game, GAME_LIMIT)}`}`,
  nobody: '• nobody at the moment',
  more: (count) => `and ${count} more`,
  pendingName: ({ name, at }) =>
    `⏳ The name changes to **${escape(name)}** ${future(at)}: Discord takes two new names in ten minutes.`,
  nameByPerson: '-# The name was chosen by hand and stays. Templates → Auto names the room after your games again.',
  nameByPersonForGood: '-# The name was chosen by hand and stays.',
  nameWithoutPresence: '-# Games do not name this room: this bot is not told what people play.',
  userLimit: (limit) => `-# Room for ${limit} ${limit === 1 ? 'person' : 'people'}.`,
  buttons: {
    rename: { label: 'Rename', emoji: '✏️' },
    hosts: { label: 'Hosts', emoji: '👑' },
    templates: { label: 'Templates', emoji: '📋' },
    access: { label: 'Access', emoji: '🔑' },
    more: { label: 'More', emoji: '⚙️' },
    claim: { label: 'Claim', emoji: '👤' },
    delete: { label: 'Delete', emoji: '🗑️' },
    'cancel-rename': { label: 'Keep the present name', emoji: '↩️' },
  },
  toggles: {
    lock: { on: { label: 'Unlocked', emoji: '🔓' }, off: { label: 'Locked', emoji: '🔒' } },
    hide: { on: { label: 'Visible', emoji: '👁️' }, off: { label: 'Hidden', emoji: '🙈' } },
  },
};

/** The button at the bottom of a room's text channel. */
export const stickyButton = { label: 'Open Panel', emoji: '📋' };

export const command = {
  name: 'voice',
  description: 'Open the control panel of the room that you are in.',
  /** For somebody without a room, who may join no hub. */
  noOpenHub:
    'You are in no room at the moment, and there is no hub that you may join: they are locked, or not open to you. Try again later, or ask the admins of this server.',
  /** For somebody without a room. */
  noRoom: (hubIds: readonly string[]): string =>
    hubIds.length === 0
      ? 'You are in no room, and this server has no hubs to get one from yet. Its admins can make one with `/sudo` → Settings → Hub Channels.'
      : `You are in no room at the moment. Join ${hubIds.map(channel).join(' or ')} to get one of your own, then use this again.`,
};

export const refusal = {
  /** For a click outside of the server that the room is in, or with the id of something that never was a room. */
  notHere: 'This works in the server of the room only. Use `/voice` there.',
  /** For a room whose channels are being made. */
  pending: 'This room is still being set up. Try again in a few seconds.',
  /** For a control that its message does not have (any more). */
  stale: 'This panel has changed meanwhile. Nothing was done: please look at it again, or use `/voice`.',
};

/** In place of a panel whose room is no more. */
export const roomGone = 'This room is gone, and these controls with it. Join a hub to get a new one.';

export const rename = {
  title: 'Rename the room',
  label: 'New name',
  description: 'Up to 100 characters. It stays until a template or somebody else changes it.',
};

export const deletion = {
  question: (channelId: string, others: number): string =>
    `Delete ${channel(channelId)}? ${others === 1 ? 'One other person is' : `${others} other people are`} in it and will be disconnected; its text goes with it.`,
  confirmLabel: 'Delete the room',
  cancelLabel: 'Keep it',
  kept: (channelId: string): string => `Nothing was changed: ${channel(channelId)} stays.`,
  going: 'The room is being deleted. Join a hub to get a new one.',
};

/** Told to a guild's admins. */
export const notice = {
  cannotPost: (channelId: string, missing: readonly string[]): string =>
    `The control panel of ${channel(channelId)} cannot be shown there: I lack ${missing.map((name) => `**${name}**`).join(' and ')} in its text. The room works all the same, and \`/voice\` opens its panel. Give me that permission in the category of the rooms.`,
};

export function user(id: string): string {
  return `<@${id}>`;
}

export function role(id: string): string {
  return `<@&${id}>`;
}

export function channel(id: string): string {
  return `<#${id}>`;
}

/** How long ago something was. */
function past(time: number): string {
  return `<t:${Math.floor(time / 1000)}:R>`;
}

/** When something will be, never too early. */
function future(time: number): string {
  return `<t:${Math.ceil(time / 1000)}:R>`;
}
