import type { EntityManager } from '@mikro-orm/postgresql';
import type { PluginContext } from 'roomkeeper';
import type { Catalogue } from '../catalogue.js';
import { guildState, type GuildState } from './guild-state.js';

/** One unit of work on what a guild has. */
export interface Change {
  /** Of the transaction. */
  readonly em: EntityManager;
  /** As it was when the change began; nobody else changes it meanwhile. */
  readonly state: GuildState;
  /** In milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Changes what a guild has: one change at a time, each in one transaction which others, in other processes too, wait for. So
 * limits that are checked in it hold. What the catalogue knows is renewed before `change` returns; where it cannot be, it is
 * read when it is needed. What `work` throws undoes it all. No request to Discord belongs in it.
 */
export class GuildChanges {
  readonly #context: Pick<PluginContext, 'clock' | 'orm' | 'queue'>;
  readonly #catalogue: Catalogue;

  public constructor(context: Pick<PluginContext, 'clock' | 'orm' | 'queue'>, catalogue: Catalogue) {
    this.#context = context;
    this.#catalogue = catalogue;
  }

  public change<Result>(guildId: string, work: (change: Change) => Promise<Result>): Promise<Result> {
    const { orm, clock, queue } = this.#context;
    return queue.run(`trigger.guild:${guildId}`, async () => {
      try {
        return await orm.em.fork().transactional(async (em) => {
          await em.execute('select pg_advisory_xact_lock(hashtext(?))', [`trigger.guild:${guildId}`]);
          return work({ em, state: await guildState(em, guildId), now: clock.now() });
        });
      } finally {
        // Also when the answer to a commit was lost: what is stored then is not known otherwise.
        await this.#catalogue.renew(guildId);
      }
    });
  }
}
