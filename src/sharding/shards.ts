import { raw } from '@mikro-orm/postgresql';

/** Some shards of a bot: which ones, and how many the bot has in all. */
export interface ShardSet {
  /** Ascending, each below `count`. */
  readonly ids: readonly number[];
  readonly count: number;
}

/** The shard that serves a guild. It follows from the id alone, so a guild has one whether the bot sees it or not. */
export function shardOf(guildId: string, count: number): number {
  return Number((BigInt(guildId) >> 22n) % BigInt(count));
}

/**
 * The shards of this process, and so the guilds that it is responsible for. Rows of other guilds are another process's business:
 * they are neither read as one's own, nor taken for left over because their guild is not to be seen.
 */
export class Shards {
  /** Of a bot that is one process. */
  public static readonly all = new Shards({ ids: [0], count: 1 });

  public readonly ids: readonly number[];
  public readonly count: number;
  readonly #own: ReadonlySet<number>;

  public constructor({ ids, count }: ShardSet) {
    this.ids = ids;
    this.count = count;
    this.#own = new Set(ids);
  }

  /** Whether this process serves every guild of the bot. */
  public get areAll(): boolean {
    return this.#own.size === this.count;
  }

  /** As in `SHARDS`, such as `0-7/64`. */
  public get text(): string {
    return `${runsOf(this.ids).join(',')}/${this.count}`;
  }

  /** This process's part of what all processes of the bot have together, above 0 and at most 1. */
  public get part(): number {
    return this.#own.size / this.count;
  }

  /** Whether a guild is this process's to look after. */
  public owns(guildId: string): boolean {
    return this.areAll || this.#own.has(shardOf(guildId, this.count));
  }

  /** An SQL condition that holds for the rows of own guilds; `column` holds the guild's id. No input of users belongs in it. */
  public sql(column = 'guild_id'): string {
    return this.areAll ? 'true' : `(${column} >> 22) % ${this.count} in (${this.ids.join(', ')})`;
  }

  /** The same as a condition of MikroORM, to be spread into a `where`. Good for one query. */
  public rows(column = 'guild_id'): { readonly guildId?: never; readonly id?: never } {
    return this.areAll ? {} : { [raw((alias) => this.sql(`${alias}.${column}`))]: [] };
  }
}

/** Ids as ranges: `0-3`, `5`. */
function runsOf(ids: readonly number[]): string[] {
  const runs: [first: number, last: number][] = [];
  for (const id of ids) {
    const run = runs.at(-1);
    if (run && run[1] === id - 1) run[1] = id;
    else runs.push([id, id]);
  }
  return runs.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`));
}
