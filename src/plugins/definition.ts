import type { EntitySchema, MikroORM } from '@mikro-orm/postgresql';
import type { Migration } from '@mikro-orm/migrations';
import type { SapphireClient } from '@sapphire/framework';
import type { GatewayIntentBits, Guild, PermissionsString } from 'discord.js';
import type { z } from 'zod';
import type { KeyedQueue } from '../concurrency/keyed-queue.js';
import type { Notices } from '../discord/notices.js';
import type { ChannelRoles } from '../voice/channel-roles.js';
import type { VoiceTracker } from '../voice/voice-tracker.js';
import type { Clock } from '../scheduling/clock.js';
import type { Deadline, Scheduler } from '../scheduling/scheduler.js';
import type { Logger } from '../logging/logger.js';
import type { Metrics } from '../operations/metrics.js';
import type { GuildStatus } from './guild-status.js';
import type { GuildLog } from '../settings/guild-log.js';
import type { GuildSettings } from '../settings/guild-settings.js';
import type { SettingsSection } from '../settings/section.js';
import type { SudoPage } from '../settings/sudo-page.js';
import type { Shards } from '../sharding/shards.js';
import type { PersonalData } from '../privacy/personal-data.js';

/** The major version of the plugin interface. A plugin stamped with another one is refused at boot. */
export const PLUGIN_API_VERSION = 1;

/** A migration of a plugin; `name` without the plugin's prefix, which the framework adds. */
export interface PluginMigration {
  /** Sorts in order of creation, such as `Migration20261121000000_create`. */
  readonly name: string;
  readonly class: new (...args: ConstructorParameters<typeof Migration>) => Migration;
}

/** A privileged gateway intent without which a plugin runs all the same, and does less. */
export interface OptionalIntent {
  readonly intent: GatewayIntentBits;
  /** What there is not without it, as a sentence for admins: `Rooms are not named after games.` */
  readonly without: string;
}

/** What a plugin may use of the framework. One object a plugin; alive from `setup` until `stop` has returned. */
export interface PluginContext {
  /** The client. Not logged in during `setup`; ready during `ready`, `overdue` and `stop`. */
  readonly client: SapphireClient;
  /** The ORM, with the entities of all installed plugins. Fork the entity manager for each unit of work. */
  readonly orm: MikroORM;
  readonly clock: Clock;
  /** Log lines carry the plugin's name. */
  readonly log: Logger;
  readonly scheduler: Scheduler;
  /** One thing at a time per key, shared by all plugins. */
  readonly queue: KeyedQueue;
  /** Which plugin owns which channel, and as what. */
  readonly channels: ChannelRoles;
  /** Which guilds this process looks after. Rows of others belong to another process: read only those of one's own. */
  readonly shards: Shards;
  /** Tells a guild's admins what went wrong where no interaction is at hand. */
  readonly notices: Notices;
  /** What guilds have set for the sections of enabled plugins. Filled from `ready` on. */
  readonly settings: GuildSettings;
  /** Who changed what in a guild. */
  readonly guildLog: GuildLog;
  /** The plugin's own metrics, for `/metrics`. */
  readonly metrics: Metrics;
  /** Who is in which voice channel. Filled from `ready` on. */
  readonly voice: VoiceTracker;
}

/** What {@link definePlugin} takes. `Api` is what `setup` returns and `use` gives to others. */
export interface PluginOptions<Api, Schema extends z.ZodType, Environment extends z.ZodObject = z.ZodObject> {
  /** Unique, kebab case; prefix of piece names, custom ids, tables and migration names. */
  readonly name: string;
  /** `new URL('.', import.meta.url)`: the folder whose `commands`, `listeners`, … are loaded. */
  readonly root: URL;
  /** Definitions of other plugins, which must be enabled too and are set up first. */
  readonly requires?: readonly PluginDefinition[];
  /** Schema of this plugin's part of the configuration, defaults inside. */
  readonly options?: Schema;
  /** The gateway intents that the plugin needs. The client asks for the union over the enabled plugins and no more. */
  readonly intents?: readonly GatewayIntentBits[];
  /**
   * Privileged intents that are asked for only when they are switched on in Discord's developer portal. Without them the bot
   * starts too, and says in the log and in `/status` what is missing.
   */
  readonly optionalIntents?: readonly OptionalIntent[];
  /** The bot permissions that the plugin needs. The invite link asks for the union over the enabled plugins. */
  readonly permissions?: readonly PermissionsString[];
  /** Settings that each guild has for itself, edited under `/sudo` → Settings. */
  readonly settings?: readonly SettingsSection[];
  /** Further entries of `/sudo`. */
  readonly sudoPages?: readonly SudoPage[];
  /** The environment variables that the plugin reads. Checked at boot with everything else; "" counts as not set. */
  readonly environment?: Environment;
  /** All entities of the plugin. Present in the ORM whenever the plugin is installed, enabled or not. */
  readonly entities?: readonly EntitySchema[];
  /** In order. Run for installed plugins, enabled or not. */
  readonly migrations?: readonly PluginMigration[];
  /** What is stored about people, and how it is shown to them and deleted. Absent: nothing is stored. */
  readonly personalData?: PersonalData<NoInfer<Api>>;
  /**
   * Builds the plugin's public API.
   *
   * Guarantees: configuration is valid, migrations have run, everything in `requires` has been set up and answers `use`;
   * the client is not logged in, no piece of this plugin has been loaded, no task runs. Awaited, with a time limit.
   */
  setup?(context: PluginContext, options: z.output<Schema>, environment: z.output<Environment>): Api | Promise<Api>;
  /**
   * Brings stored state and Discord together: at boot, and again after every gateway reconnect that could not be resumed.
   * Must be idempotent, and must arm the deadlines of stored rows.
   *
   * Guarantees: the client is ready and its caches are filled, pieces are loaded, the `ready` of everything in
   * `requires` has returned. At boot no task has run yet: the worker starts when every plugin's `ready` has returned.
   * Awaited, with a time limit.
   */
  ready?(context: PluginContext, api: Api): void | Promise<void>;
  /**
   * Lists deadlines in the plugin's own tables that passed before `query.before`, oldest first, at most `query.limit`. The
   * sweep runs their tasks, so that a lost job costs at most one sweep interval. Called between `ready` and `stop`.
   */
  overdue?(context: PluginContext, api: Api, query: OverdueQuery): Promise<readonly Deadline[]>;
  /**
   * Forgets a guild that the bot was removed from, long enough ago: what is in memory and armed, and rows of tables without a
   * column `guild_id`. Rows of the plugin's tables that have one are deleted by the framework, right after this. Called for
   * every installed plugin, those that require it first; `api` is undefined while it is not enabled. Must be idempotent: it is called
   * again when something failed.
   */
  forgetGuild?(context: PluginContext, api: NoInfer<Api> | undefined, guildId: string): void | Promise<void>;
  /**
   * What `/status` shows of a guild beside what the framework knows: permissions that are needed in certain places, and what
   * comes next. Called between `ready` and `stop`, while somebody waits for an answer: a query or two, no request. What it
   * throws is logged, and `/status` says that the plugin is silent.
   */
  status?(context: PluginContext, api: Api, guild: Guild): GuildStatus | Promise<GuildStatus>;
  /**
   * Releases what `setup` made. Called in reverse order of `setup`, also when a later plugin's `setup` failed.
   *
   * Guarantees: no task runs and none will; plugins that require this one have stopped; the client and the ORM still
   * work. Awaited, with a time limit after which stopping goes on with the next plugin.
   */
  stop?(context: PluginContext, api: Api): void | Promise<void>;
}

/** What the sweep asks of a plugin. */
export interface OverdueQuery {
  readonly before: Date;
  /** A positive integer. */
  readonly limit: number;
}

/** A plugin, as {@link definePlugin} made it. It is also the typed key of the plugin's API: `use(definition)`. */
export interface PluginDefinition<
  Api = unknown,
  Schema extends z.ZodType = z.ZodType,
  Environment extends z.ZodObject = z.ZodObject,
> extends PluginOptions<Api, Schema, Environment> {
  readonly apiVersion: number;
}

/**
 * Declares a plugin. Checks nothing by itself: boot checks all plugins together and reports every fault at once.
 *
 * @example
 * export const greeter = definePlugin({
 *   name: 'greeter',
 *   root: new URL('.', import.meta.url),
 *   setup: (context) => new Greetings(context.orm),
 * });
 */
export function definePlugin<
  Api = undefined,
  Schema extends z.ZodType = z.ZodType<Record<string, never>>,
  Environment extends z.ZodObject = z.ZodObject,
>(options: PluginOptions<Api, Schema, Environment>): PluginDefinition<Api, Schema, Environment> {
  return Object.freeze({ ...options, apiVersion: PLUGIN_API_VERSION });
}
