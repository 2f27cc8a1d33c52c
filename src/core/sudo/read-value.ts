import { UserError } from '@sapphire/framework';
import type { AnySelectMenuInteraction, Guild } from 'discord.js';
import { parseDuration } from '../../settings/duration.js';
import type { Setting, ValueOf } from '../../settings/setting.js';
import { allows, range } from '../../settings/value-check.js';
import { verbatim } from '../../settings/value-words.js';
import { sudoMessages } from '../sudo-messages.js';
import type { TypedField, TypedSetting } from './field-form.js';
import type { ChosenField } from './field-view.js';

/** A value that a setting allows; undefined for its default. */
export type Value = ValueOf<Setting> | undefined;

/** What was read, or a sentence that names the field, what it takes, and what was given. */
export type Reading = { readonly value: Value } | { readonly refusal: string };

/** What somebody typed into a form, as a value. Nothing means the default; in a list of words, none. */
export function readTyped({ setting }: TypedField, text: string): Reading {
  const value = parse(setting, text.trim());
  if (value === undefined || allows(setting, value)) return { value: value as Value };
  const hint = setting.kind === 'duration' ? sudoMessages.durationHint : '';
  return { refusal: sudoMessages.refused(setting.label, range(setting), verbatim(text), hint) };
}

/** Null for what cannot be read. */
function parse({ kind }: TypedSetting, text: string): unknown {
  if (kind === 'words') return [...new Set(text.split(/[,\r\n]+/).map((word) => word.trim()))].filter(Boolean);
  if (text === '') return undefined;
  if (kind === 'text') return text;
  if (kind === 'duration') return parseDuration(text);
  return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : null;
}

/**
 * What somebody chose in a select menu, as a value. What comes from a client may be anything, also of another guild.
 *
 * @throws {UserError} when this guild has no such thing.
 */
export function readChosen({ setting }: ChosenField, { values }: AnySelectMenuInteraction, guild: Guild): Value {
  const [first] = values;
  switch (setting.kind) {
    case 'toggle':
    case 'choice': {
      const value =
        setting.kind === 'toggle'
          ? new Map([
              ['on', true],
              ['off', false],
            ]).get(first ?? '')
          : first;
      if (value !== undefined && allows(setting, value)) return value;
      throw refused(sudoMessages.refused(setting.label, range(setting), verbatim(first ?? ''), ''));
    }
    case 'role':
    case 'roles':
      for (const id of values) requireRole(setting.label, id, guild);
      return setting.kind === 'roles' ? values : (first ?? null);
    case 'channel':
      for (const id of values) {
        const type = guild.channels.cache.get(id)?.type;
        if (type === undefined || !setting.types.includes(type))
          throw refused(sudoMessages.notOfThisServer(setting.label));
      }
      return first ?? null;
  }
}

/** The role @everyone has the id of its guild. */
function requireRole(label: string, id: string, guild: Guild): void {
  if (id === guild.id) throw refused(sudoMessages.everyone(label));
  if (!guild.roles.cache.has(id)) throw refused(sudoMessages.notOfThisServer(label));
}

function refused(message: string): UserError {
  return new UserError({ identifier: 'core.bad-setting', message });
}
