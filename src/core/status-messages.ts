import { permissionName } from '../discord/permissions.js';
import { PORTAL, portalSwitch } from '../discord/privileged-intents.js';
import type { OptionalIntent } from '../plugins/definition.js';
import type { Lack } from './status/lacks.js';
import type { Tracked } from './status/status-desk.js';

/** So many places of one line are named; the others are counted. */
const SHOWN_PLACES = 8;

const list = new Intl.ListFormat('en', { type: 'conjunction' });

function places(all: readonly (string | null)[]): string {
  const shown = all.slice(0, SHOWN_PLACES).map((id) => (id === null ? 'this server as a whole' : `<#${id}>`));
  const more = all.length - shown.length;
  return list.format(more > 0 ? [...shown, `${more} more`] : shown);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Every sentence of `/status` that a user can see. */
export const statusMessages = {
  heading: (version: string): string => `## Roomkeeper ${version}`,
  plugins: (names: readonly string[]): string => `**Plugins:** ${names.join(', ') || 'none'}`,
  shards: (up: number, all: number, own: number, latency: number): string => {
    const ofAll = all === 1 ? '' : ` Shard ${own} serves this server; ${up} of ${all} shards are connected.`;
    return `**Gateway latency:** ${latency < 0 ? 'not measured yet' : `${latency} ms`}.${ofAll}`;
  },
  missingIntent: ({ intent, without }: OptionalIntent): string =>
    `**${portalSwitch(intent)?.name}** is switched off: ${without} The bot's owner can turn it on in [Discord's developer portal](<${PORTAL}>).`,
  lacksHeading: '### Missing permissions',
  nothingLacks: 'Nothing is missing.',
  lack: ({ plugin, permissions, places: where }: Lack): string =>
    `- ${list.format(permissions.map((permission) => `**${permissionName(permission)}**`))} in ${places(where)}, for ${plugin}`,
  lacksAdvice: 'Give them to my role, or in the permissions of these channels and categories.',
  moreLacks: (count: number): string => `- …and ${plural(count, 'more line')}. Mend these first, and look again.`,
  trackedHeading: '### Channels that I look after',
  nothingTracked: 'None yet.',
  tracked: ({ plugin, roles }: Tracked): string =>
    `- ${plugin}: ${roles.map(({ role, count }) => plural(count, role)).join(', ')}`,
  moreTracked: (count: number): string => `- …and those of ${plural(count, 'more plugin')}.`,
  upcomingHeading: '### What comes next',
  nothingComes: 'Nothing is planned.',
  upcoming: (at: Date, what: string): string => `- <t:${Math.ceil(at.getTime() / 1000)}:R> ${what}`,
  silent: (plugins: readonly string[]): string =>
    `⚠️ ${list.format(plugins)} could not say how it stands here. The bot's owner finds the reason in the log.`,
  slowedDown: '⚠️ Discord has refused much of what I asked lately, so I ask for less until that has passed.',
  paused: (until: number): string =>
    `⚠️ Discord refused much of what I tried on this server. I try again <t:${Math.ceil(until / 1000)}:R>.`,
  process: (megabytes: number, since: number): string =>
    `-# For the bot's owner: ${megabytes} MB of memory, running since <t:${Math.floor(since / 1000)}:R>`,
  invite: (link: string): string => `[Invite link](<${link}>), with exactly the permissions that these plugins need.`,
};
