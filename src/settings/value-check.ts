import { durationInWords } from './duration.js';
import type { Setting } from './setting.js';

/** A text field of a form takes no more; a list of words must fit into one. */
export const TYPED_LIMIT = 4000;
const WORD_LIMIT = 100;
const ROLES_LIMIT = 25;

/** What a setting takes, as the end of a sentence that begins with "It takes". */
export function range(setting: Setting): string {
  switch (setting.kind) {
    case 'duration':
      return `${durationInWords(setting.min)} to ${durationInWords(setting.max)}`;
    case 'integer':
      return `a whole number from ${setting.min} to ${setting.max}`;
    case 'choice':
      return `one of: ${setting.choices.map(({ label }) => label).join(', ')}`;
    case 'toggle':
      return 'on or off';
    case 'role':
      return 'a role of this server, or none';
    case 'roles':
      return `up to ${ROLES_LIMIT} roles of this server`;
    case 'channel':
      return 'a channel of this server, or none';
    case 'words':
      return `up to ${setting.max} entries of 1 to ${WORD_LIMIT} characters each, ${TYPED_LIMIT} in all`;
    case 'text':
      return `${setting.min} to ${setting.max} characters on one line`;
    case 'moment':
      return 'a moment, or none';
  }
}

/** Whether a value, wherever it comes from, is one that the setting allows. */
export function allows(setting: Setting, value: unknown): boolean {
  switch (setting.kind) {
    case 'duration':
    case 'integer':
      return isWhole(value) && value >= setting.min && value <= setting.max;
    case 'choice':
      return setting.choices.some((choice) => choice.value === value);
    case 'toggle':
      return typeof value === 'boolean';
    case 'role':
    case 'channel':
      return value === null || isSnowflake(value);
    case 'roles':
      return Array.isArray(value) && value.length <= ROLES_LIMIT && value.every(isSnowflake);
    case 'words':
      return isListOfWords(value, setting.max);
    case 'text':
      return isLine(value) && value.length >= setting.min && value.length <= setting.max;
    case 'moment':
      return value === null || (isWhole(value) && value >= 0);
  }
}

/** Whether two allowed values of one setting are the same. */
export function sameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** An allowed value in the one form in which it is kept: of a set of roles, the order says nothing. */
export function normalised(setting: Setting, value: unknown): unknown {
  return setting.kind === 'roles' && Array.isArray(value)
    ? [...new Set<string>(value)].toSorted((one, other) => one.localeCompare(other))
    : value;
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

function isSnowflake(value: unknown): boolean {
  return typeof value === 'string' && /^[1-9]\d{0,19}$/.test(value);
}

/** Something that can be seen, as a form gives it back: on one line, with no blanks around it. */
function isLine(value: unknown): value is string {
  return typeof value === 'string' && value === value.trim() && value.isWellFormed() && !unseen.test(value);
}

const unseen = /[\p{Cc}\u2028\u2029]|^\p{Default_Ignorable_Code_Point}*$/u;

function isListOfWords(value: unknown, max: number): boolean {
  return Array.isArray(value) && value.length <= max && value.every(isWord) && value.join(', ').length <= TYPED_LIMIT;
}

/** What cannot be typed into a list whole cannot be in one. */
function isWord(value: unknown): boolean {
  return typeof value === 'string' && value === value.trim() && /^[^,\n\r]+$/.test(value) && value.length <= WORD_LIMIT;
}
