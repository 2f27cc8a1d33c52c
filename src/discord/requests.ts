import { DefaultRestOptions, type RESTOptions } from 'discord.js';
import type { RequestGovernor } from './governor/governor.js';
import { requestFacts, type KnownIds } from './governor/request-facts.js';
import { wasSent } from './rest-errors.js';

/** How a client makes one request. */
export type MakeRequest = RESTOptions['makeRequest'];
type Init = Parameters<MakeRequest>[1];
type Response = Awaited<ReturnType<MakeRequest>>;

/** How often a request is made in all when Discord does not answer, or answers with a server error. */
const TRIES = 3;
/** How long Discord is waited for, all tries together, in milliseconds of the machine, as a connection knows no other clock. */
const PATIENCE = 15_000;

/**
 * The client's way of making requests, each when the governor lets it. Repeats what got no answer or a server error, but only what
 * may be carried out twice without harm. discord.js itself would repeat every request, and a repeated `POST` makes a second
 * channel when only the first answer was lost. Whoever makes something finds out for itself what became of it.
 */
export function governedRequests(
  governor: RequestGovernor,
  known: KnownIds,
  transport: MakeRequest = DefaultRestOptions.makeRequest,
): MakeRequest {
  return async (url, init) => {
    const request = requestFacts(init.method ?? 'GET', url, known);
    const authorized = Object.keys(init.headers ?? {}).some((name) => name.toLowerCase() === 'authorization');
    const tries = isRepeatable(url, init.method) ? TRIES : 1;
    let left = PATIENCE;
    for (let attempt = 1; ; attempt += 1) {
      await governor.admit(request, init.signal ?? null);
      const began = performance.now();
      try {
        const response = await answeredWithin(left, init, (timed) => transport(url, timed));
        const scope = response.headers.get('x-ratelimit-scope');
        governor.answered(request, { status: response.status, scope, authorized });
        if (response.status < 500 || attempt >= tries) return response;
        await response.arrayBuffer();
      } catch (error) {
        if (attempt >= tries || init.signal?.aborted || !wasSent(error)) throw error;
      }
      left -= performance.now() - began;
    }
  };
}

/** Makes the request. Without an answer in time it is aborted, as discord.js would: but waiting for its turn does not count. */
async function answeredWithin(ms: number, init: Init, ask: (init: Init) => Promise<Response>): Promise<Response> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), Math.max(0, ms));
  const signal = init.signal ? AbortSignal.any([init.signal, late.signal]) : late.signal;
  try {
    return await ask({ ...init, signal });
  } finally {
    clearTimeout(timer);
  }
}

/** An answer to an interaction is taken once by Discord itself; any other `POST` makes something anew each time. */
function isRepeatable(url: string, method: string | undefined): boolean {
  return method?.toUpperCase() !== 'POST' || /\/interactions\/\d+\/[^/]+\/callback/.test(url);
}
