import type { PermissionsString } from 'discord.js';
import type { StatusDesk } from './core/status/status-desk.js';
import type { RequestGovernor } from './discord/governor/governor.js';
import type { Logger } from './logging/logger.js';
import type { OptionalIntent, PluginDefinition } from './plugins/definition.js';
import type { PluginRegistry } from './plugins/registry.js';
import type { DataDesk } from './privacy/data-desk.js';
import type { Clock } from './scheduling/clock.js';
import type { Shards } from './sharding/shards.js';
import type { VoiceTracker } from './voice/voice-tracker.js';

/**
 * What every piece of a running bot may use. It sits on Sapphire's own container, because pieces are made by Sapphire and
 * get no other handle. `createBot` sets it before any piece is loaded.
 */
export interface Running {
  /** Roomkeeper's own version. */
  readonly version: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly voice: VoiceTracker;
  /** Which guilds this process looks after. */
  readonly shards: Shards;
  /** Keeps the bot within Discord's limits; `snapshot()` says how that stands. */
  readonly requests: RequestGovernor;
  /** The APIs of the plugins that are enabled, `core` included. */
  readonly plugins: PluginRegistry;
  /** Their names, in order of `setup`. */
  readonly pluginNames: readonly string[];
  /** The definitions of the plugins that are enabled, `core` included, in order of `setup`. */
  readonly definitions: readonly PluginDefinition[];
  /** What the installed plugins store about people and guilds. There once the plugins are set up. */
  readonly data?: DataDesk;
  /** How the bot is doing in a guild. There once the plugins are set up. */
  readonly statusDesk?: StatusDesk;
  /** The bot permissions that the enabled plugins need. */
  readonly permissions: readonly PermissionsString[];
  /** The intents that plugins would use, and that are switched off in the developer portal. Known once the bot is logged in. */
  readonly missingIntents: readonly OptionalIntent[];
}

declare module '@sapphire/pieces' {
  interface Container {
    roomkeeper: Running;
  }
}
