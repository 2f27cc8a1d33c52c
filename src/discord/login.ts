import {
  DiscordAPIError,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  type Client,
  type CloseEvent,
} from 'discord.js';
import type { Logger } from '../logging/logger.js';
import type { OptionalIntent } from '../plugins/definition.js';
import { RoomkeeperError } from '../plugins/errors.js';
import { askForWhatIsOn, PORTAL, portalSwitch, portalSwitches } from './privileged-intents.js';
import { restFailure } from './rest-errors.js';

/** Discord refused the bot for good: trying again without a change would be refused again. */
export class GatewayRefusedError extends RoomkeeperError {
  override readonly name = 'GatewayRefusedError';
  public readonly code: string;

  public constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Says in plain words why Discord closed the gateway for good; undefined for a code after which the client reconnects. */
export function refusal(client: Client, code: number): GatewayRefusedError | undefined {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return tokenRefused();
    case GatewayCloseCodes.DisallowedIntents: {
      const wanted = portalSwitches.filter(({ intent }) => client.options.intents.has(intent));
      const names = wanted.map(({ name }) => `"${name}"`).join(' and ');
      return new GatewayRefusedError(
        'DISALLOWED_INTENTS',
        `Discord refuses intents that the enabled plugins need. Turn on ${names} under "Bot", "Privileged Gateway Intents", at ${PORTAL}, or disable the plugins that need them.`,
      );
    }
    case GatewayCloseCodes.InvalidShard:
    case GatewayCloseCodes.ShardingRequired:
      return new GatewayRefusedError(
        'SHARDS',
        `Discord refuses this number of shards (${client.options.shardCount}): ${code === GatewayCloseCodes.ShardingRequired ? 'the bot is in too many servers for so few' : 'the shard id does not fit the count'}. Set SHARDS=auto, or a count that fits.`,
      );
    case GatewayCloseCodes.InvalidIntents:
    case GatewayCloseCodes.InvalidAPIVersion:
      return new GatewayRefusedError(
        'GATEWAY',
        `Discord refuses this version of the bot (close code ${code}). Update Roomkeeper.`,
      );
    default:
      return undefined;
  }
}

/** Discord answers a request with 401. */
export const tokenRefused = (): GatewayRefusedError =>
  new GatewayRefusedError(
    'BAD_TOKEN',
    `Discord does not know this bot token. Copy it anew from "Bot", "Reset Token", at ${PORTAL} into DISCORD_TOKEN (in .env or in the environment).`,
  );

const unreachable = (client: Client): GatewayRefusedError =>
  new GatewayRefusedError(
    'UNREACHABLE',
    `Discord does not answer at ${client.options.rest?.api ?? 'its address'}. Check the connection to the internet, or DISCORD_API if you set it, and start again.`,
  );

export interface LoginOptions {
  /** Intents to ask for besides the client's own, where they are switched on in the developer portal. */
  readonly optional: readonly OptionalIntent[];
  readonly log: Logger;
  /** Ends the waiting; the client is then still to be destroyed. */
  readonly signal: AbortSignal;
}

/**
 * Logs in and resolves when the client is ready.
 *
 * @returns those of `optional` that are switched off.
 * @throws {GatewayRefusedError} when Discord refuses the token, the intents or the shards, or cannot be reached.
 */
export async function login(
  client: Client,
  token: string,
  { optional, log, signal }: LoginOptions,
): Promise<readonly OptionalIntent[]> {
  signal.throwIfAborted();
  const refused = Promise.withResolvers<never>();
  const ready = Promise.withResolvers<void>();
  const onDisconnect = ({ code }: CloseEvent): void => {
    const error = refusal(client, code);
    if (error) refused.reject(error);
  };
  const onAbort = (): void => refused.reject(signal.reason);
  const onReady = (): void => ready.resolve();
  client.on(Events.ShardDisconnect, onDisconnect).once(Events.ClientReady, onReady);
  signal.addEventListener('abort', onAbort);
  const connect = async (): Promise<readonly OptionalIntent[]> => {
    const missing = await askForWhatIsOn(client, token, optional);
    for (const { intent, without } of missing)
      log.warn({ intent: GatewayIntentBits[intent] }, switchedOff(intent, without));
    await client.login(token);
    await ready.promise;
    return missing;
  };
  try {
    // The client's own promise never settles when the gateway refuses it.
    return await Promise.race([connect(), refused.promise]);
  } catch (error) {
    if (isBadToken(error)) throw tokenRefused();
    if (restFailure(error) === 'unanswered') throw unreachable(client);
    throw error;
  } finally {
    signal.removeEventListener('abort', onAbort);
    client.off(Events.ShardDisconnect, onDisconnect).off(Events.ClientReady, onReady);
  }
}

function isBadToken(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return error.status === 401;
  return error instanceof Error && 'code' in error && error.code === 'TokenInvalid';
}

function switchedOff(intent: GatewayIntentBits, without: string): string {
  return `The "${portalSwitch(intent)?.name}" is switched off under "Bot", "Privileged Gateway Intents", at ${PORTAL}. ${without} Turn it on there and start the bot anew to have it.`;
}
