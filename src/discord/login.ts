import { Events, GatewayCloseCodes, GatewayIntentBits, type Client, type CloseEvent } from 'discord.js';
import { RoomkeeperError } from '../plugins/errors.js';
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

const PORTAL = 'https://discord.com/developers/applications';

/** The switches in the developer portal, by the privileged intent that each turns on. */
const switches: readonly (readonly [GatewayIntentBits, string])[] = [
  [GatewayIntentBits.GuildPresences, 'Presence Intent'],
  [GatewayIntentBits.GuildMembers, 'Server Members Intent'],
  [GatewayIntentBits.MessageContent, 'Message Content Intent'],
];

/** Says in plain words why Discord closed the gateway for good; undefined for a code after which the client reconnects. */
export function refusal(client: Client, code: number): GatewayRefusedError | undefined {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return badToken();
    case GatewayCloseCodes.DisallowedIntents: {
      const wanted = switches.filter(([intent]) => client.options.intents.has(intent)).map(([, name]) => `"${name}"`);
      return new GatewayRefusedError(
        'DISALLOWED_INTENTS',
        `Discord refuses intents that the enabled plugins need. Turn on ${wanted.join(' and ')} under "Bot", "Privileged Gateway Intents", at ${PORTAL}, or disable the plugins that need them.`,
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

const badToken = (): GatewayRefusedError =>
  new GatewayRefusedError(
    'BAD_TOKEN',
    `Discord does not know this bot token. Copy it anew from "Bot", "Reset Token", at ${PORTAL} into DISCORD_TOKEN (in .env or in the environment).`,
  );

const unreachable = (client: Client): GatewayRefusedError =>
  new GatewayRefusedError(
    'UNREACHABLE',
    `Discord does not answer at ${client.options.rest?.api ?? 'its address'}. Check the connection to the internet, or DISCORD_API if you set it, and start again.`,
  );

/**
 * Logs in and resolves when the client is ready.
 *
 * @param signal - Ends the waiting; the client is then still to be destroyed.
 * @throws {GatewayRefusedError} when Discord refuses the token, the intents or the shards, or cannot be reached.
 */
export async function login(client: Client, token: string, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  const refused = Promise.withResolvers<never>();
  const ready = Promise.withResolvers<void>();
  const onDisconnect = ({ code }: CloseEvent): void => {
    const error = refusal(client, code);
    if (error) refused.reject(error);
  };
  const onAbort = (): void => refused.reject(signal?.reason);
  const onReady = (): void => ready.resolve();
  client.on(Events.ShardDisconnect, onDisconnect).once(Events.ClientReady, onReady);
  signal?.addEventListener('abort', onAbort);
  try {
    const loggedIn = client.login(token);
    // The client's own promise never settles when the gateway refuses it.
    await Promise.race([loggedIn.then(() => ready.promise), refused.promise]);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'TokenInvalid') throw badToken();
    if (restFailure(error) === 'unanswered') throw unreachable(client);
    throw error;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    client.off(Events.ShardDisconnect, onDisconnect).off(Events.ClientReady, onReady);
  }
}
