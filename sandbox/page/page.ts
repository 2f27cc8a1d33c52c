import type { WebSocket } from 'ws';
import type { Sandbox } from '../sandbox.js';
import { PageServer } from './page-server.js';
import type { Ask, ServerFrame } from './protocol/frames.js';

/** The page over a sandbox: serves it, and tells every browser that has it open what changes. */
export class Page {
  readonly #sandbox: Sandbox;
  readonly #server = new PageServer((socket) => this.#connect(socket));

  public constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  /** What to open in a browser, once it listens. */
  public get address(): string {
    return this.#server.address;
  }

  public async listen(port = 0): Promise<void> {
    await this.#server.listen(port);
  }

  public async close(): Promise<void> {
    await this.#server.close();
  }

  #connect(socket: WebSocket): void {
    const send = (frame: ServerFrame) => socket.send(JSON.stringify(frame));
    const people = [...this.#sandbox.world.users.values()].map(({ id, username, bot }) => ({
      user: id,
      name: username,
      bot,
      guilds: [],
    }));
    send({ type: 'shared', slices: { people } });
    socket.on('message', (data) => {
      const { id } = JSON.parse((data as Buffer).toString()) as Ask;
      send({ type: 'answer', id, ok: true, result: {} });
    });
  }
}
