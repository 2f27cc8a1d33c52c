import { conditions } from '../../domain/conditions/conditions.js';
import { conditionIn } from './reading-conditions.js';
import { textIn, type Given } from './given.js';

/** The fields of forms for texts of a message action: each takes one, or several with `---` between them. */
export const textFields = ['texts_1', 'texts_2', 'texts_3', 'texts_4', 'texts_5'] as const;

/** Discord takes so many fields in one form. */
const FIELDS_LIMIT = 5;

/** What can be typed, in the order in which forms ask for it; texts of message actions apart. */
const typedOptions = [
  'name',
  'parameter',
  'trigger',
  'action',
  'run',
  'group',
  'next',
  'add_text',
  'emoji',
  'roles',
  'add_roles',
  'remove_roles',
  'message',
  'lifetime',
  'duration',
  'all_roles',
  'any_role',
  'no_role',
  'account_age',
  'membership_age',
  'cooldown',
  'channel_cooldown',
  'server_cooldown',
] as const;

export type FormField = (typeof typedOptions)[number] | (typeof textFields)[number];

/** What is filled in with one command, or with one form. */
export type Line =
  | 'trigger create'
  | 'trigger edit'
  | 'action create'
  | 'action edit'
  | 'action add-texts'
  | 'action replace-text'
  | 'rolegroup create'
  | 'rolegroup edit'
  | 'blacklist add';

/** The fields with which what was filled in can be mended: all that was typed, and what still is to be. */
export function fieldsOf(line: Line, given: Given): readonly FormField[] {
  if (line === 'action replace-text') return ['texts_1'];
  if (line === 'action add-texts') return textFields;
  const asked = typedOptions.filter(
    (option) =>
      given[option] !== undefined || isMissing(line, option, given) || (option === 'parameter' && takesText(given)),
  );
  if (line === 'action create' && textIn(given, 'kind') === 'message') {
    const others = asked.filter((option) => option === 'name' || option === 'next');
    return [...others, ...textFields.slice(0, FIELDS_LIMIT - others.length)];
  }
  return asked.slice(0, FIELDS_LIMIT);
}

/** Whether a form has to be opened at once: something is needed that is better typed there. */
export function asksForm(line: Line, given: Given): boolean {
  if (line === 'action create' && textIn(given, 'kind') === 'message') return given['text'] === undefined;
  return isMissing(line, 'parameter', given) || isMissing(line, 'emoji', given);
}

/** A condition without the parameter that it must have: a reaction's may be left out, for any emoji. Or an emoji. */
function isMissing(line: Line, option: string, given: Given): boolean {
  if (option === 'emoji') return line === 'action create' && given['kind'] === 'react' && given[option] === undefined;
  if (option !== 'parameter' || given[option] !== undefined || !line.endsWith(' create')) return false;
  if (line === 'action create' && textIn(given, 'kind') !== 'create-trigger') return false;
  return takesText(given);
}

/** Whether a condition was chosen that needs a parameter: an edit may keep the one that there is. */
function takesText(given: Given): boolean {
  const id = conditionIn(given);
  if (id === null) return false;
  const { event } = conditions[id];
  return event === 'message' || event === 'interval';
}
