import { plainText } from '../discord/escape-text.js';
import { durationInWords } from './duration.js';
import type { Setting } from './setting.js';

const list = new Intl.ListFormat('en', { type: 'unit' });

/** What somebody typed, shown as it is: nothing in it takes effect. */
export function verbatim(text: string, limit = 100): string {
  const line = plainText(text).replaceAll(/\s+/g, ' ').replaceAll('`', 'ˋ').trim();
  const shown = line.length > limit ? `${Array.from(line.slice(0, limit)).slice(0, -1).join('')}…` : line;
  return `\`${shown || ' '}\``;
}

/**
 * A value that the setting allows, as admins read it.
 *
 * @param shown - How many items of a list are named before the rest is counted.
 */
export function inWords(setting: Setting, value: unknown, shown = Infinity): string {
  switch (setting.kind) {
    case 'duration':
      return durationInWords(Number(value));
    case 'integer':
      return String(value);
    case 'choice':
      return setting.choices.find((choice) => choice.value === value)?.label ?? String(value);
    case 'toggle':
      return value === true ? 'on' : 'off';
    case 'role':
      return typeof value === 'string' ? `<@&${value}>` : 'none';
    case 'channel':
      return typeof value === 'string' ? `<#${value}>` : 'none';
    case 'roles':
      return listed(value, shown, (id) => `<@&${id}>`);
    case 'words':
      return listed(value, shown, (word) => verbatim(word));
    case 'text':
      return verbatim(String(value));
    case 'moment':
      return typeof value === 'number' ? `<t:${Math.ceil(value / 1000)}:f>` : 'none';
  }
}

function listed(value: unknown, shown: number, show: (item: string) => string): string {
  if (!Array.isArray(value) || value.length === 0) return 'none';
  const named = value.slice(0, shown).map((item) => show(String(item)));
  const more = value.length - named.length;
  return list.format(more > 0 ? [...named, `${more} more`] : named);
}
