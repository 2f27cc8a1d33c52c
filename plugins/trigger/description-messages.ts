import { escapeText, plainText } from 'roomkeeper';
import type { ActionSpec, MadeScope, OneshotDraft, SpecOf } from './domain/action.js';
import { eventKindOf } from './domain/conditions/conditions.js';
import { durationText } from './domain/duration.js';
import { isCustom } from './domain/emoji.js';
import { PATTERN_LIMIT } from './domain/regex.js';
import type { ActionId, Condition, Cooldowns, GroupId, Persistence, Requirements, Scope } from './domain/trigger.js';

/** What triggers and actions are like, in words. */

/** Names of what ids refer to; null for what is gone. */
export interface NamesOf {
  readonly action: (id: ActionId) => string | null;
  readonly group: (id: GroupId) => string | null;
  /** What commands begin with in the guild. */
  readonly prefix: string;
}

/** So much of a text is shown in the middle of a sentence. */
export const EXCERPT = 60;

export const list = new Intl.ListFormat('en');

/** Something that people chose as a name. */
export function bold(name: string): string {
  return `**${escapeText(name)}**`;
}

/** Text as it was typed, in the middle of a sentence: cut when it is long. */
export function code(text: string, limit = EXCERPT): string {
  const flat = plainText(text).replaceAll(/\s*\n\s*/g, ' ↵ ');
  const short =
    flat.length > limit
      ? `${flat
          .slice(0, limit - 1)
          .toWellFormed()
          .replace(/\uFFFD$/, '')}…`
      : flat;
  return short.includes('`') ? `\`\` ${short.replaceAll('``', 'ˋˋ')} \`\`` : `\`${short}\``;
}

/** Text as it was typed, as a block of its own. */
export function block(text: string): string {
  return `\`\`\`\n${plainText(text).replaceAll('```', '`\u200B``')}\n\`\`\``;
}

/** A length of time as it is typed: `1d 12h`. */
export function lengthInWords(milliseconds: number): string {
  return durationText(milliseconds).replaceAll(/(?<=[dhms])(?=\d)/g, ' ');
}

export function moment(at: number, style: 'R' | 'f' = 'R'): string {
  return `<t:${Math.floor(at / 1000)}:${style}>`;
}

export function roles(ids: readonly string[]): string {
  return list.format(ids.map((id) => `<@&${id}>`));
}

export function emoji(key: string): string {
  return isCustom(key) ? `<:emoji:${key}>` : key;
}

export function actionName(id: ActionId, names: NamesOf): string {
  const name = names.action(id);
  return name === null ? `⚠️ action #${id}, which is gone` : bold(name);
}

/** @param patternLength - So much of a pattern is shown: all of it, unless told otherwise. */
export function condition(
  { id, parameter, caseSensitive }: Condition,
  { prefix }: Pick<NamesOf, 'prefix'>,
  patternLength = PATTERN_LIMIT,
): string {
  const text = code(parameter);
  const asWritten = caseSensitive ? ', in capital and small letters as written here' : '';
  switch (id) {
    case 'command':
      return `somebody writes the command ${code(`${prefix}${parameter}`)}${asWritten}`;
    case 'starts-with':
      return `a message begins with ${text}${asWritten}`;
    case 'contains':
      return `a message contains ${text}${asWritten}`;
    case 'matches':
      return `a message is exactly ${text}${asWritten}`;
    case 'regex':
      return `a message matches the pattern ${code(parameter, patternLength)}${asWritten}`;
    case 'reaction-add':
      return parameter === '' ? 'somebody adds any reaction' : `somebody reacts with ${emoji(parameter)}`;
    case 'reaction-remove':
      return parameter === '' ? 'a reaction is taken off' : `the reaction ${emoji(parameter)} is taken off`;
    case 'interval':
      return `${code(durationOf(parameter))} has passed, again and again`;
    case 'voice-join':
      return 'somebody joins a voice channel';
    case 'voice-leave':
      return 'somebody leaves a voice channel';
  }
}

export function scope(where: Scope, conditionId: Condition['id'], guildId: string): string {
  if (where.kind === 'server') return 'anywhere in this server';
  if (where.kind === 'channel') return `in <#${where.channelId}>`;
  const link = `[this message](https://discord.com/channels/${guildId}/${where.channelId}/${where.messageId})`;
  const relation = eventKindOf(conditionId) === 'message' ? 'in replies to' : 'on';
  return `${relation} ${link} in <#${where.channelId}>`;
}

export function persistence(stays: Persistence): string {
  if (stays.kind === 'persistent') return 'until it is deleted';
  if (stays.kind === 'temporary') return `it goes ${moment(stays.expiresAt)}`;
  return `it fires once, and goes ${moment(stays.expiresAt)} if it has not`;
}

/** Whose events count; null when everybody's do. */
export function requirements({ allOf, anyOf, noneOf, accountAge, membershipAge, notBot }: Requirements): string | null {
  const parts = [
    allOf.length > 0 ? `have ${roles(allOf)}` : null,
    anyOf.length > 0 ? `have one of ${roles(anyOf)}` : null,
    noneOf.length > 0 ? `do not have any of ${roles(noneOf)}` : null,
    accountAge === null ? null : `have an account that is at least ${lengthInWords(accountAge)} old`,
    membershipAge === null ? null : `have been here for at least ${lengthInWords(membershipAge)}`,
    notBot ? 'are no bots' : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : `members who ${parts.join('; who ')}`;
}

/** How often it can fire; null when there is no bound. */
export function cooldowns({ member, channel, guild }: Cooldowns): string | null {
  const parts = [
    member > 0 ? `once in ${lengthInWords(member)} for each member` : null,
    channel > 0 ? `once in ${lengthInWords(channel)} in each channel` : null,
    guild > 0 ? `once in ${lengthInWords(guild)} in this server` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : list.format(parts);
}

/** What an action does, as the rest of a sentence. @param brief - For lists: without whose events count. */
export function spec(does: ActionSpec, names: NamesOf, brief = false): string {
  switch (does.kind) {
    case 'message':
      return message(does);
    case 'delete-message':
      return 'deletes the message that it is about';
    case 'react':
      return `adds the reaction ${emoji(does.first)}`;
    case 'role':
      return role(does, names);
    case 'purge':
      return `deletes what the member wrote in <#${does.first}> in the last 14 days`;
    case 'create-trigger':
      return made(does.first, does.second, names, brief);
  }
}

function message({ first, second: { texts, reply, mentionUser } }: SpecOf<'message'>): string {
  const what = texts.length === 1 ? code(texts[0] ?? '') : `one of ${texts.length} texts`;
  const where = first === null ? (reply ? 'as a reply' : 'where it happened') : `in <#${first}>`;
  return `writes ${what} ${where}${mentionUser ? ', and may ping the member' : ''}`;
}

function role({ first, second: { mode, groupId } }: SpecOf<'role'>, names: NamesOf): string {
  const verb = { add: 'gives', remove: 'takes', toggle: 'gives or takes' }[mode];
  const group = groupId === null ? null : names.group(groupId);
  const within =
    groupId === null ? '' : group === null ? ', ⚠️ within a group that is gone' : `, within ${bold(group)}`;
  return `${verb} <@&${first}>${within}`;
}

function made(draft: OneshotDraft, where: MadeScope, names: NamesOf, brief: boolean): string {
  const place = { server: 'anywhere in this server', channel: 'in that channel', message: 'on that message' }[where];
  const who = brief ? null : requirements(draft.requirements);
  const when = condition(draft.condition, names, brief ? EXCERPT : PATTERN_LIMIT);
  const only = who === null ? '' : `, for ${who}`;
  return `makes a trigger that fires once within ${lengthInWords(draft.lifetime)}: when ${when}, ${place}${only}, it runs ${actionName(draft.actionId, names)}`;
}

function durationOf(parameter: string): string {
  return parameter.replaceAll(/(?<=[dhms])(?=\d)/g, ' ');
}

/** What `/status` says of what comes next: the rest of a line that begins with the time. */
export const comesNext = {
  interval: (name: string): string => `the trigger ${bold(name)} runs`,
};
