import { constants, createInflate, type Inflate } from 'node:zlib';
import { WebSocket } from 'ws';
import type { Sandbox } from '../../../sandbox/sandbox.js';

/** Every intent that Discord knows. */
export const everyIntent = 53_608_447;

export interface Frame {
  readonly op: number;
  readonly d: unknown;
  readonly s?: number;
  readonly t?: string;
}

/** A gateway client without any manners: it sends what the test says and keeps what it gets. It answers no heartbeats by itself. */
export class RawClient {
  public readonly frames: Frame[] = [];
  /** The binary messages, as they came. */
  public readonly packets: Buffer[] = [];
  public readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  readonly #token: string;
  readonly #inflate: Inflate = createInflate({ flush: constants.Z_SYNC_FLUSH });
  readonly #waiting = new Set<() => void>();

  private constructor(sandbox: Sandbox, query: string) {
    const url = sandbox.api.replace('http', 'ws').replace(/\/api$/, '/gateway');
    this.#token = sandbox.token;
    this.#socket = new WebSocket(`${url}?${query}`);
    this.closed = new Promise((resolve) => void this.#socket.once('close', resolve));
    this.#inflate.on('data', (chunk: Buffer) => this.#frame(chunk.toString('utf8')));
    this.#socket.on('message', (data, isBinary) => {
      const packet = data as Buffer;
      if (!isBinary) return this.#frame(packet.toString('utf8'));
      this.packets.push(packet);
      this.#inflate.write(packet);
    });
  }

  public static async connect(sandbox: Sandbox, query = 'v=10&encoding=json'): Promise<RawClient> {
    const client = new RawClient(sandbox, query);
    await new Promise<void>((resolve, reject) => {
      client.#socket.once('open', resolve);
      client.#socket.once('error', reject);
    });
    return client;
  }

  public send(op: number, d: unknown): void {
    this.#socket.send(JSON.stringify({ op, d }));
  }

  public sendText(text: string): void {
    this.#socket.send(text);
  }

  public identify(identity: object = {}): void {
    this.send(2, { token: this.#token, intents: everyIntent, properties: {}, ...identity });
  }

  public resume(sessionId: unknown, seq: number): void {
    this.send(6, { token: this.#token, session_id: sessionId, seq });
  }

  /** Waits for the first frame that fits, also one that is there already. */
  public async frame(fits: (frame: Frame) => boolean): Promise<Frame> {
    for (;;) {
      const found = this.frames.find(fits);
      if (found) return found;
      await new Promise<void>((resolve) => void this.#waiting.add(resolve));
    }
  }

  /** Waits for a dispatch, and answers its data. */
  public async event(name: string): Promise<Record<string, unknown>> {
    const { d } = await this.frame(({ t }) => t === name);
    return d as Record<string, unknown>;
  }

  /** The names of the dispatches so far. */
  public get events(): (string | undefined)[] {
    return this.frames.filter(({ op }) => op === 0).map(({ t }) => t);
  }

  /** Waits until everything that was sent before has been answered: the server acknowledges a heartbeat. */
  public async synced(): Promise<void> {
    const before = this.frames.filter(({ op }) => op === 11).length;
    this.send(1, null);
    await this.frame(() => this.frames.filter(({ op }) => op === 11).length > before);
  }

  public close(code: number): void {
    this.#socket.close(code);
  }

  public terminate(): void {
    this.#socket.terminate();
    this.#inflate.destroy();
  }

  #frame(text: string): void {
    this.frames.push(JSON.parse(text) as Frame);
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
