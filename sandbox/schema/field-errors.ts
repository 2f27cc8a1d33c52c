import type { z } from 'zod/mini';
import type { FieldErrors } from '../store/errors.js';

type Issue = z.core.$ZodIssue;

const lengths: ReadonlySet<string> = new Set(['string', 'array', 'set']);

/** One fault of a body, in Discord's words. */
export interface FieldFault {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly message: string;
}

/** What is wrong with `value`, one fault a field: of a union only the faults of the branch that was meant. */
export function faultsFrom(issues: readonly Issue[], value: unknown): FieldFault[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'invalid_union') return faultsOfUnion(issue, value);
    return [{ path: issue.path, ...describe(issue, at(value, issue.path)) }];
  });
}

/** Faults as the nested `errors` object of code 50035. */
export function nest(faults: readonly FieldFault[]): FieldErrors {
  const root: Record<string, unknown> = {};
  for (const { path, code, message } of faults) {
    let node = root;
    for (const field of path) node = (node[String(field)] ??= {}) as Record<string, unknown>;
    ((node['_errors'] ??= []) as unknown[]).push({ code, message });
  }
  return root as FieldErrors;
}

export function faultLine({ path, code, message }: FieldFault): string {
  return `${path.map(String).join('.') || '(body)'}: ${message} [${code}]`;
}

function faultsOfUnion(issue: Issue & { code: 'invalid_union' }, value: unknown): FieldFault[] {
  const prefix = issue.path;
  const inner = at(value, prefix);
  const typed = issue.errors.filter((branch) => !branch.some(isTypeFault));
  if (typed.length === 0 && issue.errors.length > 0 && at(inner, ['type']) !== undefined) {
    const types = issue.errors.flat().flatMap((fault) => (isTypeFault(fault) ? fault.values : []));
    const message = `Value of field "type" must be one of (${types.map(String).join(', ')}).`;
    return [{ path: prefix, code: 'UNION_TYPE_CHOICES', message }];
  }
  const meant = (typed.length > 0 ? typed : issue.errors).toSorted(byClosest)[0] ?? [];
  return faultsFrom(meant, inner).map((fault) => ({ ...fault, path: [...prefix, ...fault.path] }));
}

function isTypeFault(issue: Issue): issue is Issue & { code: 'invalid_value' } {
  return issue.code === 'invalid_value' && issue.path.length === 1 && issue.path[0] === 'type';
}

/** A branch that is wrong deeper down is nearer to what was meant than one that is wrong as a whole. */
function byClosest(one: readonly Issue[], other: readonly Issue[]): number {
  const isWhole = (branch: readonly Issue[]) => Number(branch.some(({ path }) => path.length === 0));
  return isWhole(one) - isWhole(other) || one.length - other.length;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((node, key) => (node as Record<PropertyKey, unknown> | null | undefined)?.[key], value);
}

function describe(issue: Issue, value: unknown): { code: string; message: string } {
  if (value === undefined) return { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
  if (issue.code === 'invalid_type') return wrongType(issue.expected, value);
  if (issue.code === 'too_big' || issue.code === 'too_small') return wrongSize(issue);
  if (issue.code === 'invalid_format') return wrongFormat(issue, value);
  if (issue.code !== 'invalid_value') return { code: 'BASE_TYPE_INVALID', message: issue.message };
  return { code: 'BASE_TYPE_CHOICES', message: `Value must be one of {${issue.values.map(String).join(', ')}}.` };
}

function wrongSize(issue: Issue & { code: 'too_big' | 'too_small' }): { code: string; message: string } {
  const isLength = lengths.has(issue.origin);
  if (issue.code === 'too_big') {
    return isLength
      ? { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` }
      : { code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${issue.maximum}.` };
  }
  return isLength
    ? { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${issue.minimum} or more in length.` }
    : { code: 'NUMBER_TYPE_MIN', message: `int value should be greater than or equal to ${issue.minimum}.` };
}

function wrongType(expected: string, value: unknown): { code: string; message: string } {
  switch (expected) {
    case 'number':
    case 'int':
      return { code: 'NUMBER_TYPE_COERCE', message: `Value "${quote(value)}" is not int.` };
    case 'boolean':
      return { code: 'BOOLEAN_TYPE_CONVERT', message: 'Must be either true or false.' };
    case 'string':
      return { code: 'STRING_TYPE_CONVERT', message: `Could not interpret "${quote(value)}" as string.` };
    case 'array':
      return { code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' };
    default:
      return { code: 'DICT_TYPE_CONVERT', message: 'Only dictionaries may be used in a DictType' };
  }
}

function wrongFormat(issue: Issue & { code: 'invalid_format' }, value: unknown): { code: string; message: string } {
  if ('pattern' in issue && issue.pattern?.includes('[1-9][0-9]*')) {
    return { code: 'NUMBER_TYPE_COERCE', message: `Value "${quote(value)}" is not snowflake.` };
  }
  if (issue.format === 'url') return { code: 'URL_TYPE_INVALID_URL', message: 'Not a well formed URL.' };
  if (issue.format === 'datetime') {
    return { code: 'DATE_TIME_TYPE_PARSE', message: `Could not parse ${quote(value)}. Should be ISO8601.` };
  }
  return { code: 'STRING_TYPE_REGEX', message: 'String value did not match validation regex.' };
}

function quote(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
