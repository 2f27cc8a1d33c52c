import {
  ApplicationFlags,
  type APIApplicationCommand,
  type APITeam,
  type GatewayDispatchEvents,
} from 'discord-api-types/v10';
import type { Clock } from '../clock.js';
import { refuse } from './errors.js';
import { FileStore } from './file-store.js';
import type { InteractionRecord } from './interaction-record.js';
import type { ChannelRecord, GuildRecord, MemberRecord, UserRecord } from './records.js';
import { SnowflakeGenerator } from './snowflake.js';

/** A gateway event on its way to the bot's sessions. Who gets it is decided by intents, shards and `to`. */
export interface Dispatch {
  readonly event: GatewayDispatchEvents;
  readonly data: unknown;
  readonly to: Audience;
}

/** Whom an event concerns: a guild (sent to its shard), or the bot alone (direct messages; sent to shard 0). */
export type Audience = { readonly guildId: string } | { readonly guildId: null };

/** The bot's application. The sandbox knows exactly one. */
export interface ApplicationRecord {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  /** The team that owns it, if there is one. The owner is then one of its members. */
  team: APITeam | null;
  readonly botId: string;
  readonly token: string;
  /** The privileged intents that the developer portal allows, as the application's flags. */
  flags: number;
  /** Global application commands by id. */
  readonly commands: Map<string, APIApplicationCommand>;
}

/**
 * The one store. Every change goes through a function under `store/` that alters records and dispatches the events that
 * follow, so that a REST answer and the events about it can never disagree.
 */
export class World {
  public readonly clock: Clock;
  public readonly users = new Map<string, UserRecord>();
  public readonly guilds = new Map<string, GuildRecord>();
  /** Every channel of every guild, and direct message channels. */
  public readonly channels = new Map<string, ChannelRecord>();
  /** Interactions whose tokens may still be good, by token, the oldest first. */
  public readonly interactions = new Map<string, InteractionRecord>();
  /** Ids of the users who take no direct messages. */
  public readonly unreachable = new Set<string>();
  /** The files on messages and in interactions. */
  public readonly files = new FileStore();
  public readonly application: ApplicationRecord;
  readonly #snowflakes: SnowflakeGenerator;
  readonly #listeners = new Set<(dispatch: Dispatch) => void>();

  public constructor(clock: Clock) {
    this.clock = clock;
    this.#snowflakes = new SnowflakeGenerator(clock);
    const owner = this.addUser({ username: 'developer', globalName: 'Developer', bot: false });
    const bot = this.addUser({ username: 'roomkeeper', globalName: null, bot: true });
    this.application = {
      id: bot.id,
      name: 'Roomkeeper',
      ownerId: owner.id,
      team: null,
      botId: bot.id,
      token: `${Buffer.from(bot.id).toString('base64url')}.sandbox.${this.snowflake()}`,
      flags:
        ApplicationFlags.GatewayPresenceLimited |
        ApplicationFlags.GatewayGuildMembersLimited |
        ApplicationFlags.GatewayMessageContentLimited,
      commands: new Map(),
    };
  }

  /** A new id, unique and rising with the clock. */
  public snowflake(): string {
    return this.#snowflakes.next();
  }

  /** A new id of an earlier time in epoch milliseconds. */
  public snowflakeAt(time: number): string {
    return this.#snowflakes.at(time);
  }

  public addUser(user: Omit<UserRecord, 'id'>): UserRecord {
    const record = { ...user, id: this.snowflake() };
    this.users.set(record.id, record);
    return record;
  }

  /** Tells the bot. What happens in a guild that it is not in, or that an outage hides, it does not hear. */
  public dispatch(event: GatewayDispatchEvents, data: unknown, to: Audience): void {
    if (to.guildId !== null && !this.#botHears(to.guildId)) return;
    for (const listener of this.#listeners) listener({ event, data, to });
  }

  #botHears(guildId: string): boolean {
    const guild = this.guilds.get(guildId);
    return guild !== undefined && guild.available && guild.members.has(this.application.botId);
  }

  /** Calls `listener` with every dispatch from now on; the answer stops it. */
  public onDispatch(listener: (dispatch: Dispatch) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** @throws {DiscordError} 10004 */
  public guild(id: string): GuildRecord {
    const guild = this.guilds.get(id);
    if (!guild) throw refuse('unknownGuild');
    return guild;
  }

  /** @throws {DiscordError} 10003 */
  public channel(id: string): ChannelRecord {
    const channel = this.channels.get(id);
    if (!channel) throw refuse('unknownChannel');
    return channel;
  }

  /** @throws {DiscordError} 10007 */
  public member(guild: GuildRecord, userId: string): MemberRecord {
    const member = guild.members.get(userId);
    if (!member) throw refuse('unknownMember');
    return member;
  }
}
