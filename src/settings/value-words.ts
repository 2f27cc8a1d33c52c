import { durationInWords } from './duration.js';
import type { Setting } from './setting.js';

const list = new Intl.ListFormat('en', { type: 'unit' });

/** What somebody typed, shown as it is: nothing in it takes effect. */
export function verbatim(text: string, limit = 100): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('`', 'ˋ').trim();
  const shown =
    line.length > limit
      ? `${line
          .slice(0, limit - 1)
          .toWellFormed()
          .replace(/\uFFFD$/, '')}…`
      : line;
  return `\`${shown || ' '}\``;
}

/** A value that the setting allows, as admins read it. */
export function inWords(setting: Setting, value: unknown): string {
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
      return listed(value, (id) => `<@&${id}>`);
    case 'words':
      return listed(value, (word) => verbatim(word));
    case 'moment':
      return typeof value === 'number' ? `<t:${Math.ceil(value / 1000)}:f>` : 'none';
  }
}

function listed(value: unknown, show: (item: string) => string): string {
  return Array.isArray(value) && value.length > 0 ? list.format(value.map((item) => show(String(item)))) : 'none';
}
