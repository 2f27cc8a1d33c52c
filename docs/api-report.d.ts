// All that `roomkeeper` exports, by name. Made by `npm run api-report`; a test compares it with the code.


/** What an interaction is answered with: text, or a message, with files if need be. One of Components V2 says so in its flags. */
export type Answer = string | (Pick<InteractionReplyOptions, 'content' | 'components' | 'embeds' | 'files'> & {
    readonly flags?: MessageFlags.IsComponentsV2;
});

/** Who changed a setting: a member, or null for the bot itself. */
export type ChangedBy = {
    readonly userId: string;
} | null;

/** What a channel is to a plugin. */
export interface ChannelRole {
    readonly guildId: string;
    /** The name of the plugin that owns the channel. */
    readonly plugin: string;
    /** As what, in words that a message to an admin can hold: `source`, `breakout`, `hub`, `room`, `room text`. */
    readonly role: string;
}

/** A channel was claimed that already has a role. */
export declare class ChannelRoleTakenError extends Error {
    readonly name = "ChannelRoleTakenError";
    readonly holder: ChannelRole;
    constructor(channelId: string, holder: ChannelRole);
}

/**
 * Says which plugin owns a channel id and as what, over all plugins. A channel has one role at most. Held in memory:
 * plugins claim the channels of their stored rows in `setup` or `ready`.
 */
export declare class ChannelRoles {
    #private;
    /** The role of a channel, if it has one. Costs one map lookup. */
    get(channelId: string): ChannelRole | undefined;
    /** The roles of all channels that have one. */
    all(): Iterable<ChannelRole>;
    /**
     * Gives a channel its role. Claiming the same role of the same plugin again is harmless.
     *
     * @throws {ChannelRoleTakenError} when the channel has another role.
     */
    claim(channelId: string, role: ChannelRole): void;
    /** Takes the role away, if `plugin` holds it. */
    release(channelId: string, plugin: string): void;
}

/**
 * Where the framework and its plugins get the time from. Services take a clock and domain functions take `now`, so that
 * a test can move the time of a whole bot.
 */
export interface Clock {
    /** Milliseconds since the Unix epoch. */
    now(): number;
    /**
     * Runs `callback` once, `delay` milliseconds from now. Any non-negative delay is kept exactly, also one beyond the
     * 24.8 days after which Node's own timers overflow. The timer never keeps the process alive.
     */
    after(delay: number, callback: () => void): Timer;
}

/** A number that only grows. */
export interface Counter {
    /** @param amount - Default 1; not negative. */
    add(amount?: number): void;
}

/**
 * A component's custom id: the plugin's name, what the component does, and arguments, joined by colons. Building and
 * parsing agree because both go through one object.
 *
 * @example
 * const confirm = new CustomId('autochannel', 'confirm-disable');
 * confirm.build(source.id);          // 'autochannel:confirm-disable:17'
 * confirm.parse(interaction.customId); // ['17'], or null when it is another component's
 */
export declare class CustomId {
    #private;
    constructor(plugin: string, action: string);
    /** @throws {RangeError} when the id would be longer than the 100 characters that Discord takes, or an argument holds a colon. */
    build(...args: readonly string[]): string;
    /** The arguments, or null for a custom id of another component. What comes back is what a client sent: check it. */
    parse(customId: string): string[] | null;
}

/** What texts say where they mentioned somebody who had their data deleted. */
export declare const DELETED_USER = "(deleted user)";

/** A deadline: which task is to run, for what, when, and with which payload. */
export type Deadline<Name extends TaskName = TaskName> = {
    [Task in Name]: DeadlineKey<Task> & {
        /** When the task runs. In the past means as soon as possible; any distance into the future is kept. */
        readonly at: Date;
        /** What the task's `run` receives; typed by the task. JSON only. */
        readonly payload: ScheduledTasks[Task];
    };
}[Name];

/** Names one deadline: at most one is armed for a task and key. */
export interface DeadlineKey<Name extends TaskName = TaskName> {
    /** The name of the task piece, such as `autochannel.delete-breakout`. */
    readonly task: Name;
    /** What the deadline belongs to, such as a row's id. Non-empty. */
    readonly key: string;
}

/**
 * The base class of a task piece. Its name is the task's name in `ScheduledTasks`; `run` gets the payload of the deadline that
 * woke it. It runs once at a time per key. It must re-read its row and decide anew: it may be woken early, late or twice. What
 * it throws is retried with back-off, and once the tries are used up the sweep finds its row again.
 */
export declare abstract class DeadlineTask<Name extends TaskName> extends ScheduledTask {
    constructor(context: ScheduledTask.LoaderContext, name: Name);
    abstract run(payload: ScheduledTasks[Name]): Promise<void>;
}

/** Whose data are deleted. */
export interface Erasure {
    readonly userId: string;
    /**
     * What becomes of what others have set against the person: blocks, entries of a blacklist, denied channels. `keep` when
     * people delete their own data, for else everybody could lift what keeps them out; `erase` when the bot's owner does it
     * for somebody, and nothing may be left.
     */
    readonly restrictions: 'keep' | 'erase';
}

/** One metric, divided by its labels. */
export interface Family<Label extends string, One> {
    /** Look it up once and keep it where it is used often: using it allocates nothing. */
    of(labels: LabelValues<Label>): One;
}

/** Interactions whose rights can be checked. */
export type Guarded = AnySelectMenuInteraction | ButtonInteraction | ChatInputCommandInteraction | ModalSubmitInteraction;

/** The log of a guild: who changed what, and when. Kept in the table `core_log`. */
export interface GuildLog {
    /** Writes a line. `actorId`: who did it; null for the bot itself. `action`: `<plugin>.<what>`; `text`: the whole sentence. */
    write(entry: {
        readonly guildId: string;
        readonly actorId: string | null;
        readonly action: string;
        readonly text: string;
    }): Promise<void>;
}

/** What guilds have set. */
export interface GuildSettings {
    /** What a guild has set, defaults where it has set nothing. Costs no query: this process keeps a copy in memory. */
    of<Section extends SettingsSection>(guildId: string, section: Section): SettingsOf<Section>;
    /**
     * Stores values and lets them take effect at once. What is not named stays as it is; `undefined` goes back to the default.
     * Each value that really changes is a line in the guild's log.
     * @throws {RangeError} when a value is not one that its setting allows. Then nothing is stored.
     */
    set<Section extends SettingsSection>(guildId: string, section: Section, values: {
        readonly [Name in keyof SettingsOf<Section>]?: SettingsOf<Section>[Name] | undefined;
    }, by: ChangedBy): Promise<void>;
    /** Does as `set`. @returns what held until then, also when others make changes at the same time. */
    change<Section extends SettingsSection>(guildId: string, section: Section, values: {
        readonly [Name in keyof SettingsOf<Section>]?: SettingsOf<Section>[Name] | undefined;
    }, by: ChangedBy): Promise<SettingsOf<Section>>;
    /** Stores values as `set` does, but only what the guild has never set and never been given before. */
    seed<Section extends SettingsSection>(guildId: string, section: Section, values: Partial<SettingsOf<Section>>): Promise<void>;
    /** Calls `listener` after each change of a section, with the guild. What it throws is logged. */
    onChange(section: SettingsSection, listener: (guildId: string) => void | Promise<void>): void;
}

/** What a plugin has to say of one guild in `/status`. */
export interface GuildStatus {
    /** Where it needs what, beside its `permissions` in the server as a whole. `/status` names what is missing. */
    readonly needs?: readonly PermissionNeed[];
    /** What it does next: the next few are enough, in any order. */
    readonly upcoming?: readonly Upcoming[];
}

/** How values are spread, durations above all. */
export interface Histogram {
    observe(value: number): void;
    /** Begins to measure a duration. Costs nothing while metrics are off. */
    begin(): number;
    /** Observes the seconds since `begin` gave `begun`. */
    end(begun: number): void;
}

/** A description with the upper bounds of its buckets, ascending. */
export interface HistogramDescription<Label extends string = never> extends MetricDescription<Label> {
    readonly buckets: readonly number[];
}

/** The same interaction, of which it is known that it came from a guild. */
export type InGuild<Given extends Guarded> = Given extends ButtonInteraction ? ButtonInteraction<'cached'> : Given extends StringSelectMenuInteraction ? StringSelectMenuInteraction<'cached'> : Given extends RoleSelectMenuInteraction ? RoleSelectMenuInteraction<'cached'> : Given extends ChannelSelectMenuInteraction ? ChannelSelectMenuInteraction<'cached'> : Given extends UserSelectMenuInteraction ? UserSelectMenuInteraction<'cached'> : Given extends MentionableSelectMenuInteraction ? MentionableSelectMenuInteraction<'cached'> : Given extends ChatInputCommandInteraction ? ChatInputCommandInteraction<'cached'> : ModalSubmitInteraction<'cached'>;

/**
 * One thing at a time per key, in the order of arrival; different keys never wait for each other. Work that takes longer
 * than the time limit is given up, so that one hanging request cannot lock a guild for ever.
 */
export declare class KeyedQueue {
    #private;
    /** @param timeLimit - How long one piece of work may take, in milliseconds, unless `run` is told otherwise. */
    constructor(timeLimit?: number);
    /** How many pieces of work are under way or waiting, over all keys. */
    get pending(): number;
    /** How many keys have work under way or waiting. */
    get size(): number;
    /**
     * Runs `work` after everything that was queued for `key` before.
     *
     * @returns what `work` returns; rejects with what it rejects with, or with {@link QueueTimeoutError}.
     */
    run<Result>(key: string, work: () => Promise<Result>, timeLimit?: number): Promise<Result>;
    /** Resolves once nothing is under way or waiting, counting what is added meanwhile. */
    idle(): Promise<void>;
}

/** A value for each label. */
export type LabelValues<Label extends string> = Readonly<Record<Label, string>>;

/** Structured fields of a log line. `guild`, `channel`, `user` are ids; `error` is logged with its stack and causes. */
export interface LogFields {
    readonly [field: string]: unknown;
}

/** Writes structured log lines. Nothing in Roomkeeper prints to the console directly. */
export interface Logger {
    trace(fields: LogFields, message: string): void;
    debug(fields: LogFields, message: string): void;
    info(fields: LogFields, message: string): void;
    warn(fields: LogFields, message: string): void;
    error(fields: LogFields, message: string): void;
    fatal(fields: LogFields, message: string): void;
    /** A logger that adds `fields` to each of its lines. */
    child(fields: LogFields): Logger;
}

/** What {@link maskOverwrites} kept, and what it had to drop. */
export interface MaskedOverwrites {
    readonly overwrites: Overwrite[];
    /** The bits that the bot may not set, over all overwrites. 0 when everything was kept. */
    readonly dropped: bigint;
}

/** What a metric is called and says. */
export interface MetricDescription<Label extends string = never> {
    /**
     * Snake case, without the prefix that the framework adds (`roomkeeper_<plugin>_`), in base units: `_total` at the end of a
     * counter, `_seconds`, `_bytes`.
     */
    readonly name: string;
    /** One sentence, for whoever reads it on a dashboard. */
    readonly help: string;
    /**
     * What one metric is divided by. The values must be few and known, such as kinds: never ids, names or anything that people
     * write. Past a thousand combinations the rest is counted together, under the value `other`.
     */
    readonly labels?: readonly Label[];
}

/**
 * The metrics of one plugin, as `/metrics` shows them to Prometheus. Register each of them once, in `setup`. While no port is
 * configured nothing is kept, and nothing is ever read.
 *
 * @example
 * const greetings = context.metrics.counter({ name: 'greetings_total', help: 'Members that were greeted.' }).of({});
 * greetings.add();
 */
export interface Metrics {
    /** @throws {Error} when the name is no metric's name, or taken; so do the others. */
    counter<Label extends string = never>(description: MetricDescription<Label>): Family<Label, Counter>;
    histogram<Label extends string = never>(description: HistogramDescription<Label>): Family<Label, Histogram>;
    /**
     * A number that is looked up when somebody asks.
     *
     * @param read - Should be quick. When it throws, or takes longer than two seconds, the metric is left out of the answer.
     */
    gauge<Label extends string = never>(description: MetricDescription<Label>, read: () => Iterable<Reading<Label>> | Promise<Iterable<Reading<Label>>>): void;
}

/** The id that stands where the id of somebody stood who had their data deleted. Discord gives it to nobody. */
export declare const NOBODY = "0";

/** Tells a guild's admins what went wrong where no interaction is at hand. */
export interface Notices {
    /**
     * Sends `text` to the guild's configured notice channel, else to its system channel. The same cause is told at most
     * once an hour and guild. Never rejects: a notice that cannot be delivered is logged.
     *
     * @param cause - What the notice is about, stable over repetitions, such as `autochannel.missing-permission:<source id>`.
     */
    send(guildId: string, cause: string, text: string): Promise<void>;
}

/** A privileged gateway intent without which a plugin runs all the same, and does less. */
export interface OptionalIntent {
    readonly intent: GatewayIntentBits;
    /** What there is not without it, as a sentence for admins: `Rooms are not named after games.` */
    readonly without: string;
}

/** What the sweep asks of a plugin. */
export interface OverdueQuery {
    readonly before: Date;
    /** A positive integer. */
    readonly limit: number;
}

/** A permission overwrite as plain data. */
export interface Overwrite {
    readonly id: string;
    /** 0 a role, 1 a member. */
    readonly type: 0 | 1;
    readonly allow: bigint;
    readonly deny: bigint;
}

/** The major version of the plugin interface. A plugin stamped with another one is refused at boot. */
export declare const PLUGIN_API_VERSION = 1;

/** Permissions that a plugin needs in a place. */
export interface PermissionNeed {
    /** A channel or category; null for the server as a whole. One that is not there is passed over. */
    readonly channelId: string | null;
    readonly permissions: readonly PermissionsString[];
}

/**
 * What a plugin stores about people. The hooks are called for every *installed* plugin: `api` is undefined while it is not
 * enabled, and its rows are dealt with all the same. They are idempotent, and cover all guilds.
 */
export interface PersonalData<Api> {
    /**
     * What is stored, for what and until when: one sentence for members each, which `/privacy about` shows. Empty: nothing.
     */
    readonly stored: readonly string[];
    /** What a person loses when it is deleted, a sentence each: asked about before it is done. */
    readonly lost?: readonly string[];
    /** All that is stored about a person. Absent: nothing is. */
    export?(context: PluginContext, api: Api | undefined, userId: string): Promise<readonly PersonalRow[]>;
    /**
     * Deletes what is stored about a person, or puts {@link NOBODY} in the place of their id where a row is of use to others; in memory too.
     *
     * @returns a sentence for the person for each thing that had to stay, which says when it goes. Empty: nothing is left.
     */
    erase?(context: PluginContext, api: Api | undefined, erasure: Erasure): Promise<readonly string[]>;
}

/** Something that is stored about a person, as JSON takes it. Holds nothing of anybody else. */
export interface PersonalRow {
    /** The table that it is from. */
    readonly table: string;
    readonly [column: string]: unknown;
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

/** A plugin, as {@link definePlugin} made it. It is also the typed key of the plugin's API: `use(definition)`. */
export interface PluginDefinition<Api = unknown, Schema extends z.ZodType = z.ZodType, Environment extends z.ZodObject = z.ZodObject> extends PluginOptions<Api, Schema, Environment> {
    readonly apiVersion: number;
}

/** A migration of a plugin; `name` without the plugin's prefix, which the framework adds. */
export interface PluginMigration {
    /** Sorts in order of creation, such as `Migration20261121000000_create`. */
    readonly name: string;
    readonly class: new (...args: ConstructorParameters<typeof Migration>) => Migration;
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

/** Work took longer than its time limit; the queue has gone on without it. */
export declare class QueueTimeoutError extends Error {
    readonly name = "QueueTimeoutError";
    constructor(key: string, timeLimit: number);
}

/** One value of a gauge. */
export interface Reading<Label extends string> {
    readonly labels: LabelValues<Label>;
    readonly value: number;
}

/**
 * What a failed request means for whoever made it:
 * - `unknown-channel`, `unknown-message`, `unknown-role`, `unknown-emoji`: that is definitely gone (10003, 10008, 10011, 10014).
 * - `unknown-member`: the user is not in the guild (10007).
 * - `forbidden`: the bot may not (50001, 50013, or any other 403); trying again at once would fail again.
 * - `two-factor-required`: the guild demands two-factor authentication of moderators, and the bot's owner has none (60003).
 * - `not-in-voice`: the member to be moved is in no voice channel (40032).
 * - `category-full`, `guild-full`: no room for another channel.
 * - `rate-limited`: not now, says Discord or the bot's own governor of requests; the error is a `RateLimitError` of discord.js,
 *   whose `retryAfter` says when to come back, in milliseconds.
 * - `unanswered`: no answer, or a server error: the request may have been carried out all the same. Also when it was not sent
 *   because this process does not hold its shards.
 * - `refused`: Discord answered no for another reason.
 * - `other`: not an error of a request.
 */
export type RestFailure = 'unknown-channel' | 'unknown-message' | 'unknown-role' | 'unknown-emoji' | 'unknown-member' | 'forbidden' | 'two-factor-required' | 'not-in-voice' | 'category-full' | 'guild-full' | 'rate-limited' | 'unanswered' | 'refused' | 'other';

/**
 * Statements that write rows of one table, with texts that are made once. The ORM makes each anew, which takes longer than the
 * database does: for statements for which somebody waits. Values are stored as the ORM would store them.
 */
export declare class RowStatements<Entity extends object> {
    #private;
    /** @param entity - one without embedded objects, and without references to what has several keys. */
    constructor(orm: MikroORM, entity: EntitySchema<Entity>);
    /** Inserts a row. @param returning - the property of the column whose value the statement returns. */
    insert(row: RequiredEntityData<Entity>, returning?: keyof Entity & string): Statement;
    /** Inserts rows, at least one and all with the same properties; of those whose keys are there it updates the rest. */
    upsert(rows: readonly RequiredEntityData<Entity>[]): Statement;
    /** Updates the row that has the key among the values. */
    update(row: EntityData<Entity>): Statement;
    /** Deletes the row that has the key. */
    delete(key: EntityData<Entity>): Statement;
}

/**
 * Wakes tasks up. A job is only a wake-up call: the deadline itself is a column in the plugin's own table, and the task
 * re-reads its row and decides anew. So early, late, double and lost jobs are all harmless.
 */
export interface Scheduler {
    /** Upserts: the same task and key moves the deadline (and replaces the payload), never adds a second one. */
    arm<Name extends TaskName>(deadline: Deadline<Name>): Promise<void>;
    /** Forgets the deadline. Idempotent: one that ran, or never was, is no error. */
    cancel(key: DeadlineKey): Promise<void>;
}

/** One value that a guild can set. */
export type Setting = DurationSetting | IntegerSetting | ChoiceSetting | ToggleSetting | RoleSetting | RolesSetting | ChannelSetting | WordsSetting | TextSetting | MomentSetting;

/** What a guild has set, with the defaults where it has set nothing. */
export type SettingsOf<Section extends SettingsSection> = {
    readonly [Name in keyof Section['fields']]: ValueOf<Section['fields'][Name]>;
};

/** Settings of a plugin that belong together: one entry of `/sudo` → Settings. */
export interface SettingsSection<Fields extends Readonly<Record<string, Setting>> = Readonly<Record<string, Setting>>> {
    /** Unique over all plugins, snake case; with a dot and a field's name it is the key under which a value is stored. */
    readonly key: string;
    /** What admins see, such as `Voice`. */
    readonly title: string;
    /** In one sentence of at most 100 characters. */
    readonly description: string;
    /** By name, in snake case, in the order in which admins see them. At most 25. */
    readonly fields: Fields;
}

/** Some shards of a bot: which ones, and how many the bot has in all. */
export interface ShardSet {
    /** Ascending, each below `count`. */
    readonly ids: readonly number[];
    readonly count: number;
}

/**
 * The shards of this process, and so the guilds that it is responsible for. Rows of other guilds are another process's business:
 * they are neither read as one's own, nor taken for left over because their guild is not to be seen.
 */
export declare class Shards {
    #private;
    /** Of a bot that is one process. */
    static readonly all: Shards;
    readonly ids: readonly number[];
    readonly count: number;
    constructor({ ids, count }: ShardSet);
    /** Whether this process serves every guild of the bot. */
    get areAll(): boolean;
    /** As in `SHARDS`, such as `0-7/64`. */
    get text(): string;
    /** This process's part of what all processes of the bot have together, above 0 and at most 1. */
    get part(): number;
    /** Whether a guild is this process's to look after. */
    owns(guildId: string): boolean;
    /** An SQL condition that holds for the rows of own guilds; `column` holds the guild's id. No input of users belongs in it. */
    sql(column?: string): string;
    /** The same as a condition of MikroORM, to be spread into a `where`. Good for one query. */
    rows(column?: string): {
        readonly guildId?: never;
        readonly id?: never;
    };
}

/** A statement with its values, to be carried out by {@link runTogether}. */
export interface Statement {
    /** With a `?` for each value. */
    readonly sql: string;
    readonly values: readonly unknown[];
}

/** The click that opens a page: in a guild, of somebody who is sudo. */
export type SudoClick = StringSelectMenuInteraction<'cached'> | ButtonInteraction<'cached'>;

/** An entry of `/sudo` that a plugin draws itself. What its components do is up to the plugin's own interaction handlers. */
export interface SudoPage {
    /** Unique over all plugins, kebab case. */
    readonly key: string;
    /** `settings`: an entry of `/sudo` → Settings, beside the sections; `actions`: an entry of `/sudo` itself. */
    readonly place: 'settings' | 'actions';
    /** At most 45 characters. */
    readonly label: string;
    /** At most 100 characters. */
    readonly description: string;
    /**
     * The page, which takes the place of the menu; core adds a way back as the last of at most five rows. `/sudo` is not of Components
     * V2: a page that is comes as a message of its own below the menu.
     */
    open(click: SudoClick): Promise<Answer>;
}

/** The names of all tasks, as plugins declare them by augmenting `ScheduledTasks` of `@sapphire/plugin-scheduled-tasks`. */
export type TaskName = Extract<keyof ScheduledTasks, string>;

/** Where words stand that may name a person. */
export interface Texts {
    readonly table: string;
    /** The columns by their type. */
    readonly text?: readonly string[];
    readonly jsonb?: readonly string[];
}

/** A timer that {@link Clock.after} started. */
export interface Timer {
    /** Stops the timer; harmless once it has run or was cancelled. */
    cancel(): void;
}

/** Something that a plugin is about to do. */
export interface Upcoming {
    readonly at: Date;
    /** The rest of a line that begins with the time, and without a full stop: `<#…> is empty, and is deleted`. */
    readonly what: string;
}

/** What a setting holds. */
export type ValueOf<One extends Setting> = One extends ChoiceSetting<infer Value> ? Value : One extends DurationSetting | IntegerSetting ? number : One extends ToggleSetting ? boolean : One extends RolesSetting | WordsSetting ? readonly string[] : One extends TextSetting ? string : One extends MomentSetting ? number | null : string | null;

/** Somebody left or joined a voice channel. The client's caches already show it. */
export interface VoiceChange {
    readonly guild: Guild;
    readonly channelId: string;
    readonly userId: string;
    /** Null when the member has left the guild. */
    readonly member: GuildMember | null;
    readonly bot: boolean;
}

/**
 * What voice state updates mean, as events of the client. A direct move from one channel to another is `Left` and then
 * `Joined`, emitted in the same turn, so that work which both queue for the guild stays in this order. Changes that leave
 * the channel as it was (mute, deafen, video, stream) emit nothing.
 */
export declare const VoiceEvents: {
    readonly Left: 'voiceChannelLeft';
    readonly Joined: 'voiceChannelJoined';
};

/**
 * Knows who is in which voice channel. discord.js drops the voice state of a removed member before anybody can ask which
 * channel they were in, so the last known channel is kept here.
 */
export declare class VoiceTracker {
    #private;
    /** Takes the guild's cached voice states as the truth, without events: at ready, and when a guild becomes available. */
    seed(guild: Guild): void;
    /** The same for every guild that is available. */
    seedAll(guilds: Iterable<Guild>): void;
    /** Forgets a guild that the bot has left. */
    forget(guildId: string): void;
    /** Notes where somebody is now. Mute, deafen, video and stream changes move nobody and answer null. */
    move(guildId: string, userId: string, channelId: string | null, bot: boolean): VoiceMove | null;
    /** The voice channel that somebody is in. */
    channelOf(guildId: string, userId: string): string | null;
    /** The user ids of the humans in a channel. Bots do not count as occupants. */
    humansIn(guildId: string, channelId: string): string[];
    /** Everybody in a channel, bots too. */
    occupantsOf(guildId: string, channelId: string): {
        readonly id: string;
        readonly bot: boolean;
    }[];
}

/** Adds `allow` for a target to a list of overwrites, taking the same bits out of its denials. */
export declare function allowFor(overwrites: readonly Overwrite[], id: string, type: 0 | 1, allow: bigint): Overwrite[];

/** The framework's own pieces, as a plugin like any other. Always enabled, always first. */
export declare const core: import("../plugins/definition.js").PluginDefinition<Core, z.ZodObject<{
    guildRetention: z.ZodNumber;
    logRetention: z.ZodNumber;
}, z.core.$strip>, z.ZodObject<z.core.$ZodLooseShape, z.core.$strip>>;

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
export declare function definePlugin<Api = undefined, Schema extends z.ZodType = z.ZodType<Record<string, never>>, Environment extends z.ZodObject = z.ZodObject>(options: PluginOptions<Api, Schema, Environment>): PluginDefinition<Api, Schema, Environment>;

/**
 * Declares settings that each guild has for itself. They appear under `/sudo` → Settings by themselves, with a form for each
 * that fits what it holds.
 *
 * @example
 * const greeting = defineSettings({
 *   key: 'greeting',
 *   title: 'Greeting',
 *   description: 'How newcomers are greeted.',
 *   fields: {
 *     channel: { kind: 'channel', default: null, types: [ChannelType.GuildText], label: 'Channel', description: 'Where.' },
 *   },
 * });
 */
export declare function defineSettings<const Fields extends Readonly<Record<string, Setting>>>(section: SettingsSection<Fields>): SettingsSection<Fields>;

/**
 * Text that somebody chose, so that it shows as it was typed: on one line, without markdown, links or mentions, and without
 * characters that would change how the text around it shows.
 */
export declare function escapeText(text: string): string;

/** What each guild sets for the framework itself. */
export declare const generalSettings: import("../settings/section.js").SettingsSection<{
    readonly sudo_roles: {
        readonly kind: "roles";
        readonly default: readonly [];
        readonly label: "Sudo roles";
        readonly description: "Members with one of these roles are sudo, besides those with Manage Server.";
    };
    readonly notice_channel: {
        readonly kind: "channel";
        readonly default: null;
        readonly types: readonly [ChannelType.GuildText];
        readonly label: "Notice channel";
        readonly description: "Where I say what went wrong. Without it: the system messages channel of this server.";
    };
}>;

/**
 * Does some work for an interaction that is not answered yet, and defers it unless the work is done 1.5 s after the first work
 * for it began. For what comes before the answer, such as a precondition that asks the database.
 */
export declare function inTime<Result>(interaction: RepliableInteraction, work: () => Promise<Result>, defer?: () => Promise<unknown>): Promise<Result>;

/** A button that leads from a plugin's page of `/sudo` back to where it was chosen: for what its own handlers answer. */
export declare function leaveSudoPage(page: Pick<SudoPage, 'place'>): ButtonBuilder;

/**
 * Leaves of `overwrites` what a bot that holds `held` may set when it makes a channel: bits that it holds itself, and
 * Manage Roles only as an administrator. Overwrites that say nothing any more are left out.
 */
export declare function maskOverwrites(overwrites: readonly Overwrite[], held: bigint): MaskedOverwrites;

/** A mention of somebody by a stored id: words instead where they had their data deleted. */
export declare function mentionUser(userId: string): string;

/**
 * Which of `needed` the bot lacks, in a channel or, without one, in the guild at large. A guild whose own member is not
 * cached counts as lacking nothing: Discord itself then has the last word.
 */
export declare function missingPermissions(place: Guild | GuildBasedChannel, needed: readonly PermissionsString[]): PermissionsString[];

/** A button that leads to a plugin's page of `/sudo`, as if it was chosen anew: for what its own handlers answer. */
export declare function openSudoPage(page: SudoPage, label: string): ButtonBuilder;

/** A permission as people know it: `ManageChannels` becomes `Manage Channels`. */
export declare function permissionName(permission: PermissionsString): string;

/** Text that somebody chose, without what nobody sees and what would change how the text behind it shows. For code and its blocks. */
export declare function plainText(text: string): string;

/**
 * Takes a person's id out of texts: a mention becomes {@link DELETED_USER}, the bare id {@link NOBODY}. Reads the whole table,
 * and writes the rows that have the id.
 *
 * @throws {RangeError} when `userId` is no id.
 */
export declare function replaceId(em: EntityManager, { table, text, jsonb }: Texts, userId: string): Promise<void>;

/**
 * The one reply path: answers a fresh interaction, fills in a deferred one, follows up on one that was answered before.
 * Visible only to the one who asked. Mentions in it notify nobody.
 */
export declare function reply(interaction: RepliableInteraction, answer: Answer): Promise<void>;

/**
 * The same for what only the owner of the application may do, or an accepted member of the team that owns it, as Discord names
 * them at this moment. Costs a request, and does not defer: call it within `respond`, `respondByUpdate` or `inTime`.
 *
 * @param trust - For so many milliseconds after Discord has named somebody as an owner, it is not asked about them again: for
 *   a click on what was drawn for an owner. Short, for in that time somebody who has lost the application still passes.
 * @throws {UserError} `core.bot-owner-only`, which core's listeners answer.
 */
export declare function requireBotOwner(interaction: RepliableInteraction, trust?: number): Promise<void>;

/**
 * The guard of buttons, select menus and modals, for which Sapphire runs no preconditions: call it at each click, first. Costs
 * no request and no query.
 *
 * @returns the interaction, as one of a guild.
 * @throws {UserError} `core.guild-only` or `core.sudo-only`, which core's listeners answer.
 */
export declare function requireSudo<Given extends Guarded>(interaction: Given): InGuild<Given>;

/**
 * Does some work and answers the interaction with what it returns, visible only to the one who asked. When the work takes
 * longer than 1.5 s the interaction is deferred first, so that there always is an answer within Discord's 3 s, at the cost
 * of one more request. What `work` throws is thrown on, for the error listeners to answer.
 */
export declare function respond(interaction: RepliableInteraction, work: () => Promise<Answer>): Promise<void>;

/**
 * Does some work and puts what it returns in place of the message whose button or select menu was used, or whose modal was
 * sent. When the work takes
 * longer than 1.5 s the click is acknowledged first, as with {@link respond}. Where the message is gone by then, or
 * cannot become what it should, the answer is a new one, for who clicked alone.
 */
export declare function respondByUpdate(interaction: ButtonInteraction | AnySelectMenuInteraction | ModalMessageModalSubmitInteraction, work: () => Promise<Answer>): Promise<void>;

/** Says what a failed request means. */
export declare function restFailure(error: unknown): RestFailure;

/**
 * Carries out statements as one: altogether or not at all, in one round trip. None sees what the others do. PostgreSQL keeps
 * them prepared. Rejects as the ORM would.
 *
 * @returns what the first one returns: its first row, and how many it has written.
 */
export declare function runTogether(orm: MikroORM, [first, ...others]: readonly [Statement, ...Statement[]]): Promise<Pick<QueryResult, 'row' | 'affectedRows'>>;

/** A column that holds an id of Discord's: a `bigint` in the database, a string in the code. */
export declare const snowflake: () => import("@mikro-orm/postgresql").UniversalPropertyOptionsBuilder<string, import("@mikro-orm/postgresql").EmptyOptions, ("$type" | "lazyRef" | "strictNullable" | "~options" | "~type") | keyof import("@mikro-orm/postgresql").PropertyOptions<any>>;

/** A primary key that is an id of Discord's. Without this, a lone `bigint` key would count up by itself. */
export declare const snowflakeKey: () => Pick<import("@mikro-orm/postgresql").UniversalPropertyOptionsBuilder<string, Omit<Omit<import("@mikro-orm/postgresql").EmptyOptions, "primary"> & {
    primary: true;
}, "autoincrement"> & {
    autoincrement: false;
}, ("$type" | "lazyRef" | "strictNullable" | "~options" | "~type") | keyof import("@mikro-orm/postgresql").PropertyOptions<any>>, ("$type" | "lazyRef" | "strictNullable" | "~options" | "~type") | keyof import("@mikro-orm/postgresql").PropertyOptions<any>>;

/** The machine's own time. */
export declare const systemClock: Clock;

/**
 * The API of a plugin: what its `setup` returned. Works anywhere, from when the plugin's `setup` has returned until its `stop`
 * has.
 *
 * @throws {PluginNotEnabledError} when the plugin is off, is not set up yet, or has stopped.
 *
 * @example
 * const room = use(hub).roomOf(channel.id);
 */
export declare function use<Api, Schema extends z.ZodType>(definition: PluginDefinition<Api, Schema>): Api;

/** Whether a failed request may have reached Discord: not when it was held back because this process may not act now. */
export declare function wasSent(error: unknown): boolean;
