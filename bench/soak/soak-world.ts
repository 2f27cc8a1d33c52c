import { ChannelType } from 'discord.js';
import type { ChannelRecord, GuildHandle, Person, Sandbox } from 'roomkeeper/sandbox';
import { triggerColumns } from '../../plugins/trigger/services/store/codec.js';
import { triggers, Words } from '../matcher-mix.js';
import { Random } from '../random.js';
import { hubRow, inSnakeCase, insert, sourceRow } from '../room-world.js';

const TRIGGERS = 20;
/** Waits of rooms and breakouts, short enough that a soak sees many of them end, in milliseconds. */
const WAITS = { 'voice.owner_grace': 8_000, 'voice.acting_window': 3_000, 'voice.cleanup_delay': 5_000 };
const BREAKOUT_GRACE_SECONDS = 5;
export const HUB = 'Join me';
/** What fires the trigger that each second guild has. */
export const COMMAND = '!soak';

/** A guild of the soak, and what belongs to it from the start. */
export interface SoakPlace {
  readonly guild: GuildHandle;
  readonly source: ChannelRecord;
  readonly lounge: ChannelRecord;
  readonly talk: ChannelRecord;
  readonly people: readonly Person[];
  /** All channels but the hub's, which change hands. */
  readonly own: ReadonlySet<string>;
}

/** Makes guilds with a hub, a source, a lounge, a channel to talk in and people; each second one has triggers. */
export async function furnishSoak(
  sandbox: Sandbox,
  url: string,
  guilds: number,
  peopleEach: number,
): Promise<readonly SoakPlace[]> {
  const random = new Random(41);
  const words = new Words(random);
  const places = Array.from({ length: guilds }, (_, at): SoakPlace => {
    const guild = sandbox.addGuild({ name: `Guild ${at}` });
    const source = guild.addChannel({ name: 'General' });
    const lounge = guild.addChannel({ name: 'Lounge' });
    const talk = guild.addChannel({ name: 'talk', type: ChannelType.GuildText });
    const own = new Set(guild.record.channels.keys());
    guild.addChannel({ name: HUB });
    const people = Array.from({ length: peopleEach }, (__, number) =>
      guild.addMember({ name: `Person ${at}.${number}` }),
    );
    return { guild, source, lounge, talk, people, own };
  });
  const now = new Date().toISOString();
  const rows = places.map((place, at) => rowsOf(place, at, now));
  await insert(
    url,
    'hub_channels',
    rows.map(({ hub }) => hub),
  );
  await insert(
    url,
    'autochannel_source',
    rows.map(({ source }) => source),
  );
  await insert(
    url,
    'core_settings',
    rows.flatMap(({ settings }) => settings),
  );
  const spec = { kind: 'message', first: null, second: { texts: ['Still here.'], reply: false, mentionUser: false } };
  const withTriggers = places.filter((_, at) => at % 2 === 1);
  const actions = withTriggers.map(({ guild }, at) =>
    inSnakeCase({
      id: at + 1,
      guildId: guild.id,
      name: 'say',
      nameKey: 'say',
      spec,
      ownerId: guild.owner.id,
      createdAt: now,
    }),
  );
  await insert(url, 'trigger_actions', actions);
  await insert(
    url,
    'trigger_triggers',
    withTriggers.flatMap(({ guild }, place) =>
      triggers(TRIGGERS, words, random).map((trigger, at) => {
        const id = place * TRIGGERS + at + 1;
        const condition =
          at === 0
            ? ({ id: 'command', parameter: COMMAND.slice(1), caseSensitive: false } as const)
            : trigger.condition;
        const columns = triggerColumns({
          ...trigger,
          condition,
          scope: { kind: 'server' },
          guildId: guild.id,
          actionId: place + 1,
          ownerId: guild.owner.id,
        });
        return inSnakeCase({ ...columns, id, runs: 0, createdAt: now });
      }),
    ),
  );
  return places;
}

function rowsOf({ guild, source }: SoakPlace, at: number, now: string) {
  const hub = hubOf(guild);
  return {
    hub: hubRow(at + 1, guild.id, hub?.id ?? '0', hub?.position ?? 0),
    source: sourceRow(at + 1, guild.id, source.id, BREAKOUT_GRACE_SECONDS),
    settings: Object.entries(WAITS).map(([key, value]) =>
      inSnakeCase({ guildId: guild.id, key, value, updatedAt: now }),
    ),
  };
}

/** The channel that is the hub now, if it is there at the moment. */
export function hubOf({ record }: GuildHandle): ChannelRecord | undefined {
  return [...record.channels.values()].findLast(({ name }) => name === HUB);
}
