import { Client } from 'pg';
import type { StoredState } from '../../plugins/hub/stored-state.js';
import type { Stage } from '../../support/stage.js';
import { autochannelFaults, type BreakoutRow } from '../invariants/autochannel-invariants.js';
import { baseFaults, type BaseFacts } from '../invariants/base-overwrites.js';
import { unanswered, untrackedChannels } from '../invariants/guild-invariants.js';
import { hubFaults, ownershipFaults, trackedByHub, type HubFacts } from '../invariants/hub-invariants.js';
import { renameFaults } from '../invariants/rename-budget.js';
import { EDITED } from './doing.js';
import type { RaceGuild } from './race-guild.js';

const BREAKOUTS = `select id::text, guild_id::text, channel_id::text, state, forced, delete_at from autochannel_breakout`;
const SOURCES = `select guild_id::text, channel_id::text from autochannel_source`;
/** Tables by guild, those that refer to others first. */
const TABLES = [
  'autochannel_breakout',
  'autochannel_source',
  'auto_channels',
  'hub_channels',
  'core_settings',
  'core_log',
];

interface StoredBreakout {
  readonly id: string;
  readonly guild_id: string;
  readonly channel_id: string | null;
  readonly state: string;
  readonly forced: boolean;
  readonly delete_at: Date | null;
}

/** Looks at guilds at rest, by what Discord has and what the tables say. */
export class Inspection {
  readonly #stage: Stage;
  readonly #state: StoredState;
  readonly #client: Client;
  #logRead = 0;

  private constructor(stage: Stage, state: StoredState, client: Client) {
    this.#stage = stage;
    this.#state = state;
    this.#client = client;
  }

  public static async open(stage: Stage, state: StoredState): Promise<Inspection> {
    const client = new Client({ connectionString: stage.database.url });
    await client.connect();
    return new Inspection(stage, state, client);
  }

  public async close(): Promise<void> {
    await this.#client.end();
  }

  /** What was logged so far is no fault: the bot was stopped in the midst of its work. */
  public forgive(): void {
    this.#logRead = this.#stage.log.length;
  }

  /** What is wrong with each guild. @param empty - Whether nothing that was made for people may be left. */
  public async look(guilds: readonly RaceGuild[], empty: boolean): Promise<Map<RaceGuild, string[]>> {
    const [hubs, rooms] = [await this.#state.hubs(), await this.#state.rooms()];
    const breakouts = (await this.#client.query<StoredBreakout>(BREAKOUTS)).rows.map(plain);
    const sources = (await this.#client.query<{ guild_id: string; channel_id: string }>(SOURCES)).rows;
    const common = this.#commonFaults(guilds);
    return new Map(
      guilds.map((guild) => {
        const { id } = guild.handle;
        const facts = {
          ...this.#facts(guild),
          hubs: hubs.filter(({ guildId }) => guildId === id),
          rooms: rooms.filter(({ room }) => room.guildId === id),
        };
        const own = breakouts.filter(({ guildId }) => guildId === id);
        const ownSources = sources.flatMap((row) => (row.guild_id === id ? [row.channel_id] : []));
        const ofAutochannel = { guild: guild.handle, sources: ownSources, breakouts: own, now: facts.now };
        const left = empty
          ? [
              ...facts.rooms.map(({ room }) => `room ${room.voiceChannelId} is left`),
              ...own.map((row) => `breakout ${row.id} is left`),
            ]
          : [];
        const tracked = [...trackedByHub(facts), ...own.flatMap(({ channelId }) => channelId ?? [])];
        const waits = guild.wasCrippled && !empty;
        return [
          guild,
          [
            ...(waits
              ? ownership(facts)
              : [
                  ...hubFaults(facts),
                  ...(guild.wasCrippled ? [] : baseFaults(basesOf(guild, facts))),
                  ...autochannelFaults(ofAutochannel),
                  ...untrackedChannels(guild.handle, tracked),
                ]),
            ...left,
            ...renameFaults(this.#callsOf(guild)),
            ...(guild.wasUpset ? [] : unanswered(this.#stage.sandbox, guild.handle, guild.since)),
            ...guild.failures.splice(0),
            ...common.filter(({ guildId }) => guildId === null || guildId === id).map(({ text }) => text),
          ],
        ] as const;
      }),
    );
  }

  /** The rows of guilds that are done with, and what the sandbox keeps of them, go. */
  public async forget(guilds: readonly RaceGuild[]): Promise<void> {
    const ids = guilds.map(({ handle }) => handle.id);
    const members =
      'delete from auto_channel_members where voice_channel_id in (select voice_channel_id from auto_channels where guild_id = any($1))';
    await this.#client.query(members, [ids]);
    for (const table of TABLES) await this.#client.query(`delete from ${table} where guild_id = any($1)`, [ids]);
  }

  #facts({ handle, hub }: RaceGuild): Omit<HubFacts, 'hubs' | 'rooms'> {
    return {
      guild: handle,
      inMemory: { hubs: hub.hubs.ofGuild(handle.id), rooms: hub.rooms.ofGuild(handle.id) },
      settings: hub.rules.of(handle.id),
      guildLockdownUntil: hub.rules.lockdownUntil(handle.id),
      now: this.#stage.clock.now(),
    };
  }

  #callsOf({ handle }: RaceGuild) {
    const all = this.#stage.sandbox.calls('PATCH /channels/{channel_id}');
    return all.filter(({ answer }) => (answer as { guild_id?: string } | undefined)?.guild_id === handle.id);
  }

  /** Errors in the log, and broken schemas, of one guild where that is known. */
  #commonFaults(guilds: readonly RaceGuild[]): { readonly guildId: string | null; readonly text: string }[] {
    const lines = this.#stage.log.slice(this.#logRead);
    this.#logRead = this.#stage.log.length;
    const ids = new Set(guilds.map(({ handle }) => handle.id));
    const logged = lines.filter(({ level }) => level === 'error' || level === 'fatal');
    return [
      ...logged.map((line) => ({
        guildId: typeof line['guild'] === 'string' && ids.has(line['guild']) ? line['guild'] : null,
        text: `logged: ${line.message} ${errorOf(line['error'])}`,
      })),
      ...this.#stage.sandbox.violations.splice(0).map(({ subject, messages }) => ({
        guildId: null,
        text: `${subject} broke a schema: ${messages.join('; ')}`,
      })),
    ];
  }
}

/** While the bot could not do everything, who owns what is right all the same. */
function ownership({ guild, rooms, now }: HubFacts): string[] {
  const open = rooms.filter(({ room }) => room.state === 'open');
  return open.flatMap(({ room }) => {
    const humans = [...guild.record.members.keys()].filter((id) => guild.record.members.get(id)?.user.bot === false);
    return ownershipFaults(room, new Set([...humans, room.ownerId]), now).map(
      (text) => `room ${room.voiceChannelId}: ${text}`,
    );
  });
}

function basesOf(guild: RaceGuild, { hubs, rooms }: HubFacts): BaseFacts {
  return {
    botId: guild.handle.bot.id,
    hubs,
    rooms: rooms.map(({ room }) => room),
    first: guild.blueprints,
    edits: { targets: guild.editedByHand, bits: EDITED },
  };
}

function plain({ guild_id, channel_id, delete_at, ...row }: StoredBreakout): BreakoutRow {
  return { ...row, guildId: guild_id, channelId: channel_id, deleteAt: delete_at?.getTime() ?? null };
}

/** As far as it tells where it comes from. */
const LINES = 10;

function errorOf(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : (JSON.stringify(error) ?? '');
  return text.split('\n').slice(0, LINES).join('\n');
}
