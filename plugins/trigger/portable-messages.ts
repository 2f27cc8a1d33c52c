import { bold } from './admin-messages.js';
import type { ImportMode, ListDifference } from './domain/import-diff.js';

/** What `/trigger export` and `/trigger import` say. */

const NOTHING = 'Nothing was changed.';

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const pools: Readonly<Record<string, string>> = {
  persistent: 'persistent triggers',
  temporary: 'temporary triggers',
  command: 'command triggers',
  actions: 'actions',
};

/** What is wrong with a file, as the end of a sentence that begins with the place. */
export const fileFaults = {
  missing: 'is missing.',
  must: (what: string): string => `must be ${what}.`,
  unknown: 'is no field of this file. Check its spelling; docs/triggers-file.md names all fields.',
  twice: 'stands twice here. Keep one of them.',
  nameTwice: (name: string): string =>
    `is the name of another one in its list: ${bold(name)}. Upper and lower case make no difference.`,
  notYaml: (why: string): string => `is not valid YAML: ${why}.`,
  notText: 'is not a text file in UTF-8.',
  tooBig: (limit: number): string => `is too big: ${limit / 1024} KB is the most.`,
  tooDeep: 'is nested too deeply, or has too many aliases, for a file of triggers.',
  tooMuch: 'holds, with all that its aliases stand for, more than a server could have.',
  tagged: 'has a tag. Tags are not taken: leave out what begins with `!`.',
  badAlias: 'is an alias of something that does not stand before it.',
  keyNotText: 'has a key that is not a text.',
  empty: 'is empty. `/trigger export` makes a file to begin with.',
  oneshotName: (name: string): string =>
    `is the name of a oneshot trigger that is waiting: ${bold(name)}. Take another name, or try again when it has fired.`,
  inMenu: (name: string): string =>
    `would take away the action ${bold(name)}, which a role menu runs. Keep it in the file as a role action, or take it out of the menu first.`,
  menuRole: (name: string): string =>
    `would make something else of ${bold(name)}, which a role menu runs. It must stay a role action.`,
  overLimit: (pool: string, limit: number): string =>
    `would leave this server with more than ${limit} ${pools[pool] ?? pool}, which is the most.`,
  more: (count: number): string => `… and ${count} more.`,
  line: (where: string, line: number | null, text: string): string =>
    `${where === '' ? 'The file' : `\`${where}\``}${line === null ? '' : ` (line ${line})`}: ${text}`,
  heading: 'Nothing was changed, because of the file:',
  attached: 'The attached text names all of them.',
} as const;

export const downloads = {
  failed: `I could not read that file from Discord. ${NOTHING} Please send the command again.`,
  slow: `Discord took too long to hand me that file. ${NOTHING} Please try again in a moment.`,
} as const;

const modes: Record<ImportMode, string> = {
  merge: 'What the file does not name stays.',
  replace: 'What the file does not name is deleted.',
};

/** The modes as people choose them. */
export const importModes: Record<ImportMode, string> = {
  merge: 'merge: it stays',
  replace: 'replace: it is deleted',
};

type List = 'groups' | 'actions' | 'triggers';
const lists: Record<List, string> = { groups: 'Role groups', actions: 'Actions', triggers: 'Triggers' };
const things: Record<List, string> = { groups: 'role group', actions: 'action', triggers: 'trigger' };

export const portability = {
  exported: (counts: Record<List, number>): string =>
    `Here is what this server has: ${counted(counts.triggers, 'trigger')}, ${counted(counts.actions, 'action')} and ${counted(counts.groups, 'role group')}. ` +
    'Oneshot triggers are left out. `/trigger import` takes the file back.',
  exportTooBig: 'That is more than fits into a file on Discord. Delete long texts that are not needed, then try again.',
  notTakenBack: (limit: number): string =>
    `⚠️ The file is bigger than the ${limit / 1024} KB that \`/trigger import\` takes. Split it to import it in parts.`,
  nothing: 'This file changes nothing: the server has all of it already.',
  nothingAnyMore: 'There is nothing left to import: meanwhile the server has all of it.',
  heading: (mode: ImportMode): string => `## What this import changes\n-# Nothing is changed yet. ${modes[mode]}`,
  list: (list: List, { added, changed, removed, unchanged }: ListDifference): string =>
    `**${lists[list]}**: ${added.length} added, ${changed.length} changed, ${removed.length} removed, ${unchanged} unchanged`,
  added: (name: string): string => `➕ ${bold(name)}`,
  changed: (name: string, fields: readonly string[]): string =>
    `✏️ ${bold(name)}: ${fields.map((field) => fieldWords[field] ?? field).join(', ')}`,
  removed: (name: string): string => `➖ ${bold(name)}`,
  lost: (names: readonly string[]): string =>
    `⚠️ ${counted(names.length, 'waiting oneshot trigger')} would run what is removed, and ${names.length === 1 ? 'goes' : 'go'} too: ${names.slice(0, 10).map(bold).join(', ')}${names.length > 10 ? ', …' : ''}`,
  differs:
    '⚠️ Meanwhile something was changed in this server, so nothing was imported yet. This is what the import would change now:',
  confirm: 'Import',
  cancel: 'Cancel',
  cancelled: `The import was cancelled. ${NOTHING}`,
  expired: `This import is too old, or another one took its place. ${NOTHING} Use \`/trigger import\` again.`,
  done: (sums: readonly string[]): string => `✅ Imported. ${sums.join(' ')}`,
  sum: (list: List, { added, changed, removed }: ListDifference): string | null =>
    added.length + changed.length + removed.length === 0
      ? null
      : `${lists[list]}: ${added.length} added, ${changed.length} changed, ${removed.length} removed.`,
  logged: (mode: ImportMode, sums: readonly string[]): string =>
    `Triggers were imported from a file (${mode}). ${sums.join(' ')}`,
  ownPath: (list: List, name: string): string => `this server’s ${things[list]} “${name.replaceAll('`', '’')}”`,
} as const;

const fieldWords: Readonly<Record<string, string>> = {
  spec: 'what it does',
  chain: 'what runs next',
  roleIds: 'roles',
  whenFull: 'what happens when it is full',
  enabled: 'whether it is enabled',
};

/** The comment at the top of each file. */
export const fileHead = (guildName: string): string =>
  [
    ` Triggers, actions and role groups of ${guildName.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ')}, made by /trigger export.`,
    ' /trigger import takes it back: mode "merge" adds and changes what it names, mode "replace" also deletes the rest.',
    ' Things refer to each other by name. Ids of channels, roles and messages are those of Discord, in quotes.',
    ' Lengths of time are written like 90m or 1d12h. What is left out has its default: see docs/triggers-file.md.',
  ].join('\n');
