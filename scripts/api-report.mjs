import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * What a plugin may import of Roomkeeper, as text: the declaration, with its comment, of everything that an entry exports, by name.
 *
 * @param {string} entry - The path of a compiled `index.d.ts`.
 * @returns {{ name: string, text: string, documented: boolean }[]}
 */
export function apiOf(entry) {
  return exportsOf(readFileSync(entry, 'utf8'))
    .map(({ name, from }) => {
      const declaration = declarationsIn(readFileSync(resolve(dirname(entry), from.replace(/\.js$/, '.d.ts')), 'utf8'))
        // Overloads, and a type with the value of its name, belong together.
        .filter((one) => one.name === name)
        .map(({ text }) => text)
        .join('\n');
      if (declaration === '') throw new Error(`${from} declares no ${name}`);
      return { name, text: declaration, documented: declaration.startsWith('/**') };
    })
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** The whole report. */
export function reportOf(api) {
  const head =
    '// All that `roomkeeper` exports, by name. Made by `npm run api-report`; a test compares it with the code.\n';
  return `${[head, ...api.map(({ text }) => text)].join('\n\n')}\n`;
}

function exportsOf(index) {
  return [...index.matchAll(/^export (?:type )?\{([^}]*)\} from '([^']+)';/gms)].flatMap(([, names, from]) =>
    names
      .split(',')
      .map((name) => name.trim().replace(/^type /, ''))
      .filter((name) => name !== '')
      .map((name) => ({ name, from })),
  );
}

/** The declarations at the top level of a file: each begins at the start of a line, and ends with a line that ends it there. */
function declarationsIn(source) {
  const found = [];
  let lines = [];
  let comment = [];
  for (const line of source.split('\n')) {
    if (lines.length === 0 && isOfComment(line, comment)) {
      comment.push(line);
      continue;
    }
    if (lines.length === 0) {
      const [, name] =
        /^(?:export )?(?:declare )?(?:abstract )?(?:class|function|interface|type|const) (\w+)/.exec(line) ?? [];
      if (name === undefined) {
        comment = [];
        continue;
      }
      found.push({ name, text: '' });
    }
    lines.push(line);
    if (!isEnd(line, lines.length)) continue;
    found.at(-1).text = [...comment, ...lines].join('\n').trim();
    lines = [];
    comment = [];
  }
  return found;
}

function isOfComment(line, comment) {
  const open = comment.length > 0 && !comment.at(-1).endsWith('*/');
  return open || line.startsWith('/**');
}

/** A statement of several lines ends with its bracket at the start of a line. */
function isEnd(line, count) {
  return count === 1 ? /[;}]$/.test(line) : /^[})\]]/.test(line) && /[;}]$/.test(line);
}
