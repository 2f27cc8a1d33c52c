/**
 * The public API of Roomkeeper: all that a plugin may import.
 *
 * @packageDocumentation
 */
export { QueueTimeoutError, KeyedQueue } from './concurrency/keyed-queue.js';
export { core } from './core/plugin.js';
export { generalSettings } from './core/settings.js';
export { requireBotOwner, requireSudo, type Guarded, type InGuild } from './core/rights.js';
export { leaveSudoPage, openSudoPage } from './core/sudo/plugin-page.js';
export { RowStatements, runTogether, type Statement } from './database/row-statements.js';
export { snowflake, snowflakeKey } from './database/snowflake.js';
export { escapeText, plainText } from './discord/escape-text.js';
export { CustomId } from './discord/custom-id.js';
export type { Notices } from './discord/notices.js';
export { allowFor, maskOverwrites, type MaskedOverwrites, type Overwrite } from './discord/overwrites.js';
export { missingPermissions, permissionName } from './discord/permissions.js';
export { inTime, reply, respond, respondByUpdate, type Answer } from './discord/replies.js';
export { restFailure, wasSent, type RestFailure } from './discord/rest-errors.js';
export type { LogFields, Logger } from './logging/logger.js';
export type {
  Counter,
  Family,
  Histogram,
  HistogramDescription,
  LabelValues,
  MetricDescription,
  Metrics,
  Reading,
} from './operations/metrics.js';
export {
  definePlugin,
  PLUGIN_API_VERSION,
  type OptionalIntent,
  type OverdueQuery,
  type PluginContext,
  type PluginDefinition,
  type PluginMigration,
  type PluginOptions,
} from './plugins/definition.js';
export { use } from './plugins/registry.js';
export { NOBODY, type Erasure, type PersonalData, type PersonalRow } from './privacy/personal-data.js';
export { mentionUser } from './privacy/mention-user.js';
export { DELETED_USER, replaceId, type Texts } from './privacy/replace-id.js';
export { DeadlineTask } from './scheduling/deadline-task.js';
export { systemClock, type Clock, type Timer } from './scheduling/clock.js';
export type { Deadline, DeadlineKey, Scheduler, TaskName } from './scheduling/scheduler.js';
export type { GuildStatus, PermissionNeed, Upcoming } from './plugins/guild-status.js';
export type { GuildLog } from './settings/guild-log.js';
export type { ChangedBy, GuildSettings } from './settings/guild-settings.js';
export { defineSettings, type SettingsOf, type SettingsSection } from './settings/section.js';
export type { Setting, ValueOf } from './settings/setting.js';
export type { SudoClick, SudoPage } from './settings/sudo-page.js';
export { Shards, type ShardSet } from './sharding/shards.js';
export { ChannelRoles, ChannelRoleTakenError, type ChannelRole } from './voice/channel-roles.js';
export { VoiceEvents, type VoiceChange } from './voice/voice-events.js';
export type { VoiceTracker } from './voice/voice-tracker.js';
