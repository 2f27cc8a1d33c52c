import type { EntityManager, FilterQuery, MikroORM } from '@mikro-orm/postgresql';
import { RowStatements, runTogether, Shards } from 'roomkeeper';
import type { Breakout, BreakoutRules } from '../domain/breakout.js';
import type { BreakoutRow as ReconciledRow } from '../domain/reconcile.js';
import type { RetryRules } from '../domain/retry.js';
import { AutochannelBreakout } from '../entities/autochannel-breakout.js';
import type { BreakoutCopy, StoredBreakout } from './breakout-copy.js';
import type { Source, Sources } from './sources.js';

/** A stored breakout, as plain data. */
export interface BreakoutRow extends ReconciledRow {
  readonly sourceChannelId: string;
  readonly number: number;
  readonly ownerId: string;
}

/** What is known of a breakout before its channel is made. */
export type NewBreakout = Pick<
  BreakoutRow,
  'guildId' | 'sourceId' | 'sourceChannelId' | 'number' | 'name' | 'parentId' | 'ownerId' | 'createdAt'
> & { readonly graceSeconds: number; readonly life: Breakout };

/** Which row, and whose copy. */
type BreakoutKey = Pick<BreakoutRow, 'id' | 'guildId'>;
type Stored = AutochannelBreakout;

/** What the breakouts work with. */
export interface BreakoutsParts {
  readonly sources: Sources;
  readonly copy: BreakoutCopy;
  readonly retry: RetryRules;
}

/**
 * The table of breakouts, and a copy of it in memory, of which `known…` tells. Each method is one statement at most. Change
 * them, and ask the copy, only within the guild's queue.
 */
export class Breakouts {
  readonly #orm: MikroORM;
  readonly #parts: BreakoutsParts;
  readonly #shards: Shards;
  readonly #statements: RowStatements<AutochannelBreakout>;

  public constructor(orm: MikroORM, parts: BreakoutsParts, shards = Shards.all) {
    this.#shards = shards;
    this.#orm = orm;
    this.#parts = parts;
    this.#statements = new RowStatements(orm, AutochannelBreakout);
  }

  /** Reads those of the own guilds anew. */
  public async load(): Promise<BreakoutRow[]> {
    const rows = await this.#parts.copy.load(() => this.#find(this.#shards.rows()));
    return rows.map((row) => this.#ruled(row));
  }

  /** Reads those of a guild anew. */
  public async reload(guildId: string): Promise<BreakoutRow[]> {
    const rows = await this.#parts.copy.reload(guildId, () => this.#find({ guildId }));
    return rows.map((row) => this.#ruled(row));
  }

  /** Those of a source channel, also those from before it was disabled and enabled again. No statement. */
  public async knownOfSource(guildId: string, sourceChannelId: string): Promise<BreakoutRow[]> {
    const rows = await this.#known(guildId);
    return rows.filter((row) => row.sourceChannelId === sourceChannelId).map((row) => this.#ruled(row));
  }

  /** No statement. */
  public async knownByChannel(guildId: string, channelId: string): Promise<BreakoutRow | undefined> {
    const row = (await this.#known(guildId)).find((known) => known.channelId === channelId);
    return row && this.#ruled(row);
  }

  public ofSource(sourceChannelId: string): Promise<BreakoutRow[]> {
    return this.#stored({ sourceChannelId });
  }

  public ofGuild(guildId: string): Promise<BreakoutRow[]> {
    return this.#stored({ guildId });
  }

  public async byChannel(channelId: string): Promise<BreakoutRow | undefined> {
    return (await this.#stored({ channelId }))[0];
  }

  public async byId(id: string): Promise<BreakoutRow | undefined> {
    return (await this.#stored({ id: Number(id) }))[0];
  }

  /** Those of the own guilds whose deadline has passed, the longest overdue first. */
  public async overdue(before: Date, limit: number): Promise<BreakoutRow[]> {
    const rows = await this.#em().find(
      AutochannelBreakout,
      { ...this.#shards.rows(), deleteAt: { $lt: before } },
      { orderBy: { deleteAt: 'asc' }, limit },
    );
    return rows.map((row) => this.#ruled(plain(row)));
  }

  /** @returns the id of the new row. */
  public insert({ life, ...breakout }: NewBreakout): Promise<string> {
    const { sourceId, createdAt, ...values } = breakout;
    const row = {
      ...values,
      ...stored(life),
      source: Number(sourceId),
      channelId: null,
      createdAt: new Date(createdAt),
    };
    return this.#parts.copy.write(
      breakout.guildId,
      async () => String((await runTogether(this.#orm, [this.#statements.insert(row, 'id')])).row?.id),
      (rows, id) => rows.set(id, { ...breakout, ...life, id, channelId: null }).has(id),
    );
  }

  /** Stores where a breakout is in its life, and its channel when that has become known. */
  public save(row: BreakoutKey, { state, forced, attempts, deleteAt }: Breakout, channelId?: string): Promise<void> {
    const channel = channelId === undefined ? {} : { channelId };
    const life = { state, forced, attempts, deleteAt };
    return this.#update(row, { ...stored(life), ...channel }, { ...life, ...channel });
  }

  /** Makes somebody else the one for whom a breakout was made. */
  public handOver(row: BreakoutKey, ownerId: string): Promise<void> {
    return this.#update(row, { ownerId }, { ownerId });
  }

  /** Runs a statement that takes somebody's breakouts from them, in whichever guild. */
  public async disown(ownerId: string, statement: () => Promise<unknown>): Promise<void> {
    await this.#parts.copy.writeAnywhere(statement, (row) => row.ownerId === ownerId);
  }

  /** Gives a source that was disabled and enabled again its breakouts of before. */
  public async takeBack({ id, guildId, channelId }: Pick<Source, 'id' | 'guildId' | 'channelId'>): Promise<void> {
    const where = { sourceChannelId: channelId, source: null };
    await this.#parts.copy.write(
      guildId,
      () => this.#em().nativeUpdate(AutochannelBreakout, where, { source: Number(id) }),
      (rows, updated) => {
        const own = [...rows.values()].filter((row) => row.sourceChannelId === channelId && row.sourceId === null);
        for (const row of own) rows.set(row.id, { ...row, sourceId: id });
        return own.length === updated;
      },
    );
  }

  public async remove({ id, guildId }: BreakoutKey): Promise<void> {
    await this.#parts.copy.write(
      guildId,
      () => this.#em().nativeDelete(AutochannelBreakout, { id: Number(id) }),
      (rows, removed) => rows.delete(id) === removed > 0,
    );
  }

  /** The grace is that of the source as it is now; of one that is no source any more, as it was. */
  public rules(breakout: Pick<AutochannelBreakout, 'sourceChannelId' | 'graceSeconds'>): BreakoutRules {
    const graceSeconds = this.#parts.sources.get(breakout.sourceChannelId)?.graceSeconds ?? breakout.graceSeconds;
    return { grace: graceSeconds * 1000, retry: this.#parts.retry };
  }

  async #update(
    { id, guildId }: BreakoutKey,
    values: Partial<Pick<Stored, 'state' | 'forced' | 'attempts' | 'deleteAt' | 'channelId' | 'ownerId'>>,
    change: Partial<StoredBreakout>,
  ): Promise<void> {
    await this.#parts.copy.write(
      guildId,
      async () => (await runTogether(this.#orm, [this.#statements.update({ id: Number(id), ...values })])).affectedRows,
      (rows, updated) => {
        const row = rows.get(id);
        if (row) rows.set(id, { ...row, ...change });
        return (row !== undefined) === updated > 0;
      },
    );
  }

  #known(guildId: string): Promise<StoredBreakout[]> {
    return this.#parts.copy.ofGuild(guildId, () => this.#find({ guildId }));
  }

  async #stored(where: FilterQuery<AutochannelBreakout>): Promise<BreakoutRow[]> {
    return (await this.#find(where)).map((row) => this.#ruled(row));
  }

  async #find(where: FilterQuery<AutochannelBreakout>): Promise<StoredBreakout[]> {
    return (await this.#em().find(AutochannelBreakout, where, { orderBy: { id: 'asc' } })).map(plain);
  }

  #ruled(row: StoredBreakout): BreakoutRow {
    const { graceSeconds: _, ...breakout } = row;
    return { ...breakout, rules: this.rules(row) };
  }

  #em(): EntityManager {
    return this.#orm.em.fork();
  }
}

function plain(row: AutochannelBreakout): StoredBreakout {
  return {
    id: String(row.id),
    guildId: row.guildId,
    sourceId: row.source === null ? null : String(row.source.id),
    sourceChannelId: row.sourceChannelId,
    channelId: row.channelId,
    number: row.number,
    name: row.name,
    parentId: row.parentId,
    ownerId: row.ownerId,
    graceSeconds: row.graceSeconds,
    createdAt: row.createdAt.getTime(),
    state: row.state,
    forced: row.forced,
    attempts: row.attempts,
    deleteAt: row.deleteAt?.getTime() ?? null,
  };
}

function stored({ deleteAt, ...life }: Breakout): Pick<Stored, 'state' | 'forced' | 'attempts' | 'deleteAt'> {
  return { ...life, deleteAt: deleteAt === null ? null : new Date(deleteAt) };
}
