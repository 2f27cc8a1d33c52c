import { GatewayIntentBits } from 'discord.js';
import { definePlugin, type Deadline, type PluginContext } from 'roomkeeper';
import { NEEDED_PERMISSIONS } from './domain/permissions.js';
import { AutochannelBreakout } from './entities/autochannel-breakout.js';
import { AutochannelSource } from './entities/autochannel-source.js';
import { Migration20261121000000_create } from './migrations/migration-20261121000000-create.js';
import { admissionRules, autochannelOptions, retryRules, type AutochannelOptions } from './options.js';
import { autochannelData, forgetGuild } from './services/autochannel-data.js';
import { BreakoutCopy } from './services/breakout-copy.js';
import { Breakouts } from './services/breakouts.js';
import { Creation } from './services/creation.js';
import { Disabling } from './services/disabling.js';
import { Enabling } from './services/enabling.js';
import { Gate } from './services/gate.js';
import { Health } from './services/health.js';
import { Lifetime } from './services/lifetime.js';
import { Listing } from './services/listing.js';
import { Messenger } from './services/messenger.js';
import { Reconciler } from './services/reconciler.js';
import { Serving } from './services/serving.js';
import { autochannelStatus } from './services/status.js';
import { Sources } from './services/sources.js';
import { Strays } from './services/strays.js';
import { Upkeep } from './services/upkeep.js';

/** The services of autochannel, for its own pieces. */
export interface Autochannel {
  readonly breakouts: Breakouts;
  readonly disabling: Disabling;
  readonly enabling: Enabling;
  readonly lifetime: Lifetime;
  readonly listing: Listing;
  readonly reconciler: Reconciler;
  readonly serving: Serving;
  readonly sources: Sources;
  readonly strays: Strays;
  readonly upkeep: Upkeep;
  /** What a channel is to autochannel. Costs one map lookup. */
  roleOf(channelId: string): 'source' | 'breakout' | undefined;
}

function setup(context: PluginContext, options: AutochannelOptions): Autochannel {
  const copy = new BreakoutCopy();
  const sources = new Sources(context.orm, context.channels, copy, context.shards);
  const breakouts = new Breakouts(context.orm, { sources, copy, retry: retryRules(options) }, context.shards);
  const lifetime = new Lifetime(context, breakouts);
  const strays = new Strays(context, breakouts, lifetime);
  const creation = new Creation(context, { breakouts, lifetime, strays });
  const health = new Health(context, sources);
  const gate = new Gate(context.clock, admissionRules(options));
  const messenger = new Messenger(context);
  const serving = new Serving(context, { sources, breakouts, lifetime, creation, gate, health, messenger });
  const reconciler = new Reconciler(context, { sources, breakouts, lifetime, serving, strays });
  return {
    roleOf(channelId) {
      const role = context.channels.get(channelId);
      return role?.plugin === 'autochannel' ? (role.role as 'source' | 'breakout') : undefined;
    },
    sources,
    breakouts,
    lifetime,
    serving,
    strays,
    reconciler,
    enabling: new Enabling(context, { sources, breakouts, health, serving, defaults: options.defaults }),
    disabling: new Disabling(context, { sources, breakouts, lifetime }),
    listing: new Listing(context, { sources, breakouts, health }),
    upkeep: new Upkeep(context, { sources, lifetime, health, serving, reconciler, strays }),
  };
}

/** Source channels and breakout channels: a voice channel of their own for whoever joins a source. */
export const autochannel = definePlugin({
  name: 'autochannel',
  root: new URL('.', import.meta.url),
  options: autochannelOptions,
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildVoiceStates],
  permissions: [...NEEDED_PERMISSIONS, 'SendMessages'],
  entities: [AutochannelSource, AutochannelBreakout],
  migrations: [{ name: 'Migration20261121000000_create', class: Migration20261121000000_create }],
  personalData: autochannelData,
  forgetGuild,
  setup,
  ready: (_context, { reconciler }) => reconciler.all(),
  stop: (_context, { strays }) => strays.stop(),
  status: (_context, api, guild) => autochannelStatus(api, guild),
  async overdue(_context, { breakouts }, { before, limit }): Promise<Deadline[]> {
    const rows = await breakouts.overdue(before, limit);
    return rows.map(({ id, deleteAt }) => ({
      task: 'autochannel.wake-breakout',
      key: id,
      at: new Date(deleteAt ?? 0),
      payload: { id },
    }));
  },
});

declare module '@sapphire/plugin-scheduled-tasks' {
  interface ScheduledTasks {
    /** A breakout's deadline may have come. */
    'autochannel.wake-breakout': { id: string };
  }
}
