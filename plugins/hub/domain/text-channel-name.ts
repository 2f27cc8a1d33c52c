import { cut, NAME_LIMIT } from './name-filter.js';

/**
 * The room's name in the form that Discord keeps for text channels, so that what is sent equals what comes back:
 * lower case, hyphens for spaces and punctuation (but the underscore). Letters of every script and emoji stay.
 */
export function textChannelName(name: string): string {
  const form = name
    .toLowerCase()
    .replace(/['’]/gu, '')
    .replace(/(?:[^\P{P}_]|[\p{Z}\p{Cc}$+<=>^`|~])+/gu, '-')
    .normalize('NFC');
  return cut(form, NAME_LIMIT).replace(/^-+|-+$/gu, '') || 'room';
}
