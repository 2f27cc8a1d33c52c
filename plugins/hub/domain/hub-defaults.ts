import { checkName } from './name-filter.js';
import { templateKeys, type HubDefaults, type TemplateKey } from './room.js';

/** What somebody typed into the form of a hub's defaults. Blank means the built-in default. */
export interface TypedDefaults {
  readonly template: string;
  readonly manualName: string;
  readonly userLimit: string;
}

/** A field that holds something that cannot be. */
export interface DefaultsFault {
  readonly field: keyof TypedDefaults;
  readonly reason: 'unknown-template' | 'empty' | 'too-long' | 'banned-word' | 'not-0-to-99';
}

export type ParsedDefaults =
  | { readonly ok: true; readonly defaults: HubDefaults }
  | { readonly ok: false; readonly faults: readonly DefaultsFault[] };

/** The defaults of a hub, or every fault of what was typed. Nothing is taken over while there is a fault. */
export function parseDefaults(typed: TypedDefaults, bannedWords: readonly string[]): ParsedDefaults {
  const template = parsedTemplate(typed.template.trim().toLowerCase());
  const manualName = parsedName(typed.manualName, bannedWords);
  const userLimit = parsedLimit(typed.userLimit.trim());
  const faults = [template, manualName, userLimit].filter(isFault);
  if (isFault(template) || isFault(manualName) || isFault(userLimit)) return { ok: false, faults };
  return { ok: true, defaults: { template, manualName, userLimit } };
}

function parsedTemplate(typed: string): TemplateKey | null | DefaultsFault {
  if (typed === '') return null;
  return templateKeys.find((key) => key === typed) ?? { field: 'template', reason: 'unknown-template' };
}

function parsedName(typed: string, bannedWords: readonly string[]): string | null | DefaultsFault {
  if (typed.trim() === '') return null;
  const checked = checkName(typed, bannedWords);
  return checked.ok ? checked.name : { field: 'manualName', reason: checked.reason };
}

function parsedLimit(typed: string): number | null | DefaultsFault {
  if (typed === '') return null;
  return /^\d{1,2}$/u.test(typed) ? Number(typed) : { field: 'userLimit', reason: 'not-0-to-99' };
}

function isFault(value: unknown): value is DefaultsFault {
  return typeof value === 'object' && value !== null;
}
