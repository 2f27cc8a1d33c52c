import type { MikroORM } from '@mikro-orm/postgresql';
import { counted } from '../../domain/failures.js';
import type { Moment, Trigger } from '../../domain/trigger.js';
import type { Ended } from './chains.js';

/** What is stored of the runs of triggers, next to what decides whether they fire. */
export class History {
  readonly #orm: MikroORM;

  public constructor(orm: MikroORM) {
    this.#orm = orm;
  }

  /**
   * Takes a oneshot trigger out of the database. True for one caller at most, whichever process it is in: who gets true
   * runs it. Not for one that is a oneshot no more: that must stay.
   */
  public async claim({ id, guildId }: Pick<Trigger, 'id' | 'guildId'>): Promise<boolean> {
    const taken = await this.#orm.em
      .fork()
      .execute<object[]>(
        "delete from trigger_triggers where id = ? and guild_id = ? and enabled and persistence = 'oneshot' returning id",
        [id, guildId],
      );
    return taken.length > 0;
  }

  /**
   * Notes a run, in one statement, so that runs at the same time all count.
   *
   * @returns whether the trigger is to be disabled.
   */
  public async note({ id }: Pick<Trigger, 'id'>, { outcome, note, error }: Ended, now: Moment): Promise<boolean> {
    const more = counted(0, outcome).failures;
    const keeps = counted(1, outcome).failures > 0;
    const [row] = await this.#orm.em.fork().execute<{ failures: number }[]>(
      `update trigger_triggers set runs = runs + 1, last_run_at = ?, last_note = ?, last_error = ?,
       failures = case when ?::boolean then failures + ?::int else 0 end where id = ? returning failures`,
      [new Date(now), note, error, keeps, more, id],
    );
    return row !== undefined && counted(row.failures - more, outcome).disable;
  }
}
