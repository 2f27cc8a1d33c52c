import { ButtonStyle } from 'discord.js';
import { ids } from '../custom-ids.js';
import { block, code } from '../description-messages.js';
import { draft as words, form } from '../form-messages.js';
import type { FormField } from '../services/desk/fields.js';
import type { Given, GivenValue } from '../services/desk/given.js';
import { button, cut, row, view, type View } from './components.js';

/** So much of the message is left for what was typed, and for why it was refused. */
const TYPED_LENGTH = 2_300;
/** What is longer stands in a block of its own. */
const SHORT = 40;
const REASON_LENGTH = 1_400;

/** What is kept of something that was refused. */
export interface Kept {
  readonly draftId: string;
  /** In milliseconds since the epoch. */
  readonly until: number;
}

/** Why something was not saved, what was typed, and a button that opens it again; null: no form could mend it. */
export function refusalView(reason: string, given: Given, kept: Kept | null): View {
  return withTyped([`⚠️ ${cut(reason, REASON_LENGTH)}`, words.notSaved], given, kept);
}

/** The same for an error that nobody expected: something may have been saved all the same. */
export function unexpectedView(given: Given, kept: Kept | null): View {
  return withTyped([`⚠️ ${words.unexpected}`], given, kept);
}

function withTyped(why: readonly string[], given: Given, kept: Kept | null): View {
  const lines = [...why, words.typed, ...typedLines(given)];
  if (kept === null) return view(lines);
  const again = button(ids.draftAgain.build(kept.draftId), words.again, ButtonStyle.Primary);
  return view([...lines, words.kept(kept.until)], row(again));
}

/** What was typed into a form that nobody knows any more. */
export function expiredView(given: Given): View {
  return view([`⚠️ ${words.expired}`, words.typed, ...typedLines(given)]);
}

/** All that was filled in, as it was typed. What is short is shown whole; what is long shares the rest of the room. */
function typedLines(given: Given): readonly string[] {
  const filled = Object.entries(given).filter(([, value]) => value !== '');
  const long = filled.filter(([, value]) => isLong(value)).length;
  const room = TYPED_LENGTH - (filled.length - long) * (SHORT + 30);
  const share = Math.max(SHORT, Math.floor(room / Math.max(1, long)) - 40);
  return filled.map(([name, value]) => `- ${labelOf(name)}: ${shownValue(name, value, share)}`);
}

function isLong(value: GivenValue): boolean {
  return typeof value === 'string' && (value.length > SHORT || value.includes('\n'));
}

function labelOf(name: string): string {
  const known: Partial<Record<string, { readonly label: string }>> = form.fields;
  return name.startsWith('texts_') ? (known[name as FormField]?.label ?? name) : `\`${name}\``;
}

const mentions: Readonly<Record<string, (id: string) => string>> = {
  channel: (id) => `<#${id}>`,
  role: (id) => `<@&${id}>`,
  member: (id) => `<@${id}>`,
};

function shownValue(name: string, value: GivenValue, limit: number): string {
  if (typeof value !== 'string') return value === true ? 'yes' : value === false ? 'no' : String(value);
  const mention = mentions[name];
  if (mention !== undefined) return mention(value);
  return isLong(value) ? `\n${block(cut(value, limit))}` : code(value);
}
