import type { Route } from './route.js';

/** The route that serves a call, and what its path says. */
export interface Match {
  readonly route: Route;
  /** Method and template, such as `POST /guilds/{guild_id}/channels`. */
  readonly operation: string;
  /** The template's parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
}

interface Entry {
  readonly route: Route;
  readonly operation: string;
  readonly segments: readonly string[];
}

/** Finds the route of a path. A literal segment goes before a parameter: `/members/@me` before `/members/{user_id}`. */
export class Router {
  /** Every operation that has a route. */
  public readonly operations: ReadonlySet<string>;
  readonly #entries = new Map<string, Entry[]>();

  /** @throws {Error} when two routes serve one operation */
  public constructor(routes: readonly Route[]) {
    const operations = new Set<string>();
    for (const route of routes) {
      const operation = `${route.method} ${route.path}`;
      if (operations.has(operation)) throw new Error(`Two routes serve ${operation}`);
      operations.add(operation);
      this.#insert({ route, operation, segments: split(route.path) });
    }
    this.operations = operations;
  }

  /** @param path - Without the prefix `/api/v10`, and without a query. */
  public match(method: string, path: string): Match | null {
    const segments = split(path);
    const entry = this.#entries.get(bucket(method, segments))?.find((candidate) => fits(candidate.segments, segments));
    if (!entry) return null;
    const pairs = entry.segments.flatMap((name, index) =>
      isParameter(name) ? [[name.slice(1, -1), decode(segments[index] ?? '')]] : [],
    );
    return { route: entry.route, operation: entry.operation, params: Object.fromEntries(pairs) };
  }

  #insert(entry: Entry): void {
    const key = bucket(entry.route.method, entry.segments);
    const entries = this.#entries.get(key) ?? [];
    entries.push(entry);
    this.#entries.set(key, entries.sort(literalFirst));
  }
}

function bucket(method: string, segments: readonly string[]): string {
  return `${method} ${segments.length}`;
}

function split(path: string): string[] {
  return path.split('/').slice(1);
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{');
}

function fits(template: readonly string[], segments: readonly string[]): boolean {
  return template.every((segment, index) =>
    isParameter(segment) ? segments[index] !== '' : segment === decode(segments[index] ?? ''),
  );
}

function literalFirst(one: Entry, other: Entry): number {
  const at = one.segments.findIndex(
    (segment, index) => isParameter(segment) !== isParameter(other.segments[index] ?? ''),
  );
  return at === -1 ? 0 : Number(isParameter(one.segments[at] ?? '')) * 2 - 1;
}

/** A broken escape stands for itself: no route has it, and no id is like it. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
