import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { isForeign } from '../origin.js';
import type { CallHandler, IncomingCall, Outcome, Reply } from './call-handler.js';
import type { FileStore, StoredFile } from '../store/file-store.js';
import { parseBody, type ParsedBody } from './multipart.js';

/** Takes over a connection that asks to become a WebSocket. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

const prefix = /^\/api(?:\/v(\d+))?(?=\/|$)/;
const maximumBody = 25 * 1024 * 1024;

/**
 * The HTTP server on 127.0.0.1. It answers nobody who calls it by a foreign name (a rebound DNS name) or from a foreign page.
 */
export class RestServer {
  readonly #handler: CallHandler;
  readonly #files: FileStore;
  readonly #server: Server;
  readonly #calls = new Set<IncomingCall>();
  #reading = 0;
  #port = 0;

  public constructor(handler: CallHandler, files: FileStore, upgrade: Upgrade) {
    this.#handler = handler;
    this.#files = files;
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.#server.on('upgrade', (request, socket, head) => {
      // Nobody else hears of a connection that breaks while it is being refused.
      socket.on('error', () => socket.destroy());
      if (isForeign(request, this.#port)) socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
      else upgrade(request, socket, head);
    });
  }

  /** The port, once it listens. */
  public get port(): number {
    return this.#port;
  }

  /** How many calls are being read or handled. Those that an injected fault keeps waiting do not count. */
  public get inFlight(): number {
    return this.#reading + [...this.#calls].filter(({ held }) => !held).length;
  }

  public async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
    this.#files.base = `http://127.0.0.1:${this.#port}`;
  }

  /** Cuts every connection and frees the port. */
  public async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => void this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (isForeign(request, this.#port)) return write(response, error(403, 'Forbidden: not from here'));
    const url = URL.parse(request.url ?? '/', `http://127.0.0.1:${this.#port}`);
    // Such as "//[", which is no address.
    if (!url) return write(response, error(404, '404: Not Found'));
    const file = request.method === 'GET' ? this.#files.get(url.pathname) : undefined;
    if (file) return this.#download(response, file);
    const version = prefix.exec(url.pathname);
    if (!version) return write(response, error(404, '404: Not Found'));
    if ((version[1] ?? '10') !== '10') return write(response, error(400, 'Invalid API version', 50041));
    const call = await this.#receive(request, url);
    if (call === 'aborted') return;
    if (call === 'too-large') return write(response, error(413, 'Request entity too large', 40005));
    // A client that gives up waiting takes its call with it.
    response.once('close', () => this.#calls.delete(call));
    send(request, response, await this.#handler.handle(call));
  }

  /** An attachment, as Discord's content servers have it. It is no call of the API, so nothing records it. */
  #download(response: ServerResponse, { data, contentType }: StoredFile): void {
    this.#reading += 1;
    response.once('close', () => (this.#reading -= 1));
    response.writeHead(200, { 'content-type': contentType, 'content-length': data.byteLength }).end(data);
  }

  async #receive(request: IncomingMessage, url: URL): Promise<IncomingCall | 'aborted' | 'too-large'> {
    this.#reading += 1;
    try {
      const raw = await read(request);
      if (typeof raw === 'string') return raw;
      const call = await incomingCall(request, url, raw);
      this.#calls.add(call);
      return call;
    } finally {
      this.#reading -= 1;
    }
  }
}

async function read(request: IncomingMessage): Promise<Buffer | 'aborted' | 'too-large'> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= maximumBody) chunks.push(chunk);
    }
  } catch (cause) {
    if (request.destroyed) return 'aborted';
    throw cause;
  }
  return size > maximumBody ? 'too-large' : Buffer.concat(chunks);
}

async function incomingCall(request: IncomingMessage, url: URL, raw: Buffer): Promise<IncomingCall> {
  const reason = request.headers['x-audit-log-reason'];
  return {
    method: request.method ?? 'GET',
    path: url.pathname.replace(prefix, ''),
    query: url.searchParams,
    authorization: request.headers.authorization,
    reason: Array.isArray(reason) ? reason[0] : reason,
    content: await contentOf(raw, request.headers['content-type']),
    held: false,
  };
}

async function contentOf(raw: Buffer, contentType: string | undefined): Promise<ParsedBody | undefined> {
  try {
    return await parseBody(raw, contentType);
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof TypeError) return undefined;
    throw cause;
  }
}

function send(request: IncomingMessage, response: ServerResponse, outcome: Outcome): void {
  if (outcome === 'hold') return;
  if (outcome === 'drop') request.socket.destroy();
  else write(response, outcome);
}

/** An answer without a body has no content type either, or clients try to parse it. */
function write(response: ServerResponse, { status, headers, body }: Reply): void {
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const text = Buffer.from(JSON.stringify(body));
  response
    .writeHead(status, { ...headers, 'content-type': 'application/json', 'content-length': text.length })
    .end(text);
}

function error(status: number, message: string, code = 0): Reply {
  return { status, headers: {}, body: { message, code } };
}
