import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { Shards, type ChannelRoles } from 'roomkeeper';
import type { BrokenReason } from '../domain/broken.js';
import type { SourceSettings } from '../domain/settings.js';
import { AutochannelBreakout } from '../entities/autochannel-breakout.js';
import { AutochannelSource } from '../entities/autochannel-source.js';
import type { BreakoutCopy } from './breakout-copy.js';

/** A source, as plain data. */
export interface Source extends SourceSettings {
  readonly id: string;
  readonly guildId: string;
  readonly channelId: string;
  /** Why no breakouts can be made at present; null when they can. */
  readonly brokenReason: BrokenReason | null;
}

/**
 * The sources: the table, and a copy of it in memory, so that a join costs no look-up of its source. This process is the
 * only one that acts for its guilds, so the copy is never behind.
 */
export class Sources {
  readonly #orm: MikroORM;
  readonly #roles: ChannelRoles;
  readonly #breakouts: BreakoutCopy;
  readonly #shards: Shards;
  readonly #byChannel = new Map<string, Source>();

  public constructor(orm: MikroORM, roles: ChannelRoles, breakouts: BreakoutCopy, shards = Shards.all) {
    this.#breakouts = breakouts;
    this.#orm = orm;
    this.#shards = shards;
    this.#roles = roles;
  }

  /** Reads the rows of the own guilds, once, and claims their channels. */
  public async load(): Promise<void> {
    const rows = await this.#orm.em.fork().find(AutochannelSource, this.#shards.rows());
    for (const row of rows) this.#keep(plain(row));
  }

  public get(channelId: string): Source | undefined {
    return this.#byChannel.get(channelId);
  }

  public all(): Source[] {
    return [...this.#byChannel.values()];
  }

  public ofGuild(guildId: string): Source[] {
    return this.all().filter((source) => source.guildId === guildId);
  }

  /** Stores a source's settings, whether it is new or not, and takes away its broken mark. */
  public async store(guildId: string, channelId: string, settings: SourceSettings, now: number): Promise<Source> {
    const em = this.#orm.em.fork();
    const values = { ...settings, fallbackCategoryIds: [...settings.fallbackCategoryIds], brokenReason: null };
    const row = await em.upsert(
      AutochannelSource,
      { ...values, guildId, channelId, createdAt: new Date(now), updatedAt: new Date(now) },
      { onConflictFields: ['channelId'], onConflictExcludeFields: ['createdAt', 'guildId'] },
    );
    return this.#keep(plain(row));
  }

  /**
   * Forgets a source. Its breakouts stay, without a source. With `deletingAt` they are being deleted from that moment on, whoever is
   * in them: stored in one step, so that a crash cannot forget what the admin wanted of them.
   */
  public async remove(source: Source, deletingAt?: number): Promise<void> {
    const id = Number(source.id);
    const statements = async (em: EntityManager): Promise<void> => {
      if (deletingAt !== undefined) {
        const doomed = { state: 'deleting', forced: true, deleteAt: new Date(deletingAt) } as const;
        await em.nativeUpdate(AutochannelBreakout, { source: id, state: { $ne: 'pending' } }, doomed);
      }
      await em.nativeDelete(AutochannelSource, { id });
    };
    await this.#breakouts.write(source.guildId, () => this.#orm.em.fork().transactional(statements));
    this.#byChannel.delete(source.channelId);
    this.#roles.release(source.channelId, 'autochannel');
  }

  /** Marks a source as unable to make breakouts, or as able again with null. */
  public async mark(source: Source, brokenReason: BrokenReason | null): Promise<void> {
    if (source.brokenReason === brokenReason) return;
    await this.#orm.em.fork().nativeUpdate(AutochannelSource, { id: Number(source.id) }, { brokenReason });
    if (this.#byChannel.has(source.channelId)) this.#byChannel.set(source.channelId, { ...source, brokenReason });
  }

  #keep(source: Source): Source {
    this.#roles.claim(source.channelId, { guildId: source.guildId, plugin: 'autochannel', role: 'source' });
    this.#byChannel.set(source.channelId, source);
    return source;
  }
}

function plain(row: AutochannelSource): Source {
  return {
    id: String(row.id),
    guildId: row.guildId,
    channelId: row.channelId,
    pattern: row.pattern,
    userLimit: row.userLimit,
    graceSeconds: row.graceSeconds,
    categoryId: row.categoryId,
    fallbackCategoryIds: row.fallbackCategoryIds,
    templateChannelId: row.templateChannelId,
    startAt: row.startAt,
    maxBreakouts: row.maxBreakouts,
    brokenReason: row.brokenReason,
  };
}
