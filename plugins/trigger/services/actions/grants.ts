import type { MikroORM } from '@mikro-orm/postgresql';
import type { Moment, Snowflake } from '../../domain/trigger.js';
import { GrantRow } from '../../entities/grant-row.js';

/** Whose grant of which role. */
export interface Grant {
  readonly guildId: Snowflake;
  readonly userId: Snowflake;
  readonly roleId: Snowflake;
}

/** When the bot gave which role: Discord does not say. */
export class Grants {
  readonly #orm: MikroORM;

  public constructor(orm: MikroORM) {
    this.#orm = orm;
  }

  public async of({ guildId, userId }: Omit<Grant, 'roleId'>): Promise<ReadonlyMap<Snowflake, Moment>> {
    const rows = await this.#orm.em.fork().find(GrantRow, { guildId, userId });
    return new Map(rows.map(({ roleId, grantedAt }) => [roleId, grantedAt.getTime()]));
  }

  /**
   * Notes that a role is about to be given. Noted before the call: a grant that did not come about does no harm, one that
   * nobody knows of would count as the oldest.
   *
   * @param anew - whether the member is known not to have it. Otherwise an earlier grant stands.
   */
  public async given(grant: Grant, at: Moment, anew: boolean): Promise<void> {
    const options = anew ? {} : ({ onConflictAction: 'ignore' } as const);
    await this.#orm.em.fork().upsert(GrantRow, { ...grant, grantedAt: new Date(at) }, options);
  }

  public async taken(grant: Grant): Promise<void> {
    await this.#orm.em.fork().nativeDelete(GrantRow, grant);
  }
}
