import { escapeText, mentionUser } from 'roomkeeper';
import type { PermissionsString } from 'discord.js';
import type { DefaultsFault } from './domain/hub-defaults.js';
import { NAME_LIMIT } from './domain/name-filter.js';
import { templateKeys, type Hub, type HubDefaults, type TemplateKey } from './domain/room.js';
import { causeOf, type Failure } from './lockdown-messages.js';
import { cut, mention, permissionNames, plural, SHOWN_LIMIT } from './message-words.js';
import { relative } from './messages.js';

/** Every sentence of hub's pages of `/sudo`, of its notices about hubs, and of its lines in the guild's log. */

export const hubGone =
  'This hub is no longer one. Nothing was changed; open **Hub Channels** anew to see those there are.';
export const nothingChosen = 'Nothing was chosen, so nothing was changed. Please choose again.';

export const templates: Readonly<Record<TemplateKey, string>> = {
  auto: 'The game that most members play, with their number before it.',
  counter: 'The game, then [members/limit].',
  squad: 'The game, then how many play it, from two on.',
  detail: 'The game, then what the owner’s client says about it.',
  state: 'The game, then its state, such as “In a match”.',
  party: 'The game, then the size of the party.',
  stealth: 'The bare game.',
};

export const hubPage = {
  label: 'Hub Channels',
  description: 'The channels that become a room for whoever joins: add, create, remove, defaults, lockdown.',
  heading: '## Hub Channels',
  intro: 'Whoever joins one of these channels owns it as a room; a new hub takes its place at once.',
  empty: [
    'This server has no hubs yet, so nobody gets a room.',
    '- **Add** makes one of your voice channels a hub.',
    '- **Create** makes a new voice channel that is a hub from the start.',
  ].join('\n'),
  pageOf: (page: number, pages: number): string => `-# Page ${page} of ${pages}`,
  add: 'Add',
  create: 'Create',
  remove: 'Remove',
  defaults: 'Edit defaults',
  lockdown: '🚨 Lockdown',
  back: 'Back to the hubs',
  previous: 'Previous',
  next: 'Next',
};

/** A hub in the list. */
export function hubLine(hub: Hub, rooms: number, lockedUntil: number | null): string {
  const lock = lockedUntil === null ? '' : ` · 🔒 opens ${relative(lockedUntil)}`;
  return `- ${mention(hub)} · ${plural(rooms, 'room', 'rooms')} · ${defaultsInWords(hub.defaults)}${lock}`;
}

/** A hub as an entry of a select menu, where neither mentions nor markdown work. */
export function hubLabel(hub: Hub): string {
  return cut(hub.blueprint.name, 100);
}

export function hubDescription(hub: Hub, lockedUntil: number | null, now: number): string {
  if (hub.channelId === null) return 'Its channel is being made anew.';
  if (lockedUntil === null) return cut(plainDefaults(hub.defaults), 100);
  return `Locked for another ${plural(Math.ceil((lockedUntil - now) / 60_000), 'minute', 'minutes')}.`;
}

/** What rooms of a hub start with. */
export function defaultsInWords(defaults: HubDefaults): string {
  const name =
    defaults.manualName === null ? 'name of its own' : `“${escapeText(cut(defaults.manualName, SHOWN_LIMIT))}”`;
  return `template ${defaults.template ?? 'auto (built-in)'}, ${name}, ${limitInWords(defaults)}`;
}

function plainDefaults(defaults: HubDefaults): string {
  const name = defaults.manualName === null ? 'name of its own' : `“${defaults.manualName}”`;
  return `${limitInWords(defaults)}, template ${defaults.template ?? 'auto'}, ${name}`;
}

function limitInWords({ userLimit }: HubDefaults): string {
  return userLimit === null || userLimit === 0 ? 'no limit' : `limit ${userLimit}`;
}

export const adding = {
  text: '## Add a hub\nChoose the voice channel that is to be a hub. Its name, permissions, bitrate, limit, region and place are what each new hub is made from.',
  placeholder: 'A voice channel…',
  done: (hub: Hub): string => `✅ ${mention(hub)} is a hub now: whoever joins it gets a room.`,
  dropped: (permissions: readonly PermissionsString[]): string =>
    `⚠️ New hubs are made without these of its permissions, because I do not have them myself: ${permissionNames(permissions)}. To keep them, give them to my role, remove the hub, and add it again.`,
};

export const creating = {
  title: 'Create a hub',
  name: 'Name',
  nameDescription: 'Of the voice channel that people join to get a room.',
  namePlaceholder: '➕ Join to get a room',
  done: (hub: Hub): string => `✅ ${mention(hub)} was made, and is a hub: whoever joins it gets a room.`,
};

export const removing = {
  text: '## Remove a hub\nChoose the hub that is to be one no longer. Its channel stays, and so do its rooms.',
  placeholder: 'A hub…',
  confirm: (hub: Hub, rooms: number): string =>
    `## Remove a hub\n${mention(hub)} will be an ordinary voice channel: joining it gives nobody a room. ${
      rooms === 0 ? 'It has no rooms at the moment.' : `Its ${plural(rooms, 'room lives', 'rooms live')} on.`
    } Go on?`,
  confirmLabel: 'Remove the hub',
  keepLabel: 'Keep it',
  done: (hub: Hub): string => `✅ ${mention(hub)} is a hub no longer. The channel stays.`,
};

export const editing = {
  text: '## Edit defaults\nChoose the hub whose rooms are to start differently.',
  placeholder: 'A hub…',
  title: (hub: Hub): string => cut(`Defaults of ${hub.blueprint.name}`, 45),
  template: 'Template',
  templateDescription: 'How the game that is played becomes the room’s name.',
  templatePlaceholder: 'auto (built-in)',
  builtIn: 'Built-in default',
  builtInDescription: 'The same as auto.',
  manualName: 'Manual name',
  manualNameDescription: 'Games change it no more. {member} is who joins. Blank: games, else a random name.',
  userLimit: 'User limit',
  userLimitDescription: '0 to 99. Blank or 0: no limit.',
  done: (hub: Hub): string =>
    `✅ New rooms of ${mention(hub)} start with: ${defaultsInWords(hub.defaults)}. Rooms that are open stay as they are.`,
  refused: (faults: readonly DefaultsFault[], typed: Readonly<Record<DefaultsFault['field'], string>>): string =>
    ['Nothing was changed:', ...faults.map((fault) => `- ${defaultsFault(fault, typed[fault.field])}`)].join('\n'),
};

function defaultsFault({ field, reason }: DefaultsFault, typed: string): string {
  const given = `“${escapeText(cut(typed, SHOWN_LIMIT))}”`;
  const name = { template: editing.template, manualName: editing.manualName, userLimit: editing.userLimit }[field];
  switch (reason) {
    case 'unknown-template':
      return `**${name}**: ${given} is none of the templates. There are: ${templateKeys.join(', ')}.`;
    case 'empty':
      return `**${name}**: ${given} has no visible character. Leave it blank for a random name.`;
    case 'too-long':
      return `**${name}**: it has ${typed.trim().length} characters. At most ${NAME_LIMIT} are taken.`;
    case 'banned-word':
      return `**${name}**: ${given} holds a word that this server has banned from names.`;
    case 'not-0-to-99':
      return `**${name}**: ${given} is not a whole number from 0 to 99.`;
  }
}

/** What is told of a new hub. */
export function registeredNote(
  { hub, dropped }: { readonly hub: Hub; readonly dropped: readonly PermissionsString[] },
  done: (hub: Hub) => string,
): string {
  return dropped.length === 0 ? done(hub) : `${done(hub)}\n${adding.dropped(dropped)}`;
}

/** Why a channel cannot be a hub. */
export const refusal = {
  otherGuild: 'That channel is not part of this server. Choose one of this server.',
  notVoice: (id: string): string => `<#${id}> is not a voice channel. Only voice channels can be hubs.`,
  stage: (id: string): string => `<#${id}> is a stage channel. Only voice channels can be hubs.`,
  afk: (id: string): string =>
    `<#${id}> is this server’s AFK channel: people are put there without asking. Choose another one, or change the AFK channel in the server settings.`,
  alreadyHub: (id: string): string => `<#${id}> is a hub already. Nothing was changed.`,
  taken: (id: string, role: string, plugin: string): string =>
    `<#${id}> is in use as a ${escapeText(role)} of ${escapeText(plugin)}. A channel has one use only: end that one first, or choose another channel.`,
  missing: (places: ReadonlyMap<string | null, readonly PermissionsString[]>): string =>
    [
      'I lack permissions that hubs and rooms need:',
      ...[...places].map(
        ([id, names]) => `- in ${id === null ? 'this server' : `<#${id}>`}: ${permissionNames(names)}`,
      ),
      'Give them to my role, or in the permissions of that channel or category, and try again.',
    ].join('\n'),
  guildFull: 'This server has 500 channels, the most that Discord allows. Delete one, and try again.',
  categoryFull: (id: string): string =>
    `The category <#${id}> has 50 channels, the most that Discord allows. Choose another one under Settings → Voice → Category of new hubs, or delete a channel, and try again.`,
  badName: (typed: string): string =>
    `“${escapeText(cut(typed, SHOWN_LIMIT))}” cannot be the name of a hub: it takes 1 to ${NAME_LIMIT} visible characters, and none of the words that this server has banned from names. Nothing was made.`,
  notMade: 'Discord did not make the channel, so there is no new hub. Please try again later.',
  unanswered:
    'Discord has not answered whether it made the channel. I look after it: the new hub appears as soon as Discord answers.',
  cannotOpen: (hub: Hub, failure: Failure): string =>
    `${mention(hub)} is locked, and I could not open it, so it stays a hub. ${causeOf(failure)}`,
};

export const force = {
  label: 'Force owner transfer',
  description: 'Gives a room to any member at once, whoever owns it and whether they are there or not.',
  text: '## Force owner transfer\nChoose the room. Who owns it, or stands in for its owner, is not asked.',
  none: '## Force owner transfer\nThere are no rooms at the moment. They appear here as soon as somebody joins a hub.',
  room: 'A room…',
  owner: (name: string): string => cut(`Owned by ${name}`, 100),
  whom: (channelId: string, ownerId: string): string =>
    `## Force owner transfer\n<#${channelId}> is owned by ${mentionUser(ownerId)}. Choose its new owner: any member of this server, in the room or not.`,
  user: 'Its new owner…',
  again: 'Another room',
  roomGone: 'This room is gone. Nothing was changed; choose another one.',
  notMember: 'That user is not a member of this server. Choose a member.',
  bot: 'A bot cannot own a room. Choose a person.',
  alreadyOwner: (channelId: string, userId: string): string =>
    `<@${userId}> owns <#${channelId}> already. Nothing was changed.`,
  done: (channelId: string, from: string, to: string): string =>
    `✅ <#${channelId}> belongs to <@${to}> now; before, it was <@${from}>’s.`,
  kept: (channelId: string, userId: string): string =>
    `✅ <#${channelId}> stays <@${userId}>’s: it does not pass on because they are away.`,
};

/** Lines of the guild's log. */
export const logLine = {
  added: (hub: Hub): string => `Hub added: ${mention(hub)} (${escapeText(hub.blueprint.name)})`,
  seeded: (hub: Hub): string => `Hub added from HUB_CHANNEL_IDS: ${mention(hub)} (${escapeText(hub.blueprint.name)})`,
  created: (hub: Hub): string => `Hub created: ${mention(hub)} (${escapeText(hub.blueprint.name)})`,
  removed: (hub: Hub): string => `Hub removed: ${mention(hub)} (${escapeText(hub.blueprint.name)})`,
  defaults: (before: Hub, after: Hub): string =>
    `Defaults of ${mention(after)}: ${defaultsInWords(before.defaults)} → ${defaultsInWords(after.defaults)}`,
  locked: (hub: Hub, until: number): string => `Hub locked: ${mention(hub)}, until <t:${Math.floor(until / 1000)}:f>`,
  lifted: (hub: Hub): string => `Lockdown lifted: ${mention(hub)}`,
};

/** Notices about what the environment names. */
export const seedNotice = {
  hub: (id: string, reason: string): string => `<#${id}>, which HUB_CHANNEL_IDS names, did not become a hub. ${reason}`,
  notCategory: (id: string): string =>
    `<#${id}>, which AUTO_VOICE_CATEGORY_ID names, is not a category, so new hubs stand outside of one. Choose one under \`/sudo\` → Settings → Voice.`,
};

/** Reasons for the audit log, where markdown means nothing. */
export const auditReason = {
  locked: 'Hub: lockdown',
  lifted: 'Hub: lockdown over',
  created: (userName: string): string =>
    `Hub: made by ${userName.replaceAll(/\s+/g, ' ')}`.slice(0, 512).toWellFormed(),
};
