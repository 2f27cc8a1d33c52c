import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { isForeign } from '../origin.js';
import { findAsset } from './assets.js';

/** Where the page's WebSocket connects. */
export const socketPath = '/page';

/** Scripts of our own only, pictures from anywhere (what a bot shows, and attachments), and no frame around it. */
const headers = {
  'cache-control': 'no-cache',
  'content-security-policy': policy(''),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** @param inline - The hashes of scripts that stand in the page itself. */
function policy(inline: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' ${inline}`.trimEnd(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: https: http://127.0.0.1:*",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * The HTTP server of the page, on 127.0.0.1. It answers nobody who calls it by a foreign name or from a foreign page, and
 * serves nothing but the page's own files.
 */
export class PageServer {
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024 });
  readonly #connected: (socket: WebSocket) => void;
  #port = 0;

  public constructor(connected: (socket: WebSocket) => void) {
    this.#connected = connected;
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  /** What to open in a browser, once it listens. */
  public get address(): string {
    return `http://127.0.0.1:${this.#port}/`;
  }

  /** @param port - 0 for a free one. */
  public async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Cuts every connection and frees the port. */
  public async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => void this.#server.close(() => resolve()));
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (isForeign(request, this.#port)) return end(response, 403, 'Forbidden: not from here');
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, 'Method Not Allowed');
    const asset = await findAsset(pathOf(request));
    if (!asset) return end(response, 404, 'Not Found');
    response.writeHead(200, {
      ...headers,
      'content-type': asset.type,
      'content-length': asset.body.length,
      ...(asset.scripts && { 'content-security-policy': policy(asset.scripts.join(' ')) }),
    });
    response.end(request.method === 'HEAD' ? undefined : asset.body);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Nobody else hears of a connection that breaks while it is being refused.
    socket.on('error', () => socket.destroy());
    const { origin } = request.headers;
    // No browser leaves it out.
    if (origin === undefined || isForeign(request, this.#port)) return refuse(socket, '403 Forbidden');
    if (pathOf(request) !== socketPath) return refuse(socket, '404 Not Found');
    this.#sockets.handleUpgrade(request, socket, head, this.#connected);
  }
}

/** What is asked for, as it stands there: no name of ours needs decoding. */
function pathOf({ url = '/' }: IncomingMessage): string {
  return url.replace(/\?.*$/s, '');
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...headers, 'content-type': 'text/plain' }).end(text);
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\n\r\n`);
}
