import type { Guild } from 'discord.js';
import type { Deadline, OverdueQuery, PluginContext } from 'roomkeeper';
import { parsedDuration } from '../../domain/duration.js';
import { due, type Due } from '../../domain/interval-schedule.js';
import { isExpired } from '../../domain/lifetime.js';
import type { Moment, Snowflake, Trigger, TriggerId } from '../../domain/trigger.js';
import { TriggerRow } from '../../entities/trigger-row.js';
import type { Arming } from '../parts.js';
import type { Engine } from '../running/engine.js';
import { triggerOf } from '../store/codec.js';
import { intervalDeadline, intervalKey } from './interval-deadline.js';

/** How many rows are read, and armed, at once. */
const BATCH = 200;

type Context = Pick<PluginContext, 'client' | 'clock' | 'log' | 'orm' | 'queue' | 'scheduler' | 'shards'>;

/**
 * Runs interval triggers when they are due. The plan is the column `nextDue`: it is moved on before a run begins, by whoever
 * finds it unmoved, so that each moment of the plan runs once at most, however many processes and jobs there are. While
 * Discord has an outage of a guild its plan stands still; when it is back, one run makes up for all that were missed. A moment at which
 * the last run is still under way is passed over.
 */
export class Intervals implements Arming {
  readonly #context: Context;
  readonly #engine: Pick<Engine, 'fire'>;
  #loaded = false;

  public constructor(context: Context, engine: Pick<Engine, 'fire'>) {
    this.#context = context;
    this.#engine = engine;
  }

  public saved(trigger: Trigger): Promise<void> {
    return this.savedAll([trigger]);
  }

  /** One query, however many there are. */
  public async savedAll(triggers: readonly Trigger[]): Promise<void> {
    const timed = triggers.filter(({ condition }) => condition.id === 'interval').map(({ id }) => id);
    if (timed.length === 0) return;
    const em = this.#context.orm.em.fork();
    const rows = await em.find(TriggerRow, { id: { $in: timed }, enabled: true }, { fields: ['id', 'nextDue'] });
    const plans = new Map(rows.map(({ id, nextDue }) => [id, nextDue]));
    const follow = (id: TriggerId): Promise<void> => {
      const at = plans.get(id) ?? null;
      return at === null ? this.#context.scheduler.cancel(intervalKey(id)) : this.#arm(id, at);
    };
    await Promise.all(timed.map(follow));
  }

  public async dropped({ id, condition }: Pick<Trigger, 'id' | 'condition'>): Promise<void> {
    if (condition.id === 'interval') await this.#context.scheduler.cancel(intervalKey(id));
  }

  /** Arms every interval trigger of the own guilds that is on. Some queries, however many guilds there are. */
  public async all(): Promise<void> {
    this.#loaded = true;
    await this.#armAll(() => this.#context.shards.rows());
  }

  /** The same for a guild that has come back. At boot guilds come one by one, before all are armed. */
  public async guild({ id }: Pick<Guild, 'id'>): Promise<void> {
    if (!this.#loaded) return;
    await this.#context.queue.run(`trigger.arming:${id}`, () => this.#armAll(() => ({ guildId: id })));
  }

  /** A trigger may be due. Resolves when its run has begun: a slow one keeps no other task from its turn. */
  public async woken(id: TriggerId): Promise<void> {
    const row = await this.#context.orm.em.fork().findOne(TriggerRow, { id, enabled: true, condition: 'interval' });
    const now = this.#context.clock.now();
    if (row === null || row.nextDue === null) return;
    const trigger = triggerOf(row);
    const guild = this.#guild(row.guildId);
    // Without the guild nothing is done, and nothing is lost: it is armed anew when the guild is back.
    if (guild === null || isExpired(trigger.persistence, now)) return;
    const plan = planAt(row.parameter, row.nextDue, now);
    if (plan === null) return this.#context.log.warn({ guild: row.guildId, trigger: id }, 'An interval has no length');
    if (plan.runs === 0) return this.#arm(id, row.nextDue);
    if (await this.#moved(row, plan)) await this.#run(trigger, row.nextDue, plan, guild);
  }

  /** The triggers that should have run by now, oldest first. Those of guilds that are not there wait. */
  public async overdue({ before, limit }: OverdueQuery): Promise<readonly Deadline[]> {
    const em = this.#context.orm.em.fork();
    const late = await em.execute<{ guild_id: string }[]>(
      `select distinct guild_id::text from trigger_triggers where enabled and next_due < ? and ${this.#context.shards.sql()}`,
      [before],
    );
    const there = late.map((row) => row.guild_id).filter((guildId) => this.#guild(guildId) !== null);
    if (there.length === 0) return [];
    const lives = { $or: [{ expiresAt: null }, { expiresAt: { $gt: new Date(this.#context.clock.now()) } }] };
    const rows = await em.find(
      TriggerRow,
      { guildId: { $in: there }, enabled: true, nextDue: { $lt: before }, ...lives },
      { fields: ['id', 'nextDue'], orderBy: { nextDue: 'asc' }, limit },
    );
    return rows.map(({ id, nextDue }) => intervalDeadline(id, nextDue ?? before));
  }

  async #armAll(of: () => { readonly guildId?: Snowflake }): Promise<void> {
    for (let last = 0; ;) {
      const rows = await this.#context.orm.em.fork().find(
        TriggerRow,
        { ...of(), enabled: true, nextDue: { $ne: null }, id: { $gt: last } },
        {
          fields: ['id', 'nextDue'],
          orderBy: { id: 'asc' },
          limit: BATCH,
        },
      );
      await Promise.all(rows.flatMap(({ id, nextDue }) => (nextDue === null ? [] : [this.#arm(id, nextDue)])));
      last = rows.at(-1)?.id ?? last;
      if (rows.length < BATCH) return;
    }
  }

  async #run(trigger: Trigger, at: Date, { missed, schedule }: Due, guild: Guild): Promise<void> {
    const { id, guildId } = trigger;
    await this.#arm(id, new Date(schedule.nextDue));
    if (missed > 0) this.#context.log.info({ guild: guildId, trigger: id, missed }, 'An interval makes up for runs');
    const event = { kind: 'interval', id: `interval:${id}:${at.getTime()}`, triggerId: id } as const;
    const { log } = this.#context;
    this.#engine.fire(id, event, guild).then(
      (isFired) => isFired || log.info({ guild: guildId, trigger: id }, 'An interval is still at its last run'),
      (error: unknown) => log.error({ guild: guildId, trigger: id, error }, 'An interval could not be run'),
    );
  }

  /** Moves the plan on. True for one caller at most; false also when the trigger was edited or switched off meanwhile. */
  async #moved({ id, nextDue, parameter }: TriggerRow, { schedule }: Due): Promise<boolean> {
    const unmoved = { id, enabled: true, condition: 'interval', parameter, nextDue } as const;
    const em = this.#context.orm.em.fork();
    return (await em.nativeUpdate(TriggerRow, unmoved, { nextDue: new Date(schedule.nextDue) })) > 0;
  }

  #arm(id: TriggerId, at: Date): Promise<void> {
    return this.#context.scheduler.arm(intervalDeadline(id, at));
  }

  #guild(guildId: Snowflake): Guild | null {
    const guild = this.#context.client.guilds.cache.get(guildId);
    return guild?.available === true ? guild : null;
  }
}

function planAt(parameter: string, nextDue: Date, now: Moment): Due | null {
  const length = parsedDuration(parameter);
  return length === null || length <= 0 ? null : due({ nextDue: nextDue.getTime(), length }, now);
}
