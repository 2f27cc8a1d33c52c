import { escapeText, mentionUser } from 'roomkeeper';
import type { Refusal } from './domain/admissible.js';
import type { BrokenReason } from './domain/broken.js';
import { NAME_LIMIT, PATTERN_LIMIT, type PatternFault } from './domain/naming.js';
import type { MissingPermission, NeededPermission } from './domain/permissions.js';
import type { PlacementFault } from './domain/placement.js';
import { RANGES, type RangedSetting, type SourceSettings } from './domain/settings.js';

/** Discord drops what is longer. */
const AUDIT_REASON_LIMIT = 512;
/** So many members of a channel are named in the list. */
const SHOWN_MEMBERS = 5;
/** A name that somebody else chose is shown no longer than this. */
const SHOWN_LIMIT = 120;

const PERMISSION_NAMES: Record<NeededPermission, string> = {
  ViewChannel: 'View Channel',
  Connect: 'Connect',
  ManageChannels: 'Manage Channels',
  MoveMembers: 'Move Members',
  ManageRoles: 'Manage Permissions',
};

const OPTION_NAMES: Record<RangedSetting, string> = {
  userLimit: 'user_limit',
  graceSeconds: 'grace_period',
  startAt: 'start_at',
  maxBreakouts: 'max_breakouts',
};

const BROKEN_CAUSES: Record<BrokenReason, string> = {
  'missing-permissions': 'I lack permissions. I try again when they change.',
  'two-factor-required':
    'this server demands two-factor authentication of moderators, and my owner’s account has none. Ask my owner to switch it on.',
  refused: 'Discord refused. I try again when permissions or the channel change.',
};

const PLACEMENT_CAUSES: Record<PlacementFault, string> = {
  'max-breakouts': 'it has as many channels open as the admins allow.',
  'category-full': 'its category is full, as Discord allows 50 channels in each.',
  'guild-full': 'this server is full, as Discord allows 500 channels.',
};

/** Text that a user chose, so that it shows as it was typed: no markdown, no links, no mentions. */
export function escape(text: string): string {
  const shown = text.length > SHOWN_LIMIT ? `${Array.from(text.slice(0, SHOWN_LIMIT)).slice(0, -1).join('')}…` : text;
  return escapeText(shown);
}

export function enabled(channelId: string, settings: SourceSettings): string {
  return `${channel(channelId)} is now a source: whoever joins it gets a voice channel of their own.\n${summary(settings)}`;
}

export function updated(channelId: string, settings: SourceSettings): string {
  return `${channel(channelId)} was a source already; its settings are updated. Channels that exist keep their names.\n${summary(settings)}`;
}

/** The settings of a source, one a line. */
export function summary(settings: SourceSettings): string {
  return settingLines(settings)
    .map((line) => `- ${line}`)
    .join('\n');
}

/** The settings of a source, without markup around them. */
export function settingLines(settings: SourceSettings): string[] {
  const lines = [
    `Name: ${escape(settings.pattern)}${settings.startAt === null ? '' : `, numbered from ${settings.startAt}`}`,
    `User limit: ${settings.userLimit === 0 ? 'none' : settings.userLimit}`,
    settings.graceSeconds === 0
      ? 'Deleted as soon as it is empty'
      : `Deleted after ${plural(settings.graceSeconds, 'second', 'seconds')} without people`,
    `Category: ${settings.categoryId === null ? 'that of the source' : channel(settings.categoryId)}${fallbacks(settings)}`,
    `Permissions copied from: ${settings.templateChannelId === null ? 'the source' : channel(settings.templateChannelId)}`,
  ];
  if (settings.maxBreakouts !== null)
    lines.push(`At most ${plural(settings.maxBreakouts, 'breakout', 'breakouts')} at a time`);
  return lines;
}

function fallbacks({ fallbackCategoryIds }: SourceSettings): string {
  return fallbackCategoryIds.length === 0
    ? ''
    : `; when that is full, ${fallbackCategoryIds.map(channel).join(', then ')}`;
}

/** Why a channel cannot become a source. */
export function refused(refusal: Refusal, channelId: string): string {
  switch (refusal.reason) {
    case 'other-guild':
      return `That ${refusal.what} is not part of this server. Choose one of this server.`;
    case 'stage-channel':
      return `${channel(channelId)} is a stage channel. Only voice channels can be sources.`;
    case 'not-a-voice-channel':
      return `${channel(channelId)} is not a voice channel. Only voice channels can be sources.`;
    case 'afk-channel':
      return `${channel(channelId)} is this server's AFK channel: people are put there without asking. Choose another channel, or change the AFK channel in the server settings.`;
    case 'has-role':
      return `${channel(channelId)} is already in use as a ${escape(refusal.role)} of ${escape(refusal.plugin)}. Choose another channel.`;
    case 'not-a-category':
      return `${channel(refusal.channelId)} is not a category. Choose a category for the new channels.`;
    case 'template-not-voice':
    default:
      return `${channel(refusal.channelId)} is not a voice channel. Permissions can be copied from a voice channel only.`;
  }
}

/** @param text - What the pattern expands to. */
export function patternRefused(fault: PatternFault, pattern: string, text: string): string {
  if (fault === 'empty') {
    return `The naming pattern “${escape(pattern)}” leaves no visible character. Use text, or {name}, {n} and {user}, as in “{name} #{n}”.`;
  }
  if (fault === 'pattern-too-long') {
    return `The naming pattern is ${text.length} characters long. At most ${PATTERN_LIMIT} are taken, and names of at most ${NAME_LIMIT}.`;
  }
  return `The naming pattern makes names such as “${escape(text)}”, which is ${text.length} characters long. Discord takes at most ${NAME_LIMIT}: use a shorter pattern.`;
}

export function outOfRange(setting: RangedSetting): string {
  const { min, max } = RANGES[setting];
  return `\`${OPTION_NAMES[setting]}\` must be a whole number from ${min} to ${max}.`;
}

/** Every missing permission, by place. */
export function missingPermissions(missing: readonly MissingPermission[]): string {
  const places = Map.groupBy(missing, ({ channelId }) => channelId);
  const lines = Array.from(places, ([id, list]) => `- in ${place(id)}: ${list.map(permissionName).join(', ')}`);
  return `I lack permissions that breakout channels need:\n${lines.join('\n')}\nGive them to my role, or in the permissions of that channel or category, and try again.`;
}

function permissionName({ permission }: MissingPermission): string {
  return `**${PERMISSION_NAMES[permission]}**`;
}

export const disable = {
  confirm: (channelId: string, breakouts: number, people: number): string =>
    `Disabling ${channel(channelId)} with deletion removes ${plural(breakouts, 'breakout channel', 'breakout channels')}, with ${plural(people, 'person', 'people')} in them right now. They will be disconnected. Go on?`,
  confirmLabel: 'Disable and delete',
  cancelLabel: 'Keep everything',
  cancelled: (channelId: string): string => `Nothing was changed: ${channel(channelId)} is still a source.`,
  done: (channelId: string): string => `${channel(channelId)} is no longer a source. It had no breakout channels.`,
  doneKept: (channelId: string, kept: number): string =>
    `${channel(channelId)} is no longer a source. ${plural(kept, 'breakout channel stays until it is', 'breakout channels stay until they are')} empty.`,
  doneDeleted: (channelId: string, deleted: number, failed: number): string => {
    const done = `${channel(channelId)} is no longer a source. ${plural(deleted, 'breakout channel was', 'breakout channels were')} deleted.`;
    if (failed === 0) return done;
    return `${done} ${plural(failed, 'breakout channel', 'breakout channels')} could not be deleted yet; I keep trying.`;
  },
  nothing: (channelId: string): string =>
    `${channel(channelId)} is not a source, so there is nothing to disable. \`/autochannel list\` shows the sources of this server.`,
};

/** A breakout, as the list shows it. */
export interface ListedBreakout {
  readonly channelId: string;
  readonly ownerId: string;
  /** The ids of the humans in it. */
  readonly people: readonly string[];
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
  /** Null when it is not about to go. Milliseconds since the Unix epoch. */
  readonly deleteAt: number | null;
}

/** What `/privacy` says of autochannel. */
export const personal = {
  stored: [
    'For whom each breakout channel was made, and its name, which holds their display name when the pattern has `{user}`: until the channel is gone.',
    'In memory only, and for minutes: who has made channels lately, against spam.',
  ],
  lost: ['Breakout channels stay until they are empty, and no longer say for whom they were made.'],
  pending: (name: string): string =>
    `For whom the channel **${escapeText(name)}** is being made at this moment: please try again in a minute.`,
};

export const list = {
  empty:
    'This server has no sources yet. Make one with `/autochannel enable`: whoever joins the channel that you choose gets a voice channel of their own.',
  heading: (channelId: string): string => `### ${channel(channelId)}`,
  orphansHeading: '### Breakouts whose source is no longer one',
  noBreakouts: 'No breakouts at the moment.',
  breakout: ({ channelId, ownerId, people, createdAt, deleteAt }: ListedBreakout): string => {
    const going = deleteAt === null ? '' : `, goes ${relativeTime(deleteAt)}`;
    return `- ${channel(channelId)}: ${people.length === 0 ? 'empty' : members(people)}, made for ${mentionUser(ownerId)} ${relativeTime(createdAt)}${going}`;
  },
  page: (page: number, pages: number): string => `Page ${page} of ${pages}`,
  previousLabel: 'Previous',
  nextLabel: 'Next',
  sourceGone: '⚠️ The source channel no longer exists. Disable it, or enable another one.',
  categoryGone: (categoryId: string): string =>
    `⚠️ The category ${categoryId} no longer exists; the next one that does takes its place. Choose another with \`/autochannel enable\`.`,
  templateGone: (channelId: string): string =>
    `⚠️ The channel ${channelId}, from which permissions were copied, no longer exists; those of the source are copied now.`,
  missing: (missing: readonly MissingPermission[]): string =>
    `⚠️ Missing: ${missing.map((one) => `${permissionName(one)} in ${place(one.channelId)}`).join(', ')}.`,
  broken: (reason: BrokenReason): string => `⚠️ No breakouts at present: ${BROKEN_CAUSES[reason]}`,
};

/** What `/status` says of what comes next: the rest of a line that begins with the time. */
export const comesNext = {
  deletion: (channelId: string): string => `${channel(channelId)} is deleted, unless somebody joins it`,
};

/** For a click of somebody who may not. */
export const notAllowed = 'You need the permission **Manage Channels** for this. Nothing was changed.';

/** What a member is told who gets no breakout. */
export const toMember = {
  heldBack: (by: 'user' | 'guild', channelId: string, retryAt: number): string =>
    by === 'user'
      ? `You opened several channels through ${channel(channelId)} in a short time. Stay in it, and you get the next one ${relativeTime(retryAt)}.`
      : `Many people are opening channels in this server right now. Stay in ${channel(channelId)}, and you get yours ${relativeTime(retryAt)}.`,
  rateLimited: (channelId: string, until: number): string =>
    `Discord lets this server open no more channels for now. Stay in ${channel(channelId)}, and you get yours ${relativeTime(until)}.`,
  notPlaced: (fault: PlacementFault, channelId: string): string =>
    `${channel(channelId)} cannot give you a channel right now: ${PLACEMENT_CAUSES[fault]} Join it again when one of them has gone.`,
  failed: (channelId: string): string =>
    `${channel(channelId)} could not give you a channel. The admins of this server have been told; please try again later.`,
};

/** Notices to a guild's admins. */
export const notice = {
  broken: (channelId: string, reason: BrokenReason, missing: readonly MissingPermission[]): string =>
    missing.length === 0
      ? `${channel(channelId)} cannot make breakout channels: ${BROKEN_CAUSES[reason]}`
      : `${channel(channelId)} cannot make breakout channels. ${missingPermissions(missing)}`,
  placement: (fault: PlacementFault, channelId: string): string =>
    `${channel(channelId)} had to turn somebody away: ${PLACEMENT_CAUSES[fault]} \`/autochannel enable\` takes further categories and another maximum.`,
  undeletable: (channelId: string, tries: number): string =>
    `The breakout ${channel(channelId)} is no longer needed, but could not be deleted in ${plural(tries, 'try', 'tries')}. Check that I have **View Channel**, **Connect** and **Manage Channels** there, or delete it by hand. I go on trying once in a while.`,
  droppedOverwrites: (channelId: string, permissions: readonly string[]): string =>
    `Some permissions of ${channel(channelId)} are not copied to its breakouts, because I do not have them myself: ${permissions.map((name) => `**${escape(name)}**`).join(', ')}. Give them to my role to have them copied.`,
};

/** Reasons for the audit log, where markdown means nothing. */
export const auditReason = {
  created: (userName: string, sourceName: string): string =>
    reason(`breakout for ${userName}, who joined ${sourceName}`),
  moved: (sourceName: string): string => reason(`to the breakout made for joining ${sourceName}`),
  empty: (graceSeconds: number): string =>
    reason(
      graceSeconds === 0
        ? 'breakout empty'
        : `breakout empty after grace period of ${plural(graceSeconds, 'second', 'seconds')}`,
    ),
  unused: reason('breakout not used: the member has left'),
  sourceGone: reason('source channel deleted'),
  disabled: (userName: string): string => reason(`source disabled with its breakouts by ${userName}`),
};

function reason(text: string): string {
  return `Autochannel: ${text.replaceAll(/\s+/g, ' ')}`.slice(0, AUDIT_REASON_LIMIT).toWellFormed();
}

function place(id: string | null): string {
  return id === null ? 'this server as a whole' : channel(id);
}

function channel(id: string): string {
  return `<#${id}>`;
}

/** Who is in a channel; of many, how many more there are. */
function members(people: readonly string[]): string {
  const named = people.slice(0, SHOWN_MEMBERS).map((id) => `<@${id}>`);
  const more = people.length - named.length;
  return `${plural(people.length, 'person', 'people')} (${named.join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
}

function relativeTime(time: number): string {
  return `<t:${Math.ceil(time / 1000)}:R>`;
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
