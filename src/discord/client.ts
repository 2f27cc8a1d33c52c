import '@sapphire/plugin-subcommands/register';
import { ScheduledTaskStore } from '@sapphire/plugin-scheduled-tasks';
import { ApplicationCommandRegistries, RegisterBehavior, SapphireClient } from '@sapphire/framework';
import { Options, Partials, type GatewayIntentBits, type RateLimitData } from 'discord.js';
import { SapphireLogger } from '../logging/sapphire-logger.js';
import type { Logger } from '../logging/logger.js';
import { soleLease, type Lease } from '../sharding/lease.js';
import type { Shards } from '../sharding/shards.js';
import type { RequestGovernor } from './governor/governor.js';
import { guardedAgent } from './guarded-agent.js';
import { governedRequests, type MakeRequest } from './requests.js';

/**
 * How often discord.js' queues of requests to channels that nobody asks for any more are dropped, in milliseconds. Rooms come and go all the
 * time, and each leaves several: by default for an hour.
 */
const SWEEP = 300_000;

export interface ClientSettings {
  readonly intents: readonly GatewayIntentBits[];
  /** Base address of the REST API; Discord's own when undefined. The gateway's address comes from there. */
  readonly api: string | undefined;
  readonly log: Logger;
  /** The shards of this process; all that Discord recommends when undefined. */
  readonly shards?: Shards | undefined;
  /** Makes a request that the governor has let through. Default discord.js' own way. */
  readonly transport?: MakeRequest;
  /** Without it no request goes out. Default one that is always there. */
  readonly lease?: Lease;
  /** Lets each request through, or holds it back. */
  readonly governor: RequestGovernor;
}

/** The client, with every store registered and none loaded. One client at a time per process: Sapphire's container is global. */
export function createClient(settings: ClientSettings): SapphireClient {
  const { intents, api, log, governor, shards, transport, lease = soleLease } = settings;
  ApplicationCommandRegistries.setDefaultBehaviorWhenNotIdentical(RegisterBehavior.BulkOverwrite);
  const known = {
    guildOf: (channelId: string): string | null => {
      const channel = client.channels.cache.get(channelId);
      return channel && 'guildId' in channel ? channel.guildId : null;
    },
    applicationId: (): string | null => client.application?.id ?? null,
  };
  const client: SapphireClient = new SapphireClient({
    intents: [...intents],
    ...(shards ? { shards: [...shards.ids], shardCount: shards.count } : { shards: 'auto' }),
    partials: [Partials.Channel, Partials.GuildMember, Partials.Message, Partials.Reaction, Partials.User],
    // What is read of a message is read when it comes: kept ones would grow old for nothing, which costs a third of the time
    // that an event takes. Members, users and channels stay, since rooms and triggers ask for them.
    makeCache: Options.cacheWithLimits({ MessageManager: 0 }),
    allowedMentions: { parse: [], repliedUser: false },
    rest: {
      ...(api === undefined ? {} : { api }),
      makeRequest: governedRequests(governor, known, transport),
      agent: guardedAgent(lease),
      retries: 0,
      // The governor keeps to both, and knows better: what waits for its turn is not late.
      globalRequestsPerSecond: Infinity,
      timeout: NEVER,
      handlerSweepInterval: SWEEP,
      rejectOnRateLimit: (limit) => isChannelCreation(limit) || isNameEdit(limit),
    },
    // A guild in an outage does not keep the others waiting for the usual 15 s: it is served when it comes back.
    waitGuildTimeout: 3000,
    baseUserDirectory: null,
    logger: { instance: new SapphireLogger(log) },
    // Demanded by the types of the scheduled-tasks plugin, and read by nothing: its handler is built by our own scheduler.
    tasks: { bull: { connection: {} } },
    loadDefaultErrorListeners: false,
    loadSubcommandErrorListeners: false,
    loadApplicationCommandRegistriesStatusListeners: false,
  });
  client.stores.register(new ScheduledTaskStore());
  return client;
}

/** The longest delay that a timer takes, in milliseconds. */
const NEVER = 2 ** 31 - 1;

/** The span of Discord's limit over all requests, with the margin of discord.js, in milliseconds. */
const GLOBAL_WINDOW = 1100;

/**
 * Creations wait in our own queue, where those that nobody waits for any more can be dropped. The moment's wait after a burst
 * of all requests together is discord.js' own.
 */
function isChannelCreation({ global, method, retryAfter, route }: RateLimitData): boolean {
  const isMoment = global && retryAfter <= GLOBAL_WINDOW;
  return method === 'POST' && route === '/guilds/:id/channels' && !isMoment;
}

/**
 * The hidden limit on names, 2 edits in 10 minutes and channel: discord.js would wait for it silently, for minutes, and then
 * send names that nobody wants any more. A limit that concerns all edits of the channel, and lasts moments, is its own.
 */
function isNameEdit({ method, route, sublimitTimeout }: RateLimitData): boolean {
  return method === 'PATCH' && route === '/channels/:id' && sublimitTimeout > 0;
}
