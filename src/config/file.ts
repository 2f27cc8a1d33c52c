import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { causeLine, type Fault } from '../plugins/errors.js';

/** The steps from the top of the file to a value: keys, and positions in lists. */
export type Path = readonly PropertyKey[];

/** A configuration file, parsed but not checked. */
export interface ConfigFile {
  readonly values: Readonly<Record<string, unknown>>;
  /** Where a value is, for a fault: `config.yaml:4:3 hub.limit`. The nearest that exists, when it does not. */
  readonly where: (path: Path) => string;
  /** What is wrong with the file as such. */
  readonly faults: readonly Fault[];
}

const DEFAULT_NAME = 'config.yaml';

/** Reads the file of the given name, or `config.yaml`, which need not exist. Reports faults, never throws. */
export async function readConfigFile(directory: string, named?: string): Promise<ConfigFile> {
  const name = named ?? DEFAULT_NAME;
  const path = resolve(directory, name);
  if (named === undefined && !existsSync(path)) return withoutFile(directory);
  try {
    return parseConfigFile(await readFile(path, 'utf8'), name);
  } catch (error) {
    const todo = 'Give the path of a file that exists and can be read, with --config or ROOMKEEPER_CONFIG.';
    return emptyFile(name, [{ where: name, what: `the file cannot be read: ${causeLine(error)}`, todo }]);
  }
}

/** Parses the text of a configuration file. `name` is what faults call it. */
export function parseConfigFile(text: string, name = DEFAULT_NAME): ConfigFile {
  const lines = new LineCounter();
  // Without pretty errors: these quote the source, which may hold a secret that has no business there.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}`;
  };
  const syntax = [...document.errors, ...document.warnings].map(({ message, pos }): Fault => {
    return {
      where: at(pos[0]),
      what: `the file is not valid YAML: ${withoutSource(message)}`,
      todo: 'Correct this line.',
    };
  });
  if (syntax.length > 0) return emptyFile(name, syntax);

  const content = contentOf(document);
  if ('fault' in content) return emptyFile(name, [{ where: name, ...content.fault }]);
  const where = (path: Path): string => {
    const offset = offsetOf(document, path);
    return [offset === undefined ? name : at(offset), path.map(String).join('.')].join(' ').trim();
  };
  return { values: content.values, where, faults: [] };
}

/** Where there is no file, every default holds. */
function withoutFile(directory: string): ConfigFile {
  const misnamed = ['config.yml', 'config.json'].find((name) => existsSync(resolve(directory, name)));
  if (misnamed === undefined) return emptyFile('the defaults', []);
  const todo = `Rename it to ${DEFAULT_NAME}, or name it with --config ${misnamed}.`;
  return emptyFile(misnamed, [{ where: misnamed, what: 'a file of this name is not read', todo }]);
}

function emptyFile(name: string, faults: readonly Fault[]): ConfigFile {
  return { values: {}, faults, where: (path) => [name, path.map(String).join('.')].join(' ').trim() };
}

/** The parser's messages end with a piece of the source, which may hold a secret. */
function withoutSource(message: string): string {
  return causeLine(message.replace(/:\s.*$/s, ''));
}

type Content = { readonly values: Record<string, unknown> } | { readonly fault: Omit<Fault, 'where'> };

function contentOf(document: Document): Content {
  const todo = 'Write keys with values, as config.example.yaml does.';
  try {
    const values: unknown = document.toJS();
    if (values === null || values === undefined) return { values: {} };
    if (typeof values === 'object' && !Array.isArray(values)) return { values: { ...values } };
    return { fault: { what: 'the top level must be a mapping of keys to values', todo } };
  } catch (error) {
    return { fault: { what: `the file is not valid YAML: ${withoutSource(causeLine(error))}`, todo } };
  }
}

/** Where the key (or the list's item) at the end of the path begins in the text; of the last step that there is. */
function offsetOf(document: Document, path: Path): number | undefined {
  let node: unknown = document.contents;
  let offset: number | undefined;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = startOf(node) ?? offset;
    } else break;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
