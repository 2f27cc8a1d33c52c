import {
  GatewayCloseCodes,
  GatewayDispatchEvents as Events,
  GatewayIntentBits,
  GatewayOpcodes,
  type GatewayIdentifyData,
  type GatewayResumeData,
} from 'discord-api-types/v10';
import { setPresence } from '../store/presences.js';
import { projectGuildCreate } from '../store/project-guild.js';
import type { World } from '../store/world.js';
import type { ClientFrame, Connection } from './connection.js';
import type { Dispatcher } from './dispatcher.js';
import { identify, type PrivilegedIntent } from './identify.js';
import { comeOnline, readPresence } from './presence.js';
import { guildsOf, readyData } from './ready.js';
import { memberChunks, type MemberRequest } from './request-members.js';
import type { Session } from './session.js';
import type { SessionStore } from './session-store.js';

interface Parts {
  readonly world: World;
  readonly dispatcher: Dispatcher;
  readonly sessions: SessionStore;
  readonly allowed: readonly PrivilegedIntent[];
  /** Where clients come back to. */
  readonly url: () => string;
}

/** A client that closes with one of these means to end its session. */
const farewells: ReadonlySet<number> = new Set([1000, 1001]);
/** These say that the session is over, whatever the client would like. */
const endings: ReadonlySet<number> = new Set([GatewayCloseCodes.InvalidSeq, GatewayCloseCodes.SessionTimedOut]);

/** Answers what clients send. */
export class Protocol {
  readonly #parts: Parts;

  public constructor(parts: Parts) {
    this.#parts = parts;
  }

  public handle(connection: Connection, { op, d }: ClientFrame): void {
    const { session } = connection;
    if (op === GatewayOpcodes.Identify || op === GatewayOpcodes.Resume) {
      if (session) connection.close(GatewayCloseCodes.AlreadyAuthenticated);
      else if (op === GatewayOpcodes.Identify) this.#identify(connection, d);
      else this.#resume(connection, d);
    } else if (!session) connection.close(GatewayCloseCodes.NotAuthenticated);
    else if (op === GatewayOpcodes.PresenceUpdate) this.#updatePresence(connection, d);
    else if (op === GatewayOpcodes.RequestGuildMembers) this.#requestMembers(session, d);
    // The sandbox has no voice servers: a bot that wants to speak gets no answer, as when they are down.
    else if (op !== GatewayOpcodes.VoiceStateUpdate) connection.close(GatewayCloseCodes.UnknownOpcode);
  }

  /** A connection is gone. Its session waits for the client, unless one of the two has ended it. */
  public disconnected(connection: Connection, code: number): void {
    const { session } = connection;
    if (!session) return;
    const { sessions } = this.#parts;
    sessions.leave(session, connection);
    if (!session.connected && (farewells.has(code) || endings.has(code))) sessions.forget(session);
  }

  #identify(connection: Connection, data: unknown): void {
    const { world, sessions, allowed, dispatcher, url } = this.#parts;
    const wish = data as Partial<GatewayIdentifyData> | null;
    const identity = identify(world, wish, allowed);
    if (typeof identity === 'number') return connection.close(identity);
    const session = sessions.start(identity, connection);
    connection.session = session;
    comeOnline(world, session, wish?.presence);
    dispatcher.send(session, { event: Events.Ready, data: readyData(world, session, url()), to: { guildId: null } });
    if ((session.intents & GatewayIntentBits.Guilds) !== 0) this.#sendGuilds(session);
  }

  /** An outage hides a guild: it comes when that is over. */
  #sendGuilds(session: Session): void {
    const { world, dispatcher } = this.#parts;
    for (const guild of guildsOf(world, session).filter(({ available }) => available)) {
      const data = projectGuildCreate(world, guild, session.intents);
      dispatcher.send(session, { event: Events.GuildCreate, data, to: { guildId: guild.id } });
    }
  }

  #resume(connection: Connection, data: unknown): void {
    const { world, sessions } = this.#parts;
    const wish = (data ?? {}) as Partial<GatewayResumeData>;
    if (wish.token !== world.application.token) return connection.close(GatewayCloseCodes.AuthenticationFailed);
    const session = sessions.find(wish.session_id);
    if (session && Number(wish.seq) > session.sequence) return connection.close(GatewayCloseCodes.InvalidSeq);
    if (!session?.canReplay(Number(wish.seq))) return connection.sendOp(GatewayOpcodes.InvalidSession, false);
    sessions.keep(session);
    connection.session = session;
    session.resume(connection, Number(wish.seq));
  }

  #updatePresence(connection: Connection, data: unknown): void {
    const { world } = this.#parts;
    const presence = readPresence(world, data);
    if (presence) setPresence(world, world.application.botId, presence);
    else connection.close(GatewayCloseCodes.DecodeError);
  }

  /** A question about a guild that the bot is not in, or that another shard serves, gets no answer. */
  #requestMembers(session: Session, data: unknown): void {
    const { world, dispatcher } = this.#parts;
    const request = data as MemberRequest | null;
    const guild = guildsOf(world, session).find(({ id }) => id === request?.guild_id);
    if (!guild || !request) return;
    for (const chunk of memberChunks(guild, request, session.intents)) {
      dispatcher.send(session, { event: Events.GuildMembersChunk, data: chunk, to: { guildId: guild.id } });
    }
  }
}
