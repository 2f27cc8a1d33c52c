import type { BreakoutRow } from './breakouts.js';

/** A breakout as its row has it. Its rules follow from its source, which may change. */
export type StoredBreakout = Omit<BreakoutRow, 'rules'> & { readonly graceSeconds: number };

type Rows = Map<string, StoredBreakout>;

interface GuildCopy {
  /** Another one after each beginning and each end of a write. */
  version: number;
  /** By id, in the order of the ids. Undefined while it is not known what the table has: whoever asks next reads it. */
  rows: Rows | undefined;
}

/**
 * A copy of the rows of breakouts in memory, so that voice events cost no query. It has what is known to be stored, and nothing else:
 * a guild's part is thrown away, and read anew by whoever asks next, when a statement fails, finds another row than the copy
 * has, or meets another statement. Within the guild's queue, where rows are written, that never happens by itself.
 */
export class BreakoutCopy {
  readonly #guilds = new Map<string, GuildCopy>();
  /** Every row of the own guilds has been read: a guild that nothing is known of has none. */
  #complete = false;
  /** Another one after each write that may concern every guild. */
  #version = 0;

  /** Takes everything over that `read` finds: the rows of all own guilds. */
  public async load(read: () => Promise<StoredBreakout[]>): Promise<StoredBreakout[]> {
    for (;;) {
      const version = this.#version;
      const before = new Map([...this.#guilds].map(([guildId, guild]) => [guildId, guild.version]));
      const rows = await read();
      // A write to all guilds came in between: it knew nothing of the guilds that this would bring.
      if (version !== this.#version) continue;
      const byGuild = Map.groupBy(rows, ({ guildId }) => guildId);
      for (const guildId of new Set([...byGuild.keys(), ...this.#guilds.keys()])) {
        const guild = this.#of(guildId);
        if (guild.version === (before.get(guildId) ?? 0)) guild.rows = byId(byGuild.get(guildId) ?? []);
      }
      this.#complete = true;
      return rows;
    }
  }

  /** The rows of a guild, by `read` only if the copy does not know them. */
  public async ofGuild(guildId: string, read: () => Promise<StoredBreakout[]>): Promise<StoredBreakout[]> {
    const { rows } = this.#of(guildId);
    return rows ? [...rows.values()] : this.reload(guildId, read);
  }

  /** The rows of a guild by `read`, which the copy takes over. */
  public async reload(guildId: string, read: () => Promise<StoredBreakout[]>): Promise<StoredBreakout[]> {
    const guild = this.#of(guildId);
    const { version } = guild;
    const rows = await read();
    if (guild.version === version) guild.rows = byId(rows);
    return rows;
  }

  /**
   * Runs a statement that writes rows of a guild, and has `change` do the same to the copy once that is stored.
   *
   * @param change - returns whether the copy had what the statement found. Without it, the rows are read anew.
   */
  public async write<Result>(
    guildId: string,
    statement: () => Promise<Result>,
    change: (rows: Rows, result: Result) => boolean = () => false,
  ): Promise<Result> {
    const guild = this.#of(guildId);
    const version = (guild.version += 1);
    let known = false;
    try {
      const result = await statement();
      known = guild.version === version && guild.rows !== undefined && change(guild.rows, result);
      return result;
    } finally {
      guild.version += 1;
      if (!known) guild.rows = undefined;
    }
  }

  /** Runs a statement that may change every row for which `concerns` is true, of whichever guild. */
  public async writeAnywhere<Result>(
    statement: () => Promise<Result>,
    concerns: (row: StoredBreakout) => boolean,
  ): Promise<Result> {
    try {
      return await statement();
    } finally {
      this.#version += 1;
      for (const guild of this.#guilds.values()) {
        guild.version += 1;
        if ([...(guild.rows?.values() ?? [])].some(concerns)) guild.rows = undefined;
      }
    }
  }

  #of(guildId: string): GuildCopy {
    const known = this.#guilds.get(guildId);
    if (known) return known;
    const guild: GuildCopy = { version: 0, rows: this.#complete ? new Map<string, StoredBreakout>() : undefined };
    this.#guilds.set(guildId, guild);
    return guild;
  }
}

function byId(rows: readonly StoredBreakout[]): Rows {
  return new Map(rows.map((row) => [row.id, row]));
}
