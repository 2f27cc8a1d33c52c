import { GatewayCloseCodes, GatewayOpcodes } from 'discord-api-types/v10';
import type { RawData, WebSocket } from 'ws';
import type { Clock, Timer } from '../clock.js';
import { plainEncoder, zlibStreamEncoder, type FrameEncoder } from './frame-encoder.js';
import type { Receiver, Session } from './session.js';

/** A frame from a client. */
export interface ClientFrame {
  readonly op: GatewayOpcodes;
  readonly d: unknown;
}

export interface ConnectionOptions {
  /** The client asked for `compress=zlib-stream`. */
  readonly compressed: boolean;
  /** Milliseconds between a client's heartbeats. */
  readonly heartbeatInterval: number;
  /** Measures the heartbeats. */
  readonly clock: Clock;
  readonly onFrame: (connection: Connection, frame: ClientFrame) => void;
  readonly onClose: (connection: Connection, code: number) => void;
}

/** One client's WebSocket. It greets, keeps an eye on the heartbeats, and hands over all other frames. */
export class Connection implements Receiver {
  public session: Session | null = null;
  readonly #socket: WebSocket;
  readonly #options: ConnectionOptions;
  readonly #encoder: FrameEncoder;
  readonly #awaited = new Set<{ readonly sequence: number; readonly resolve: () => void }>();
  #frozen: (() => void)[] | null = null;
  #timeout: Timer;

  public constructor(socket: WebSocket, options: ConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    const write = (data: string | Buffer) => this.#socket.send(data);
    this.#encoder = options.compressed ? zlibStreamEncoder(write) : plainEncoder(write);
    this.#timeout = this.#expectHeartbeat();
    socket.on('message', (data) => this.#whenThawed(() => this.#receive(data)));
    socket.on('close', (code) => this.#closed(code));
    // An abrupt end is followed by `close`, which tells all that matters.
    socket.on('error', () => socket.terminate());
  }

  /** Says hello: the client may identify itself. */
  public greet(): void {
    this.sendOp(GatewayOpcodes.Hello, { heartbeat_interval: this.#options.heartbeatInterval, _trace: [] });
  }

  public send(frame: string): void {
    this.#whenThawed(() => this.#encoder.encode(frame));
  }

  public sendOp(op: GatewayOpcodes, d: unknown = null): void {
    this.send(JSON.stringify({ op, d }));
  }

  /** Asks for a heartbeat, and waits until one says that all dispatches so far have arrived, or the connection is gone. */
  public async roundTrip(): Promise<void> {
    if (this.#frozen) return;
    await new Promise<void>((resolve) => {
      this.#awaited.add({ sequence: this.session?.sequence ?? 0, resolve });
      this.sendOp(GatewayOpcodes.Heartbeat);
    });
  }

  public close(code: GatewayCloseCodes): void {
    this.#socket.close(code);
  }

  /** Cuts the line without a word. */
  public terminate(): void {
    this.#socket.terminate();
  }

  /** From now on nothing goes in or out, though the line is open. */
  public freeze(): void {
    this.#frozen ??= [];
  }

  /** What has come up since {@link freeze} goes on. */
  public unfreeze(): void {
    const actions = this.#frozen ?? [];
    this.#frozen = null;
    for (const action of actions) action();
  }

  #whenThawed(action: () => void): void {
    if (this.#frozen) this.#frozen.push(action);
    else if (this.#socket.readyState === this.#socket.OPEN) action();
  }

  #receive(data: RawData): void {
    const frame = parse(data);
    if (!frame) return this.close(GatewayCloseCodes.DecodeError);
    if (frame.op === GatewayOpcodes.Heartbeat) this.#heartbeat(typeof frame.d === 'number' ? frame.d : 0);
    else this.#options.onFrame(this, frame);
  }

  #heartbeat(sequence: number): void {
    this.#timeout.cancel();
    this.#timeout = this.#expectHeartbeat();
    this.session?.acknowledge(sequence);
    this.sendOp(GatewayOpcodes.HeartbeatAck);
    for (const awaited of this.#awaited) {
      if (awaited.sequence > sequence) continue;
      this.#awaited.delete(awaited);
      awaited.resolve();
    }
    // Clients take frames in one by one, without waiting: the answer may be from before the last dispatch. So ask again.
    if (this.#awaited.size > 0) setImmediate(() => this.sendOp(GatewayOpcodes.Heartbeat));
  }

  #expectHeartbeat(): Timer {
    const { clock, heartbeatInterval } = this.#options;
    return clock.after(heartbeatInterval * 1.5, () => this.close(GatewayCloseCodes.SessionTimedOut));
  }

  #closed(code: number): void {
    this.#timeout.cancel();
    this.#encoder.close();
    this.#frozen = null;
    for (const { resolve } of this.#awaited) resolve();
    this.#awaited.clear();
    this.#options.onClose(this, code);
  }
}

function parse(data: RawData): ClientFrame | null {
  try {
    const frame = JSON.parse(textOf(data)) as ClientFrame | null;
    return typeof frame === 'object' && typeof frame?.op === 'number' ? frame : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function textOf(data: RawData): string {
  return Buffer.concat(Array.isArray(data) ? data : [Buffer.from(data as Buffer)]).toString('utf8');
}
