import { z } from 'zod';
import { causeLine, type Fault } from '../plugins/errors.js';
import { didYouMean, nearestName } from '../plugins/nearest-name.js';
import type { Path } from './file.js';
import { ENVIRONMENT_ONLY } from './schema.js';

/** The outcome of {@link checkValue}. `value` is meaningful when there are no faults. */
export interface Checked {
  readonly value: unknown;
  readonly faults: readonly Fault[];
}

/**
 * Checks a value by a schema, and says in plain words what is wrong. Values themselves are never quoted, as they may be
 * secrets. Works with schemas of another copy of zod.
 *
 * @param at - Where the value is in the file.
 */
export async function checkValue(
  schema: z.ZodType,
  value: unknown,
  at: Path,
  where: (path: Path) => string,
): Promise<Checked> {
  const knownKeys = new Map<unknown, readonly string[]>();
  const result = await schema.safeParseAsync(value, {
    reportInput: true,
    error: ({ code, inst, input }) => {
      if (code === 'unrecognized_keys' && inst instanceof z.core.$ZodObject) {
        knownKeys.set(input, Object.keys(inst._zod.def.shape));
      }
      return undefined;
    },
  });
  if (result.success) return { value: result.data, faults: [] };
  const faults = result.error.issues.flatMap((issue): Fault[] => {
    const path = [...at, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      const known = knownKeys.get(issue.input) ?? [];
      return issue.keys.map((key) => unknownKey([...path, key], known, where));
    }
    return [{ where: where(path), ...describeIssue(issue) }];
  });
  return { value: undefined, faults };
}

/** The fault for a key that does not exist, with a hint: a near one that does, or the variable that is to be set instead. */
export function unknownKey(path: Path, known: readonly string[], where: (path: Path) => string): Fault {
  const variable = ENVIRONMENT_ONLY[path.map(String).join('.')];
  if (variable !== undefined) {
    const what = 'this does not belong in the file';
    return { where: where(path), what, todo: `Set ${variable} in the environment or in .env instead.` };
  }
  const otherwise = known.length === 0 ? 'Remove it.' : `Known here: ${known.join(', ')}.`;
  return { where: where(path), what: 'unknown key', todo: didYouMean(String(path.at(-1)), known, otherwise) };
}

/** The type of a value, as JSON and YAML call it. */
export function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return `a ${typeof value}`;
}

const EXPECTED: Readonly<Record<string, string>> = {
  array: 'a list',
  int: 'a whole number',
  object: 'a mapping',
  record: 'a mapping',
  boolean: 'a boolean (true or false)',
};

const UNITS: Readonly<Record<string, string>> = { string: ' characters', array: ' items', set: ' items' };

function describeIssue(issue: z.core.$ZodIssue): Omit<Fault, 'where'> {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue);
    case 'invalid_value':
      return wrongChoice(issue);
    case 'too_small':
    case 'too_big':
      return { what: `the value must ${range(issue)}`, todo: 'Correct the value.' };
    case 'invalid_union':
      return { what: `the value fits none of the allowed forms: ${forms(issue)}`, todo: 'Correct the value.' };
    case 'invalid_key':
      return { what: `the key is not allowed: ${issue.issues.map((inner) => describeIssue(inner).what).join('; ')}` };
    case 'invalid_format':
    case 'not_multiple_of':
    case 'invalid_element':
    case 'unrecognized_keys':
    case 'custom':
      break;
  }
  return { what: `the value is refused: ${causeLine(issue.message)}`, todo: 'Correct the value.' };
}

function wrongType({ expected, input }: z.core.$ZodIssueInvalidType): Omit<Fault, 'where'> {
  const wanted = EXPECTED[expected] ?? `a ${expected}`;
  if (input === undefined) return { what: `the value is missing; it must be ${wanted}`, todo: 'Add it.' };
  if (Number.isNaN(input)) return { what: `the value must be ${wanted}`, todo: 'Correct the value.' };
  const fraction = expected === 'int' && typeof input === 'number';
  const what = `the value must be ${wanted}, but is ${fraction ? 'another number' : typeName(input)}`;
  const quotes = expected === 'string' && (typeof input === 'number' || typeof input === 'boolean');
  return { what, todo: quotes ? 'Put it in quotes.' : 'Correct the value.' };
}

function wrongChoice({ values, input }: z.core.$ZodIssueInvalidValue): Omit<Fault, 'where'> {
  const choices = values.map(String);
  const what = `the value must be one of ${choices.join(', ')}`;
  if (typeof input !== 'string') return { what: `${what}, but is ${typeName(input)}`, todo: 'Choose one of these.' };
  const nearest = nearestName(input, choices);
  return { what, todo: nearest === undefined ? 'Choose one of these.' : `Did you mean "${nearest}"?` };
}

function range(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const [direction, bound] = issue.code === 'too_small' ? ['least', issue.minimum] : ['most', issue.maximum];
  const unit = UNITS[issue.origin];
  if (issue.inclusive === false) return `be ${direction === 'least' ? 'more' : 'less'} than ${bound}`;
  return unit === undefined ? `be at ${direction} ${bound}` : `have at ${direction} ${bound}${unit}`;
}

function forms({ errors }: z.core.$ZodIssueInvalidUnion): string {
  const reasons = errors.flatMap((branch) => branch.slice(0, 1).map((issue) => describeIssue(issue).what));
  return [...new Set(reasons)].join('; or ') || 'more than one would fit';
}
