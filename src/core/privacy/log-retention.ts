import type { OverdueQuery, PluginContext } from '../../plugins/definition.js';
import type { Deadline } from '../../scheduling/scheduler.js';
import { LogRow } from '../../settings/entities/log-row.js';

const DAY = 86_400_000;

/** Deletes lines of guilds' logs that are too old. The sweep finds them by their own time; there is no job. */
export class LogRetention {
  readonly #context: Pick<PluginContext, 'clock' | 'log' | 'orm'>;
  readonly #retention: number;

  /** @param retention - How long lines are kept, in days. */
  public constructor(context: Pick<PluginContext, 'clock' | 'log' | 'orm'>, retention: number) {
    this.#context = context;
    this.#retention = retention * DAY;
  }

  public async clean(): Promise<void> {
    const at = { $lt: new Date(this.#context.clock.now() - this.#retention) };
    const lines = await this.#context.orm.em.fork().nativeDelete(LogRow, { at });
    if (lines > 0) this.#context.log.info({ lines }, 'Old lines of logs were deleted');
  }

  public async overdue({ before }: OverdueQuery): Promise<Deadline[]> {
    const at = { $lt: new Date(before.getTime() - this.#retention) };
    const em = this.#context.orm.em.fork();
    const oldest = await em.findOne(LogRow, { at }, { fields: ['at'], orderBy: { at: 'asc' } });
    if (!oldest) return [];
    return [
      {
        task: 'core.clean-log',
        key: 'all',
        at: new Date(oldest.at.getTime() + this.#retention),
        payload: {},
      },
    ];
  }
}
