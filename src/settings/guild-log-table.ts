import type { MikroORM } from '@mikro-orm/postgresql';
import type { Clock } from '../scheduling/clock.js';
import { LogRow } from './entities/log-row.js';
import type { GuildLog } from './guild-log.js';

/** A line of a guild's log, as plain data. */
export interface LogLine {
  readonly at: Date;
  /** Null for the bot itself. */
  readonly actorId: string | null;
  readonly text: string;
}

/** The table `core_log`. */
export class GuildLogTable implements GuildLog {
  readonly #orm: MikroORM;
  readonly #clock: Clock;

  public constructor(orm: MikroORM, clock: Clock) {
    this.#orm = orm;
    this.#clock = clock;
  }

  public async write(entry: Parameters<GuildLog['write']>[0]): Promise<void> {
    await this.#orm.em.fork().insert(LogRow, { ...entry, at: new Date(this.#clock.now()) });
  }

  /** The guild's lines, newest first. */
  public read(guildId: string, { offset, limit }: { offset: number; limit: number }): Promise<LogLine[]> {
    return this.#orm.em.fork().find(LogRow, { guildId }, { orderBy: { at: 'desc', id: 'desc' }, offset, limit });
  }

  public count(guildId: string): Promise<number> {
    return this.#orm.em.fork().count(LogRow, { guildId });
  }
}
