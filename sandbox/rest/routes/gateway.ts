import type { Gateway } from '../../gateway/gateway.js';
import type { Route } from '../route.js';

/** So many sessions a day a bot may start. */
const startLimit = 1000;
const day = 24 * 60 * 60 * 1000;
/** From so many guilds on Discord recommends one shard more. */
const guildsPerShard = 1000;
/**
 * How many sessions may be started in five seconds. Discord gives small bots 1. Clients wait in real time between shards, which
 * would make every test with shards sleep; so here it is what large bots get.
 */
const maximumConcurrency = 16;

/** Where the gateway is. */
export function gatewayRoutes(gateway: Gateway, url: () => string): readonly Route[] {
  return [
    { method: 'GET', path: '/gateway', open: true, handle: () => ({ body: { url: url() } }) },
    {
      method: 'GET',
      path: '/gateway/bot',
      handle: ({ world }) => ({
        body: {
          url: url(),
          shards: gateway.shards ?? Math.max(1, Math.ceil(world.guilds.size / guildsPerShard)),
          session_start_limit: {
            total: startLimit,
            remaining: Math.max(0, startLimit - gateway.identifies),
            reset_after: day,
            max_concurrency: maximumConcurrency,
          },
        },
      }),
    },
  ];
}
