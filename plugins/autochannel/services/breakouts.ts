import type { EntityManager, FilterQuery, MikroORM } from '@mikro-orm/postgresql';
import { Shards } from 'roomkeeper';
import type { Breakout, BreakoutRules } from '../domain/breakout.js';
import type { BreakoutRow as ReconciledRow } from '../domain/reconcile.js';
import type { RetryRules } from '../domain/retry.js';
import { AutochannelBreakout } from '../entities/autochannel-breakout.js';
import type { Sources } from './sources.js';

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

/** The table of breakouts. Each method is one statement. */
export class Breakouts {
  readonly #orm: MikroORM;
  readonly #sources: Sources;
  readonly #retry: RetryRules;
  readonly #shards: Shards;

  public constructor(orm: MikroORM, sources: Sources, retry: RetryRules, shards = Shards.all) {
    this.#shards = shards;
    this.#orm = orm;
    this.#sources = sources;
    this.#retry = retry;
  }

  /** Those of a source channel, also those from before it was disabled and enabled again. */
  public ofSource(sourceChannelId: string): Promise<BreakoutRow[]> {
    return this.#find({ sourceChannelId });
  }

  public ofGuild(guildId: string): Promise<BreakoutRow[]> {
    return this.#find({ guildId });
  }

  /** Those of the own guilds. */
  public all(): Promise<BreakoutRow[]> {
    return this.#find(this.#shards.rows());
  }

  public async byChannel(channelId: string): Promise<BreakoutRow | undefined> {
    return (await this.#find({ channelId }))[0];
  }

  public async byId(id: string): Promise<BreakoutRow | undefined> {
    return (await this.#find({ id: Number(id) }))[0];
  }

  /** Those of the own guilds whose deadline has passed, the longest overdue first. */
  public async overdue(before: Date, limit: number): Promise<BreakoutRow[]> {
    const rows = await this.#em().find(
      AutochannelBreakout,
      { ...this.#shards.rows(), deleteAt: { $lt: before } },
      { orderBy: { deleteAt: 'asc' }, limit },
    );
    return rows.map((row) => this.#plain(row));
  }

  /** @returns the id of the new row. */
  public async insert({ life, sourceId, createdAt, ...breakout }: NewBreakout): Promise<string> {
    const id = await this.#em().insert(AutochannelBreakout, {
      ...breakout,
      ...stored(life),
      source: Number(sourceId),
      channelId: null,
      createdAt: new Date(createdAt),
    });
    return String(id);
  }

  /** Stores where a breakout is in its life, and its channel when that has become known. */
  public async save(id: string, life: Breakout, channelId?: string): Promise<void> {
    const change = channelId === undefined ? stored(life) : { ...stored(life), channelId };
    await this.#em().nativeUpdate(AutochannelBreakout, { id: Number(id) }, change);
  }

  /** Makes somebody else the one for whom a breakout was made. */
  public async handOver(id: string, ownerId: string): Promise<void> {
    await this.#em().nativeUpdate(AutochannelBreakout, { id: Number(id) }, { ownerId });
  }

  /** Gives a source that was disabled and enabled again its breakouts of before. */
  public async takeBack({ id, channelId }: { readonly id: string; readonly channelId: string }): Promise<void> {
    await this.#em().nativeUpdate(
      AutochannelBreakout,
      { sourceChannelId: channelId, source: null },
      { source: Number(id) },
    );
  }

  public async remove(id: string): Promise<void> {
    await this.#em().nativeDelete(AutochannelBreakout, { id: Number(id) });
  }

  /** The grace is that of the source as it is now; of one that is no source any more, as it was. */
  public rules(breakout: Pick<AutochannelBreakout, 'sourceChannelId' | 'graceSeconds'>): BreakoutRules {
    const graceSeconds = this.#sources.get(breakout.sourceChannelId)?.graceSeconds ?? breakout.graceSeconds;
    return { grace: graceSeconds * 1000, retry: this.#retry };
  }

  async #find(where: FilterQuery<AutochannelBreakout>): Promise<BreakoutRow[]> {
    const rows = await this.#em().find(AutochannelBreakout, where, { orderBy: { id: 'asc' } });
    return rows.map((row) => this.#plain(row));
  }

  #plain(row: AutochannelBreakout): BreakoutRow {
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
      createdAt: row.createdAt.getTime(),
      state: row.state,
      forced: row.forced,
      attempts: row.attempts,
      deleteAt: row.deleteAt?.getTime() ?? null,
      rules: this.rules(row),
    };
  }

  #em(): EntityManager {
    return this.#orm.em.fork();
  }
}

function stored(life: Breakout): Pick<AutochannelBreakout, 'state' | 'forced' | 'attempts' | 'deleteAt'> {
  const { state, forced, attempts, deleteAt } = life;
  return { state, forced, attempts, deleteAt: deleteAt === null ? null : new Date(deleteAt) };
}
