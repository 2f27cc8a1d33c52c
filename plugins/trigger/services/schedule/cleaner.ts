import type { Deadline, PluginContext } from 'roomkeeper';
import { CLEANING_BATCH, CLEANING_EVERY_MS, GRANT_KEPT_MS } from '../../domain/lifetime.js';
import type { Snowflake } from '../../domain/trigger.js';
import { BlacklistRow } from '../../entities/blacklist-row.js';
import { TriggerRow } from '../../entities/trigger-row.js';
import type { GuildChanges } from '../store/guild-changes.js';
import { intervalKey } from './interval-deadline.js';

const CLEAN = { task: 'trigger.clean', key: 'all' } as const;

type Context = Pick<PluginContext, 'clock' | 'log' | 'orm' | 'scheduler' | 'shards'>;

/** What is past its time in one guild. */
interface Rubbish {
  readonly triggers: readonly Pick<TriggerRow, 'id' | 'condition'>[];
  readonly entries: readonly Pick<BlacklistRow, 'id'>[];
}

/** Deletes what is past its time in the own guilds, every five minutes. Nothing depends on it: what has expired does not count any more. */
export class Cleaner {
  readonly #context: Context;
  readonly #changes: GuildChanges;
  #stopped = false;

  public constructor(context: Context, changes: GuildChanges) {
    this.#context = context;
    this.#changes = changes;
  }

  /** Cleans as soon as tasks run, and from then on by itself. */
  public async arm(after = 0): Promise<void> {
    const at = new Date(this.#context.clock.now() + after);
    await this.#context.scheduler.arm({ ...CLEAN, at, payload: {} });
  }

  public stop(): void {
    this.#stopped = true;
  }

  /** Cleans, and sees to the next time. A guild that cannot be cleaned now is left for then. */
  public async clean(): Promise<void> {
    try {
      await this.#expired();
      await this.#grants();
    } finally {
      if (!this.#stopped) await this.arm(CLEANING_EVERY_MS);
    }
  }

  /** Whether cleaning has not happened for so long that its job must be lost. */
  public async overdue(before: Date): Promise<readonly Deadline[]> {
    const at = new Date(before.getTime() - 2 * CLEANING_EVERY_MS);
    const em = this.#context.orm.em.fork();
    const { shards } = this.#context;
    const left =
      (await em.findOne(TriggerRow, { ...shards.rows(), expiresAt: { $lt: at } }, { fields: ['id'] })) ??
      (await em.findOne(BlacklistRow, { ...shards.rows(), until: { $lt: at } }, { fields: ['id'] }));
    return left === null ? [] : [{ ...CLEAN, at, payload: {} }];
  }

  async #expired(): Promise<void> {
    const failed = new Set<Snowflake>();
    for (;;) {
      const before = new Date(this.#context.clock.now());
      const { guilds, more } = await this.#batch(before, failed);
      for (const [guildId, rubbish] of guilds) {
        if (this.#stopped) return;
        try {
          await this.#clear(guildId, rubbish, before);
        } catch (error) {
          failed.add(guildId);
          this.#context.log.warn({ guild: guildId, error }, 'What has expired could not be deleted; it is tried again');
        }
      }
      if (!more) return;
    }
  }

  async #batch(before: Date, failed: ReadonlySet<Snowflake>) {
    const em = this.#context.orm.em.fork();
    const { shards } = this.#context;
    const others = failed.size === 0 ? {} : { guildId: { $nin: [...failed] } };
    const triggers = await em.find(
      TriggerRow,
      { ...shards.rows(), ...others, expiresAt: { $lte: before } },
      { fields: ['id', 'guildId', 'condition'], orderBy: { expiresAt: 'asc' }, limit: CLEANING_BATCH },
    );
    const entries = await em.find(
      BlacklistRow,
      { ...shards.rows(), ...others, until: { $lte: before } },
      { fields: ['id', 'guildId'], orderBy: { until: 'asc' }, limit: CLEANING_BATCH },
    );
    const guildIds = new Set([...triggers, ...entries].map(({ guildId }) => guildId));
    const of = <Row extends { guildId: string }>(guildId: string, rows: readonly Row[]): readonly Row[] =>
      rows.filter((row) => row.guildId === guildId);
    const guilds = [...guildIds].map((guildId): readonly [Snowflake, Rubbish] => [
      guildId,
      { triggers: of(guildId, triggers), entries: of(guildId, entries) },
    ]);
    return { guilds, more: [triggers, entries].some(({ length }) => length === CLEANING_BATCH) };
  }

  /** Asks again whether it has expired: it may have been given more time since. */
  async #clear(guildId: Snowflake, { triggers, entries }: Rubbish, before: Date): Promise<void> {
    const expired = await this.#changes.change(guildId, async ({ em }) => {
      const id = { $in: entries.map((entry) => entry.id) };
      await em.nativeDelete(BlacklistRow, { guildId, id, until: { $lte: before } });
      const ids = { $in: triggers.map((trigger) => trigger.id) };
      return em.nativeDelete(TriggerRow, { guildId, id: ids, expiresAt: { $lte: before } });
    });
    const timed = triggers.filter(({ condition }) => condition === 'interval');
    // One that was given more time finds itself again by the sweep.
    await Promise.all(timed.map(({ id }) => this.#context.scheduler.cancel(intervalKey(id))));
    this.#context.log.info(
      { guild: guildId, triggers: expired, entries: entries.length },
      'What has expired is deleted',
    );
  }

  /** Grants only tell which role of a group is the oldest: in no group, and after a while, they are of no use. */
  async #grants(): Promise<void> {
    await this.#context.orm.em.fork().execute(
      `delete from trigger_grants where (guild_id, user_id, role_id) in (
         select guild_id, user_id, role_id from trigger_grants given where granted_at < ? and ${this.#context.shards.sql()} and not exists (
           select 1 from trigger_role_groups one
           where one.guild_id = given.guild_id and one.role_ids @> to_jsonb(given.role_id::text)
         ) limit ?
       )`,
      [new Date(this.#context.clock.now() - GRANT_KEPT_MS), CLEANING_BATCH],
    );
  }
}
