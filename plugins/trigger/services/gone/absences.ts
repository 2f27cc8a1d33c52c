import { Routes, type Guild } from 'discord.js';
import { restFailure, type PluginContext } from 'roomkeeper';
import { hasEffects, whenGone, type Gone } from '../../domain/gone.js';
import type { Reference } from '../../domain/references.js';
import type { Snowflake } from '../../domain/trigger.js';
import { RoleMenuRow } from '../../entities/role-menu-row.js';
import type { Catalogue } from '../catalogue.js';
import type { Aftermath } from './aftermath.js';
import { storedReferences } from './stored-references.js';

/** How long the look-ups of one guild may take, in milliseconds. What is left is asked at the next start. */
const TIME_LIMIT = 600_000;

type Context = Pick<PluginContext, 'client' | 'log' | 'orm' | 'queue' | 'shards'>;

/**
 * Finds what went while nobody listened: channels and roles that triggers refer to and the bot does not see. Each is asked of
 * Discord, once: only "unknown" counts. A guild in which all are to be seen costs no request.
 */
export class Absences {
  readonly #context: Context;
  readonly #catalogue: Catalogue;
  readonly #aftermath: Aftermath;
  #loaded = false;
  #stopped = false;

  public constructor(context: Context, catalogue: Catalogue, aftermath: Aftermath) {
    this.#context = context;
    this.#catalogue = catalogue;
    this.#aftermath = aftermath;
  }

  /** Looks at all guilds that are there. Resolves when it is known what is to be asked; the asking goes on by itself. */
  public async all(): Promise<void> {
    this.#loaded = true;
    const absent = await this.#absent();
    for (const [guildId, things] of absent)
      this.#inTurn(guildId, () => this.#confirm(guildId, things)).catch((error: unknown) =>
        this.#context.log.error({ guild: guildId, error }, 'Absent channels and roles could not be looked up'),
      );
  }

  /** Looks at one guild, which has come back. At boot guilds come in before anything can be said of them. */
  public async guild(guild: Guild): Promise<void> {
    if (!this.#loaded || !guild.available) return;
    await this.#inTurn(guild.id, async () => {
      const things = (await this.#absent(guild.id)).get(guild.id);
      if (things !== undefined) await this.#confirm(guild.id, things);
    });
  }

  /** An emoji is not in its guild's list any more. */
  public async emojiAbsent(guildId: Snowflake, id: Snowflake): Promise<void> {
    await this.#inTurn(guildId, () => this.#confirm(guildId, new Map([[id, { kind: 'emoji', id }]])));
  }

  public stop(): void {
    this.#stopped = true;
  }

  async #absent(only?: Snowflake): Promise<ReadonlyMap<Snowflake, ReadonlyMap<string, Gone>>> {
    const absent = new Map<Snowflake, Map<string, Gone>>();
    for await (const [guildId, references] of this.#references(only)) {
      const guild = this.#guild(guildId);
      if (guild === null) continue;
      const missing = references.filter((reference) => !isSeen(guild, reference));
      if (missing.length === 0) continue;
      const known = absent.get(guildId) ?? new Map<string, Gone>();
      for (const thing of missing) known.set(thing.id, thing);
      absent.set(guildId, known);
    }
    return absent;
  }

  async #confirm(guildId: Snowflake, things: ReadonlyMap<string, Gone>): Promise<void> {
    const gone: Gone[] = [];
    for (const thing of things.values()) if (await this.#isGone(guildId, thing)) gone.push(thing);
    if (gone.length > 0) await this.#aftermath.allGone(guildId, gone);
  }

  #references(only?: Snowflake): ReturnType<typeof storedReferences> {
    const { orm, shards } = this.#context;
    return storedReferences(() => orm.em.fork(), shards, only);
  }

  #inTurn(guildId: Snowflake, work: () => Promise<void>): Promise<void> {
    return this.#context.queue.run(`trigger.absences:${guildId}`, work, TIME_LIMIT);
  }

  async #isGone(guildId: Snowflake, thing: Gone): Promise<boolean> {
    if (this.#stopped || this.#guild(guildId) === null || !(await this.#matters(guildId, thing))) return false;
    try {
      await this.#context.client.rest.get(routeOf(guildId, thing));
      return false;
    } catch (error) {
      if (restFailure(error) === `unknown-${thing.kind}`) return true;
      this.#context.log.warn({ guild: guildId, thing, error }, 'What triggers refer to cannot be seen; they stay');
      return false;
    }
  }

  /** Whether anything would follow: what has been seen to is not asked for again. */
  async #matters(guildId: Snowflake, thing: Gone): Promise<boolean> {
    const { triggers, actions, groups } = await this.#catalogue.of(guildId);
    if (hasEffects(whenGone(thing, triggers, actions, groups))) return true;
    if (thing.kind !== 'channel' || !this.#catalogue.hasMenus(guildId)) return false;
    return (await this.#context.orm.em.fork().count(RoleMenuRow, { guildId, channelId: thing.id })) > 0;
  }

  #guild(guildId: Snowflake): Guild | null {
    const guild = this.#context.client.guilds.cache.get(guildId);
    return guild?.available === true ? guild : null;
  }
}

function isSeen(guild: Guild, { kind, id }: Reference): boolean {
  return kind === 'channel' ? guild.channels.cache.has(id) : guild.roles.cache.has(id);
}

function routeOf(guildId: Snowflake, { kind, id }: Gone): `/${string}` {
  if (kind === 'role') return Routes.guildRole(guildId, id);
  return kind === 'emoji' ? Routes.guildEmoji(guildId, id) : Routes.channel(id);
}
