import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from '../logging/logger.js';
import { OperationsPortError } from './errors.js';

/** What a page says. */
export interface PageAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

export interface OperationsServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** By path. */
  readonly pages: Readonly<Record<string, () => Promise<PageAnswer>>>;
  readonly log: Logger;
}

/** How long a client may take to say what it wants, in milliseconds, and how many are served at once. */
const REQUEST_LIMIT = 5000;
const MOST_CONNECTIONS = 64;

/** A small web server of a few pages that can only be read. It repeats nothing of what it is sent. */
export class OperationsServer {
  readonly #options: OperationsServerOptions;
  readonly #server: Server;

  public constructor(options: OperationsServerOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#server.requestTimeout = REQUEST_LIMIT;
    this.#server.headersTimeout = REQUEST_LIMIT;
    this.#server.maxConnections = MOST_CONNECTIONS;
  }

  /** @returns the address. @throws {OperationsPortError} when the port cannot be had. */
  public async start(): Promise<string> {
    const { host, port } = this.#options;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once('error', reject);
    this.#server.listen({ host, port, exclusive: true }, resolve);
    try {
      await promise;
    } catch (error) {
      throw new OperationsPortError(host, port, error);
    }
    this.#server.off('error', reject);
    this.#server.on('error', (error) => this.#options.log.warn({ error }, 'The server of health and metrics failed'));
    const address = this.#server.address();
    const bound = typeof address === 'object' && address ? address.port : port;
    return `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
  }

  public async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    this.#server.closeAllConnections();
    await promise;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { status, type, text } = await this.#page(request);
      const headers = { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
      response.writeHead(status, status === 405 ? { ...headers, allow: 'GET, HEAD' } : headers);
      response.end(request.method === 'HEAD' ? undefined : text);
    } catch (error) {
      this.#options.log.warn({ error }, 'A page of health and metrics failed');
      response.writeHead(500).end();
    }
  }

  async #page({ method, url = '' }: IncomingMessage): Promise<PageAnswer> {
    const [path = ''] = url.split('?', 1);
    const { pages } = this.#options;
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
    if (!page) return plain(404, `There is ${Object.keys(pages).join(', ')}, and nothing else.\n`);
    if (method !== 'GET' && method !== 'HEAD') return plain(405, 'This can only be read.\n');
    return page();
  }
}

function plain(status: number, text: string): PageAnswer {
  return { status, type: 'text/plain; charset=utf-8', text };
}
