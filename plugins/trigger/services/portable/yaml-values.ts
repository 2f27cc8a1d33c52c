import { isAlias, isMap, isScalar, isSeq, Scalar, type Node, type YAMLMap } from 'yaml';
import { fileFaults } from '../../portable-messages.js';
import { pathText } from './file-fault.js';
import { DEPTH_LIMIT, VALUES_LIMIT } from './limits.js';

/** What the nodes of a file stand for: texts, nulls, lists, and mappings without a prototype. */
export class YamlValues {
  /** Where each value begins in the text, by its path. */
  public readonly offsets = new Map<string, number>();
  public readonly faults: { readonly path: string; readonly offset: number; readonly text: string }[] = [];
  readonly #anchors = new Map<string, Node>();
  #count = 0;

  /** Whether there was more than a file may hold. The rest was not read. */
  public get overfull(): boolean {
    return this.#count > VALUES_LIMIT;
  }

  public read(node: unknown, steps: readonly PropertyKey[] = []): unknown {
    const path = pathText(steps);
    const given = this.#resolved(node, path);
    this.#count += 1;
    if (this.overfull || given === null) return null;
    const offset = startOf(node) ?? startOf(given);
    if (offset !== undefined && !this.offsets.has(path)) this.offsets.set(path, offset);
    if (given.tag !== undefined) return this.#fault(path, given, fileFaults.tagged);
    if (steps.length > DEPTH_LIMIT) return this.#fault(path, given, fileFaults.tooDeep);
    if (isSeq(given)) return given.items.map((item, at) => this.read(item, [...steps, at]));
    if (isMap(given)) return this.#mapping(given, steps);
    return isScalar(given) ? scalar(given) : null;
  }

  #mapping({ items }: YAMLMap, steps: readonly PropertyKey[]): unknown {
    const values: Record<string, unknown> = Object.create(null);
    const keys = new Set<string>();
    for (const { key, value } of items) {
      if (!isScalar(key) || typeof key.value !== 'string' || key.tag !== undefined) {
        this.#fault(pathText(steps), isNode(key) ? key : null, fileFaults.keyNotText);
        continue;
      }
      const at = [...steps, key.value];
      if (keys.has(key.value)) this.#fault(pathText(at), key, fileFaults.twice);
      keys.add(key.value);
      const offset = startOf(key);
      if (offset !== undefined && !this.offsets.has(pathText(at))) this.offsets.set(pathText(at), offset);
      values[key.value] = this.read(value, at);
      if (this.overfull) break;
    }
    return values;
  }

  /** Of an alias what it stands for; only what stands before it, so that nothing holds itself. */
  #resolved(node: unknown, path: string): Node | null {
    if (!isAlias(node)) {
      if (!isNode(node)) return null;
      if ('anchor' in node && typeof node.anchor === 'string') this.#anchors.set(node.anchor, node);
      return node;
    }
    const meant = this.#anchors.get(node.source);
    if (meant === undefined) this.#fault(path, node, fileFaults.badAlias);
    return meant ?? null;
  }

  #fault(path: string, node: Node | null, text: string): null {
    this.faults.push({ path, offset: startOf(node) ?? 0, text });
    return null;
  }
}

/** A text stays what was written, also `12`, `yes` and `null` in quotes. */
function scalar({ value, type }: Scalar): string | null {
  if (typeof value !== 'string') return null;
  return type === Scalar.PLAIN && /^(?:|~|null|Null|NULL)$/.test(value) ? null : value;
}

function isNode(node: unknown): node is Node {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node);
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
