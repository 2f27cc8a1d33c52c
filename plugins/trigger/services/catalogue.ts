import type { MikroORM } from '@mikro-orm/postgresql';
import { Shards, type PluginContext } from 'roomkeeper';
import type { ActionsById } from '../domain/chain.js';
import { eventKindOf } from '../domain/conditions/conditions.js';
import { eventKinds, type EventKind } from '../domain/event.js';
import { GuildIndex } from '../domain/matcher/guild-index.js';
import { IndexCache, KindDirectory } from '../domain/matcher/index-cache.js';
import type { RegexEngine } from '../domain/regex.js';
import { RoleMenuRow } from '../entities/role-menu-row.js';
import { TriggerRow } from '../entities/trigger-row.js';
import { guildState, type GuildState } from './store/guild-state.js';

/** What is kept of a guild in memory. */
export interface Catalogued extends GuildState {
  readonly index: GuildIndex;
  readonly actionsById: ActionsById;
  readonly bytes: number;
}

/**
 * What guilds have, kept in memory for those that had events lately, and for all guilds which kinds of event somebody waits
 * for: an event that nobody waits for costs one look-up, one that fires nothing costs no query.
 */
export class Catalogue {
  readonly #orm: MikroORM;
  readonly #engine: RegexEngine;
  readonly #log: PluginContext['log'];
  readonly #shards: Shards;
  readonly #cache = new IndexCache<Catalogued>();
  readonly #kinds = new KindDirectory();
  readonly #withMessages = new Set<string>();
  readonly #withMenus = new Set<string>();
  readonly #loading = new Map<string, Promise<Catalogued>>();

  public constructor(
    { orm, log, shards = Shards.all }: Pick<PluginContext, 'orm' | 'log'> & Partial<Pick<PluginContext, 'shards'>>,
    engine: RegexEngine,
  ) {
    this.#shards = shards;
    this.#orm = orm;
    this.#log = log;
    this.#engine = engine;
  }

  /** Reads which of the own guilds waits for which kinds of event. Once, before events come. */
  public async load(): Promise<void> {
    const em = this.#orm.em.fork();
    const rows = await em.find(TriggerRow, this.#shards.rows(), {
      fields: ['guildId', 'condition', 'scope', 'enabled'],
    });
    for (const [guildId, own] of Map.groupBy(rows, (row) => row.guildId)) {
      const on = own.filter(({ enabled }) => enabled);
      this.#kinds.set(guildId, new Set(on.map(({ condition }) => eventKindOf(condition))));
      if (own.some(({ scope }) => scope === 'message')) this.#withMessages.add(guildId);
    }
    const menus = await em.find(RoleMenuRow, this.#shards.rows(), { fields: ['guildId'] });
    for (const { guildId } of menus) this.#withMenus.add(guildId);
  }

  /** Whether anything in a guild waits for such an event. One look-up. */
  public hears(kind: EventKind, guildId: string): boolean {
    return this.#kinds.has(kind, guildId);
  }

  /** Whether a trigger of a guild, on or off, or a role menu is bound to a message. One look-up. */
  public bindsMessages(guildId: string): boolean {
    return this.#withMessages.has(guildId) || this.#withMenus.has(guildId);
  }

  /** Whether a guild has role menus, as of the last change of it. One look-up. */
  public hasMenus(guildId: string): boolean {
    return this.#withMenus.has(guildId);
  }

  /** What a guild has, if that is in memory. */
  public known(guildId: string): Catalogued | null {
    return this.#cache.get(guildId);
  }

  /** What a guild has; no query when it is in memory. */
  public async of(guildId: string): Promise<Catalogued> {
    return this.#cache.get(guildId) ?? (await this.#load(guildId));
  }

  /**
   * Reads a guild anew after a change of it has been committed. Never rejects, for what is committed is done: where it
   * cannot be read now, that is logged, and the next event of whatever kind reads it.
   */
  public async renew(guildId: string): Promise<void> {
    this.#cache.invalidate(guildId);
    this.#loading.delete(guildId);
    try {
      await this.#load(guildId);
    } catch (error) {
      this.#log.warn({ guild: guildId, error }, 'The triggers of a guild could not be read anew');
      if (this.#cache.get(guildId) === null) this.#expectAll(guildId);
    }
  }

  /** Nobody knows what a guild has now: it is to be read for anything that it might have. */
  #expectAll(guildId: string): void {
    this.#kinds.set(guildId, eventKinds);
    this.#withMessages.add(guildId);
    this.#withMenus.add(guildId);
  }

  #load(guildId: string): Promise<Catalogued> {
    const under = this.#loading.get(guildId);
    if (under) return under;
    const loading = this.#read(guildId).finally(() => {
      if (this.#loading.get(guildId) === loading) this.#loading.delete(guildId);
    });
    this.#loading.set(guildId, loading);
    return loading;
  }

  async #read(guildId: string): Promise<Catalogued> {
    const version = this.#cache.versionOf(guildId);
    const em = this.#orm.em.fork();
    const state = await guildState(em, guildId);
    const menus = await em.count(RoleMenuRow, { guildId });
    for (const row of state.unreadable)
      this.#log.error({ guild: guildId, ...row }, 'A stored row cannot be read, and is left out');
    const index = new GuildIndex(state.triggers, this.#engine);
    const actionsById = new Map(state.actions.map((action) => [action.id, action]));
    const entries = state.triggers.length + state.actions.length + state.blacklist.length;
    const catalogued = { ...state, index, actionsById, bytes: index.bytes + entries * 500 };
    if (this.#cache.put(guildId, version, catalogued)) {
      this.#kinds.set(guildId, index.kinds);
      const bound = state.triggers.some(({ scope }) => scope.kind === 'message');
      keep(this.#withMessages, guildId, bound);
      keep(this.#withMenus, guildId, menus > 0);
    }
    return catalogued;
  }
}

function keep(guildIds: Set<string>, guildId: string, belongs: boolean): void {
  if (belongs) guildIds.add(guildId);
  else guildIds.delete(guildId);
}
