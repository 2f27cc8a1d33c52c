import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayCloseCodes, GatewayOpcodes } from 'discord-api-types/v10';
import { WebSocketServer, type WebSocket } from 'ws';
import { systemClock, type Clock } from '../clock.js';
import type { World } from '../store/world.js';
import { Connection } from './connection.js';
import { Dispatcher, type DispatchObserver } from './dispatcher.js';
import type { PrivilegedIntent } from './identify.js';
import { goOffline } from './presence.js';
import { Protocol } from './protocol.js';
import type { Session } from './session.js';
import { SessionStore } from './session-store.js';

/** How the gateway behaves; all of it has defaults. */
export interface GatewayOptions {
  /** Milliseconds between a client's heartbeats. Default 41 250. */
  readonly heartbeatInterval?: number;
  /**
   * Measures the heartbeats: a client that sends none for one and a half intervals is closed with 4009. Clients beat in real
   * time, so by default this is the machine's own clock, whatever clock the sandbox has.
   */
  readonly heartbeatClock?: Clock;
  /** So many dispatches are kept for a client that comes back. Default 1000. */
  readonly replayLimit?: number;
  /** How many shards `GET /gateway/bot` recommends. Default one for every thousand guilds. */
  readonly shards?: number;
  /** Milliseconds of the sandbox's clock that a session waits for its client. Default three minutes. */
  readonly resumeWindow?: number;
}

/** Where clients connect. */
export const gatewayPath = '/gateway';

/** The WebSocket side of the sandbox: Discord's gateway, version 10, JSON. */
export class Gateway {
  /** How many shards are recommended; undefined for as many as the guilds need. */
  public readonly shards: number | undefined;
  readonly #heartbeatInterval: number;
  readonly #heartbeatClock: Clock;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #connections = new Set<Connection>();
  readonly #sessions: SessionStore;
  readonly #protocol: Protocol;
  readonly #unsubscribe: () => void;
  #frozen = false;

  /** @param url - Tells clients where to come back to. Asked once somebody is connected. */
  public constructor(
    world: World,
    observer: DispatchObserver,
    url: () => string,
    allowed: readonly PrivilegedIntent[],
    options: GatewayOptions = {},
  ) {
    const { replayLimit = 1000, resumeWindow = 180_000 } = options;
    this.shards = options.shards;
    this.#heartbeatInterval = options.heartbeatInterval ?? 41_250;
    this.#heartbeatClock = options.heartbeatClock ?? systemClock;
    this.#sessions = new SessionStore(world, { replayLimit, resumeWindow }, (session) => goOffline(world, session));
    const dispatcher = new Dispatcher(world, observer);
    this.#protocol = new Protocol({ world, dispatcher, sessions: this.#sessions, allowed, url });
    this.#unsubscribe = world.onDispatch((dispatch) => dispatcher.publish(dispatch, this.#sessions.all));
  }

  /** Every session, also those whose client is away but may come back. */
  public get sessions(): readonly Session[] {
    return this.#sessions.all;
  }

  /** How many sessions have ever been started. */
  public get identifies(): number {
    return this.#sessions.started;
  }

  /**
   * Cuts every client's line, without a close code.
   *
   * @param options.resumable - False makes the gateway forget the sessions: who wants to resume must identify himself anew.
   */
  public cut({ resumable }: { readonly resumable: boolean }): void {
    if (!resumable) for (const session of this.sessions) this.#sessions.forget(session);
    for (const connection of this.#connections) connection.terminate();
  }

  /** Closes every client's connection with a code. */
  public close(code: GatewayCloseCodes): void {
    for (const connection of this.#connections) connection.close(code);
  }

  /** Tells every client that its session is invalid (op 9). Unless it is resumable, the gateway forgets it. */
  public invalidSession({ resumable }: { readonly resumable: boolean }): void {
    for (const connection of this.#connections) {
      const { session } = connection;
      if (session && !resumable) {
        this.#sessions.forget(session);
        connection.session = null;
      }
      connection.sendOp(GatewayOpcodes.InvalidSession, resumable);
    }
  }

  /** Asks every client to connect again and resume (op 7). */
  public reconnect(): void {
    for (const connection of this.#connections) connection.sendOp(GatewayOpcodes.Reconnect);
  }

  /** From now on nothing goes in or out, heartbeats included, though the lines stay open: a hanging network. */
  public freeze(): void {
    this.#frozen = true;
    for (const connection of this.#connections) connection.freeze();
  }

  /** What has come up since {@link freeze} goes on. */
  public unfreeze(): void {
    this.#frozen = false;
    for (const connection of this.#connections) connection.unfreeze();
  }

  /** Waits until every client has received every dispatch. Frozen clients are not waited for. */
  public async flush(): Promise<void> {
    await Promise.all([...this.#connections].map((connection) => connection.roundTrip()));
  }

  public handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = URL.parse(request.url ?? '/', 'ws://gateway');
    if (url?.pathname.replace(/\/$/, '') !== gatewayPath) {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (client) => this.#connect(client, url.searchParams));
  }

  /** Cuts all lines; no event gets out any more. */
  public stop(): void {
    this.#unsubscribe();
    this.cut({ resumable: false });
    this.#server.close();
  }

  #connect(socket: WebSocket, query: URLSearchParams): void {
    const connection = new Connection(socket, {
      compressed: query.get('compress') === 'zlib-stream',
      heartbeatInterval: this.#heartbeatInterval,
      clock: this.#heartbeatClock,
      onFrame: (from, frame) => this.#protocol.handle(from, frame),
      onClose: (closed, code) => this.#disconnected(closed, code),
    });
    this.#connections.add(connection);
    if (this.#frozen) connection.freeze();
    if ((query.get('v') ?? '10') !== '10') connection.close(GatewayCloseCodes.InvalidAPIVersion);
    else if ((query.get('encoding') ?? 'json') !== 'json') connection.close(GatewayCloseCodes.DecodeError);
    else connection.greet();
  }

  #disconnected(connection: Connection, code: number): void {
    this.#connections.delete(connection);
    this.#protocol.disconnected(connection, code);
  }
}
