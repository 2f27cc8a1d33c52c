import { UserError } from '@sapphire/framework';
import type { Fault } from '../../domain/fault.js';
import { repeatedNames } from '../../domain/import-names.js';
import { nameKey } from '../../domain/names.js';
import type { Portable } from '../../domain/portable.js';
import { faultText } from '../../fault-messages.js';
import { fileFaults, portability } from '../../portable-messages.js';
import { filePath } from './file-action.js';
import type { FileFault } from './file-fault.js';
import type { LineOf } from './reading.js';

/** A file that is not imported: `trigger.faulty`, with all that is wrong with it. */
export class FaultyFileError extends UserError {
  public readonly faults: readonly FileFault[];

  public constructor(faults: readonly FileFault[]) {
    const lines = faults.slice(0, SHOWN).map(({ path, line, text }) => `- ${fileFaults.line(path, line, text)}`);
    const more = faults.length > SHOWN ? [fileFaults.more(faults.length - SHOWN)] : [];
    super({
      identifier: 'trigger.faulty',
      message: [fileFaults.heading, ...lines, ...more].join('\n').slice(0, 1_900),
      context: { faults },
    });
    this.faults = faults;
  }
}

const SHOWN = 10;

type List = 'groups' | 'actions' | 'triggers';

/** Says where in a file the faults of what a guild would have after its import are. */
export class ImportFaults {
  readonly #file: Portable;
  readonly #next: Portable;
  readonly #lineOf: LineOf;
  readonly #places: Readonly<Record<List, ReadonlyMap<string, number>>>;

  public constructor(file: Portable, next: Portable, lineOf: LineOf) {
    this.#file = file;
    this.#next = next;
    this.#lineOf = lineOf;
    this.#places = { groups: places(file.groups), actions: places(file.actions), triggers: places(file.triggers) };
  }

  /** Faults by their path in what the guild would have. What the file does not name is called by its name. */
  public located(faults: readonly Fault[]): readonly FileFault[] {
    return faults.map((fault) => this.#located(fault));
  }

  /** Something that is wrong with a whole thing, or with a field of it. */
  public at(list: List, name: string, field: string, text: string): FileFault {
    const place = this.#places[list].get(nameKey(name));
    if (place === undefined) return { path: portability.ownPath(list, name), line: null, text };
    return inFile(`${list}[${place}]${field}`, text, this.#lineOf);
  }

  #located(fault: Fault): FileFault {
    const { code, detail = '', limit = 0 } = fault;
    if (code === 'over-limit') return { path: '', line: null, text: fileFaults.overLimit(detail, limit) };
    const [, list, at, rest] = /^(groups|actions|triggers)\[(\d+)\]\.?(.*)$/s.exec(fault.path) ?? [];
    if (!isList(list) || rest === undefined) return { path: '', line: null, text: faultText(fault) };
    const kind = list === 'actions' ? this.#next.actions[Number(at)]?.spec.kind : undefined;
    const path = filePath(fault.path, () => kind);
    const words = rest.replace(/^spec\./, '').replace(/^first\.(?=action$)|^second\.(?=group$)/, '');
    const text = faultText({ ...fault, path: words }, kind);
    if (this.#next === this.#file) return inFile(path, text, this.#lineOf);
    const name = this.#next[list][Number(at)]?.name ?? '';
    return this.at(list, name, path.slice(`${list}[${at}]`.length), text);
  }
}

/** Names that stand twice in their list of a file. */
export function twiceInFile(file: Portable, lineOf: LineOf): readonly FileFault[] {
  return repeatedNames(file).map(({ path, detail = '' }) => inFile(path, fileFaults.nameTwice(detail), lineOf));
}

function inFile(path: string, text: string, lineOf: LineOf): FileFault {
  return { path, line: lineOf(path), text };
}

function isList(text: string | undefined): text is List {
  return text === 'groups' || text === 'actions' || text === 'triggers';
}

function places(items: readonly { readonly name: string }[]): ReadonlyMap<string, number> {
  return new Map(items.map(({ name }, at) => [nameKey(name), at]));
}
