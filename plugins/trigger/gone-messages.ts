import { mentionUser } from 'roomkeeper';
import { bold } from './admin-messages.js';
import type { Gone } from './domain/gone.js';

/** What was done since something is gone. */
export interface Departed {
  readonly things: readonly Gone[];
  /** Names. */
  readonly deleted: readonly string[];
  readonly disabled: readonly { readonly name: string; readonly ownerId: string }[];
  readonly groups: readonly string[];
}

/** For the guild's admins, and the owners of what is switched off. */
export function goneNotice(departed: Departed): string {
  const { things, disabled } = departed;
  const mend =
    disabled.length === 0
      ? ''
      : '\nChange what they use with `/trigger edit` or `/action edit`, and then switch them on again with `/trigger enable`.';
  return `${named(things)}, and triggers hung on ${things.length === 1 ? 'it' : 'them'}.\n${consequences(departed).join('\n')}${mend}`;
}

/** The line in the guild's log. */
export function goneLine(departed: Departed): string {
  return `${named(departed.things)}. ${consequences(departed).join(' ')}`;
}

const kinds: Record<Gone['kind'], readonly [one: string, more: string]> = {
  channel: ['channel', 'channels'],
  message: ['message', 'messages'],
  role: ['role', 'roles'],
  emoji: ['emoji', 'emoji'],
};

function named(things: readonly Gone[]): string {
  const counts = Map.groupBy(things, ({ kind }) => kind);
  const parts = [...counts].map(([kind, those]) => {
    const [one, more] = kinds[kind];
    return those.length === 1 ? `the ${one} ${those[0]?.id}` : `${those.length} ${more}`;
  });
  const text = `${parts.join(' and ')} ${things.length === 1 ? 'is' : 'are'} gone`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function consequences({ deleted, disabled, groups }: Departed): string[] {
  const owned = disabled.map(({ name, ownerId }) => `${bold(name)} of ${mentionUser(ownerId)}`);
  return [
    ...(deleted.length > 0 ? [`Deleted, since what they were bound to is gone: ${some(deleted.map(bold))}.`] : []),
    ...(owned.length > 0 ? [`Switched off, since they could only fail: ${some(owned)}.`] : []),
    ...(groups.length > 0 ? [`Taken out of the role groups: ${some(groups.map(bold))}.`] : []),
  ];
}

/** Three lists of so many of the longest names fit into one message. */
const NAMED = 6;

function some(texts: readonly string[]): string {
  const more = texts.length - NAMED;
  const shown = texts.slice(0, NAMED).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}
