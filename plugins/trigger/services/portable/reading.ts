import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Portable } from '../../domain/portable.js';
import { fileFaults } from '../../portable-messages.js';
import { pathText, type FileFault } from './file-fault.js';
import { FILE_LIMIT } from './limits.js';
import { fileSchema } from './schema.js';
import { isTooDeep } from './yaml-depth.js';
import { YamlValues } from './yaml-values.js';

/** The line at which something stands, or the nearest thing around it; null where there is none. */
export type LineOf = (path: string) => number | null;

export type Reading =
  | { readonly ok: true; readonly portable: Portable; readonly lineOf: LineOf }
  | { readonly ok: false; readonly faults: readonly FileFault[] };

/**
 * Reads a file that anybody may have made: what it says, or everything that is wrong with its form. Never throws, whatever
 * it holds: no tags, no key twice, aliases only as far as they stay small.
 */
export function readFile(bytes: Uint8Array): Reading {
  if (bytes.byteLength > FILE_LIMIT) return refused([whole(fileFaults.tooBig(FILE_LIMIT))]);
  const text = decoded(bytes);
  if (text === null) return refused([whole(fileFaults.notText)]);
  try {
    if (isTooDeep(text)) return refused([whole(fileFaults.tooDeep)]);
    return readText(text);
  } catch (error) {
    // The parser calls itself for each level of a file.
    if (error instanceof RangeError) return refused([whole(fileFaults.tooDeep)]);
    throw error;
  }
}

function readText(text: string): Reading {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    schema: 'failsafe',
    resolveKnownTags: false,
    // Quadratic there; the values are checked for it.
    uniqueKeys: false,
  });
  const line = (offset: number): number => lines.linePos(offset).line;
  const syntax = document.errors.map(({ message, pos }) => ({
    path: '',
    line: line(pos[0]),
    text: fileFaults.notYaml(said(message)),
  }));
  if (syntax.length > 0) return refused(syntax);
  if (document.contents === null) return refused([whole(fileFaults.empty)]);

  const values = new YamlValues();
  const content = values.read(document.contents);
  if (values.overfull) return refused([whole(fileFaults.tooMuch)]);
  const odd = values.faults.map(({ path, offset, text: what }) => ({ path, line: line(offset), text: what }));
  if (odd.length > 0) return refused(odd);
  if (content === null) return refused([whole(fileFaults.empty)]);

  const lineOf: LineOf = (path) => {
    const offset = nearest(values.offsets, path);
    return offset === undefined ? null : line(offset);
  };
  const shape = fileSchema.safeParse(content);
  return shape.success
    ? { ok: true, portable: shape.data, lineOf }
    : refused(shape.error.issues.flatMap((issue) => shapeFaults(issue, lineOf)));
}

function shapeFaults(issue: z.core.$ZodIssue, lineOf: LineOf): readonly FileFault[] {
  const at = (steps: readonly PropertyKey[], text: string): FileFault => {
    const path = pathText(steps);
    return { path, line: lineOf(path), text };
  };
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => at([...issue.path, key], fileFaults.unknown))
    : [at(issue.path, issue.message)];
}

function nearest(offsets: ReadonlyMap<string, number>, path: string): number | undefined {
  let rest = path;
  while (rest !== '' && !offsets.has(rest)) {
    // Without its last step. A key that somebody made up may hold anything.
    rest = rest.slice(0, Math.max(0, rest.lastIndexOf('.'), rest.lastIndexOf('[')));
  }
  return offsets.get(rest);
}

function refused(faults: readonly FileFault[]): Reading {
  return { ok: false, faults };
}

function whole(text: string): FileFault {
  return { path: '', line: null, text };
}

/** The parser's messages may end with a piece of the file. */
function said(message: string): string {
  return message
    .replaceAll(/[\p{C}`@<]/gu, ' ')
    .slice(0, 120)
    .replace(/[.:\s]+$/, '');
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
