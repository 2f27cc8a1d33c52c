import type { LiveChannel } from './fingerprints.js';
import type { Playing } from './games.js';
import type { Moment, Person, Snowflake } from './room.js';

/** What Discord has of a guild. */
export interface LiveGuild {
  /** False during an outage: then nothing is known, and nothing is concluded. */
  readonly available: boolean;
  /** The channels that the bot sees. One that is missing here may be hidden: that it is missing says nothing. */
  readonly channels: ReadonlyMap<Snowflake, LiveChannel>;
  /** The channels that Discord has said to be unknown (10003), or deleted. */
  readonly gone: ReadonlySet<Snowflake>;
  /** Who is in which voice channel, bots too. A channel without an entry is empty. */
  readonly voice: ReadonlyMap<Snowflake, readonly Person[]>;
  /** Who is in a room and has to leave it at once, by voice channel: they do not count as having come. */
  readonly unwelcome: ReadonlyMap<Snowflake, readonly Snowflake[]>;
  /** What the people in voice channels play. Empty without the presence intent. */
  readonly playing: ReadonlyMap<Snowflake, readonly Playing[]>;
  /** Channels that other features own. */
  readonly trackedElsewhere: ReadonlySet<Snowflake>;
  readonly guildLockdownUntil: Moment | null;
}

/** Everybody in a voice channel. */
export function occupantsOf(live: LiveGuild, channelId: Snowflake): readonly Person[] {
  return live.voice.get(channelId) ?? [];
}

/** The humans in a voice channel. */
export function humansIn(live: LiveGuild, channelId: Snowflake): readonly Snowflake[] {
  return occupantsOf(live, channelId)
    .filter((person) => !person.bot)
    .map((person) => person.id);
}

/** Everybody in a room's voice channel but those who have to leave it. */
export function guestsOf(live: LiveGuild, channelId: Snowflake): readonly Person[] {
  const unwelcome = live.unwelcome.get(channelId) ?? [];
  return occupantsOf(live, channelId).filter(({ id }) => !unwelcome.includes(id));
}
