import {
  ApplicationFlags,
  GatewayIntentBits,
  IntentsBitField,
  Routes,
  type APIApplication,
  type Client,
} from 'discord.js';
import type { OptionalIntent } from '../plugins/definition.js';

/** Where an application's privileged intents are switched on. */
export const PORTAL = 'https://discord.com/developers/applications';

/** A switch in the developer portal. */
export interface PortalSwitch {
  /** The privileged intent that it turns on. */
  readonly intent: GatewayIntentBits;
  /** As the portal calls it. */
  readonly name: string;
  /** The application's flags while it is on: of a verified bot, and of one in few servers. */
  readonly flags: number;
}

export const portalSwitches: readonly PortalSwitch[] = [
  {
    intent: GatewayIntentBits.GuildPresences,
    name: 'Presence Intent',
    flags: ApplicationFlags.GatewayPresence | ApplicationFlags.GatewayPresenceLimited,
  },
  {
    intent: GatewayIntentBits.GuildMembers,
    name: 'Server Members Intent',
    flags: ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited,
  },
  {
    intent: GatewayIntentBits.MessageContent,
    name: 'Message Content Intent',
    flags: ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited,
  },
];

/** The switch of an intent; undefined when the intent is not privileged. */
export function portalSwitch(intent: GatewayIntentBits): PortalSwitch | undefined {
  return portalSwitches.find((known) => known.intent === intent);
}

/**
 * Adds to the client's intents those that are switched on, so that those which are not cannot keep it from starting. Call it
 * before the login. Without `optional` there is nothing to ask Discord for.
 *
 * @returns those that are switched off. Rejects with Discord's error.
 */
export async function askForWhatIsOn(
  client: Client,
  token: string,
  optional: readonly OptionalIntent[],
): Promise<readonly OptionalIntent[]> {
  if (optional.length === 0) return [];
  client.rest.setToken(token);
  const { flags } = (await client.rest.get(Routes.currentApplication())) as APIApplication;
  const isOn = ({ intent }: OptionalIntent): boolean => ((portalSwitch(intent)?.flags ?? 0) & flags) !== 0;
  const present = optional.filter(isOn).map(({ intent }) => intent);
  client.options.intents = new IntentsBitField([client.options.intents, ...present]).freeze();
  return optional.filter((asked) => !isOn(asked));
}
