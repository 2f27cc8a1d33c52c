import { GatewayCloseCodes, type GatewayIdentifyData } from 'discord-api-types/v10';
import type { World } from '../store/world.js';
import { knownIntents, privilegedIntents } from './intents.js';
import type { Identity } from './session.js';

export type PrivilegedIntent = keyof typeof privilegedIntents;

/** So many guilds a single shard may serve. */
const maximumGuilds = 2500;

/** What a client's IDENTIFY asks for, or the code that the connection is closed with. */
export function identify(
  world: World,
  data: Partial<GatewayIdentifyData> | null | undefined,
  allowed: readonly PrivilegedIntent[],
): Identity | GatewayCloseCodes {
  if (data?.token !== world.application.token) return GatewayCloseCodes.AuthenticationFailed;
  const { intents, shard = [0, 1] } = data;
  if (intents === undefined || !isIntents(intents)) return GatewayCloseCodes.InvalidIntents;
  if (!isShard(shard)) return GatewayCloseCodes.InvalidShard;
  if (asksTooMuch(intents, allowed)) return GatewayCloseCodes.DisallowedIntents;
  if (world.guilds.size / shard[1] > maximumGuilds) return GatewayCloseCodes.ShardingRequired;
  return { intents, shard };
}

function isIntents(intents: unknown): intents is number {
  return typeof intents === 'number' && Number.isInteger(intents) && (intents & ~knownIntents) === 0;
}

function isShard(shard: unknown): shard is [number, number] {
  if (!Array.isArray(shard) || shard.length !== 2) return false;
  const [index, count] = shard as unknown[];
  return Number.isInteger(index) && Number.isInteger(count) && Number(index) >= 0 && Number(index) < Number(count);
}

function asksTooMuch(intents: number, allowed: readonly PrivilegedIntent[]): boolean {
  return Object.entries(privilegedIntents).some(
    ([name, intent]) => (intents & intent) !== 0 && !allowed.includes(name as PrivilegedIntent),
  );
}
