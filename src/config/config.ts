import type { LogOptions } from '../logging/pino-logger.js';
import type { ShardSet } from '../sharding/shards.js';

/** The framework's own part of the configuration, from file and environment together. */
export interface Config {
  /** What `plugins` lists: names of in-tree plugins and of packages, as written. */
  readonly plugins: readonly string[];
  readonly discord: {
    readonly token?: string;
    /** Base address of the REST API, without a slash at its end. Absent: Discord's own. */
    readonly api?: string;
    /** The shards that this process runs. Absent: all, as many as Discord recommends. */
    readonly shards?: ShardSet;
  };
  readonly database: {
    /** Absent: an embedded server keeps its files in `dataDirectory`. */
    readonly url?: string;
    /** Absolute. */
    readonly dataDirectory: string;
    /** Whether migrations run at boot, or are left to the command line. */
    readonly migrate: 'boot' | 'cli';
    /** How long an unreachable server is tried, in seconds. */
    readonly connectTimeout: number;
  };
  /** Absent: the jobs live in PostgreSQL. */
  readonly redisUrl?: string;
  readonly log: LogOptions;
  readonly requests: {
    /** How many requests all processes of the bot together make in a second at most. */
    readonly perSecond: number;
  };
  readonly scheduling: {
    /** In seconds. */
    readonly sweepInterval: number;
    /** How many tasks run at once. */
    readonly concurrency: number;
  };
  /** Health and metrics. */
  readonly operations: {
    /** Absent: nothing listens. 0: any free one. */
    readonly port?: number;
    readonly host: string;
  };
  /** How long data are kept, in days. */
  readonly privacy: {
    /** Of a guild, after the bot was removed from it. */
    readonly guildRetention: number;
    /** Of lines of a guild's log. */
    readonly logRetention: number;
  };
  readonly production: boolean;
}
