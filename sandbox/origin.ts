import type { IncomingMessage } from 'node:http';

/** Whether a request comes from a foreign place: by a foreign name (a rebound DNS name), or from a page of somebody else's. */
export function isForeign({ headers }: IncomingMessage, port: number): boolean {
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!own.includes(headers.host ?? '')) return true;
  return headers.origin !== undefined && !own.some((host) => headers.origin === `http://${host}`);
}
