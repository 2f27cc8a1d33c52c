import { faultsOfAnswer, InvalidRequestError, validateRequest } from '../schema/rest-validation.js';
import type { Violation } from '../schema/violations.js';
import { DiscordError, refuse } from '../store/errors.js';
import type { World } from '../store/world.js';
import type { FaultAnswer, FaultRefusal, Faults, Passage } from './faults.js';
import { UnhandledFieldError } from './fields.js';
import type { ParsedBody } from './multipart.js';
import type { RateLimitRefusal, RateLimits } from './rate-limits.js';
import type { RecordedCall, Recorder } from './recorder.js';
import type { RestAnswer } from './route.js';
import { decode, type Match, type Router } from './router.js';

/** A request that has been read. */
export interface IncomingCall {
  readonly method: string;
  /** Without `/api/v10` and without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  /** The header `x-audit-log-reason`, still encoded. */
  readonly reason: string | undefined;
  /** Undefined when it could not be read. */
  readonly content: ParsedBody | undefined;
  /** An injected fault keeps it waiting. */
  held: boolean;
}

/** What goes over the wire; `drop` cuts the connection, and `hold` leaves it without an answer. */
export type Outcome = Reply | 'drop' | 'hold';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined for no body. */
  readonly body: unknown;
}

interface Parts {
  readonly world: World;
  readonly router: Router;
  readonly recorder: Recorder;
  readonly faults: Faults;
  /** Null when they are switched off. */
  readonly rateLimits: RateLimits | null;
  readonly onViolation: (violation: Violation) => void;
}

/** Takes a call through its stations: route, faults, authorisation, rate limits, validation, handler, validation again. */
export class CallHandler {
  readonly #parts: Parts;

  public constructor(parts: Parts) {
    this.#parts = parts;
  }

  public async handle(incoming: IncomingCall): Promise<Outcome> {
    const { recorder, router, faults } = this.#parts;
    const match = router.match(incoming.method, incoming.path);
    const call = recorder.begin(arrived(incoming, match));
    const fault = faults.strike(call);
    if (fault) recorder.struck(call, fault);
    const outcome = await this.#meet(fault, incoming, call, () => this.#reply(incoming, match, call));
    const answered = typeof outcome === 'object';
    if (outcome !== 'hold')
      recorder.finish(call, answered ? outcome.status : null, answered ? outcome.body : undefined);
    return outcome;
  }

  async #meet(
    fault: FaultAnswer | null,
    incoming: IncomingCall,
    call: RecordedCall,
    proceed: () => Promise<Reply>,
  ): Promise<Outcome> {
    if (fault === null) return proceed();
    if (fault === 'drop') return 'drop';
    if (fault === 'lose-answer') {
      await proceed();
      return 'drop';
    }
    if (fault === 'hold-answer') await proceed();
    incoming.held = true;
    if (fault === 'timeout' || fault === 'hold-answer') return 'hold';
    if ('gate' in fault) return passing(fault.gate(call), incoming, proceed);
    if ('status' in fault) {
      incoming.held = false;
      return injected(fault);
    }
    await new Promise<void>((resolve) => void this.#parts.world.clock.after(fault.delay, resolve));
    incoming.held = false;
    return proceed();
  }

  async #reply(incoming: IncomingCall, match: Match | null, call: RecordedCall): Promise<Reply> {
    if (!match) {
      this.#violate(call, 'unknown-route', ['the sandbox has no such route']);
      return refusal(new DiscordError(404, 0, '404: Not Found'));
    }
    if (!match.route.open && incoming.authorization !== `Bot ${this.#parts.world.application.token}`) {
      return refusal(refuse('unauthorized'));
    }
    const limited = {
      operation: match.operation,
      params: match.params,
      body: call.body,
      open: match.route.open ?? false,
    };
    const verdict = this.#parts.rateLimits?.check(limited);
    if (verdict?.refusal) return tooMany(verdict.refusal, verdict.headers);
    const reply = await this.#serve(incoming, match, call);
    return { ...reply, headers: { ...verdict?.headers, ...reply.headers } };
  }

  async #serve(incoming: IncomingCall, match: Match, call: RecordedCall): Promise<Reply> {
    const { world } = this.#parts;
    if (!incoming.content) return refusal(new DiscordError(400, 50109, 'The request body contains invalid JSON.'));
    try {
      validateRequest(world, call);
      const { body, files } = incoming.content;
      const request = { world, params: call.params, query: incoming.query, body, reason: call.reason };
      const uploads = files.length > 0 && { files };
      const answer = await match.route.handle({ ...request, ...uploads, botId: world.application.botId });
      return this.#checked(call, answer);
    } catch (error) {
      return this.#refused(call, error);
    }
  }

  #checked(call: RecordedCall, { body, status = body === undefined ? 204 : 200 }: RestAnswer): Reply {
    const faults = faultsOfAnswer(call.operation, status, body);
    if (faults.length > 0) this.#violate(call, 'answer', faults);
    return { status, headers: {}, body };
  }

  #refused(call: RecordedCall, error: unknown): Reply {
    if (error instanceof InvalidRequestError) this.#violate(call, 'request', error.lines);
    if (error instanceof DiscordError) return refusal(error);
    if (error instanceof UnhandledFieldError) {
      this.#violate(call, 'unhandled-field', [error.message]);
      return refusal(new DiscordError(400, 0, error.message));
    }
    this.#violate(call, 'crash', [error instanceof Error ? (error.stack ?? error.message) : String(error)]);
    return refusal(new DiscordError(500, 0, '500: Internal Server Error'));
  }

  #violate(call: RecordedCall, kind: Violation['kind'], messages: readonly string[]): void {
    const violation = { kind, subject: call.operation, messages, at: this.#parts.world.clock.now() };
    call.violation = violation;
    this.#parts.onViolation(violation);
  }
}

/** A call that somebody lets pass. While it waits, nobody waits for it. */
async function passing(
  { before, after }: Passage,
  incoming: IncomingCall,
  proceed: () => Promise<Reply>,
): Promise<Reply> {
  incoming.held = before !== undefined;
  await before;
  incoming.held = false;
  const reply = await proceed();
  incoming.held = after !== undefined;
  await after;
  incoming.held = false;
  return reply;
}

function arrived(incoming: IncomingCall, match: Match | null) {
  const { method, path, query, reason, content } = incoming;
  return {
    method,
    path,
    operation: match?.operation ?? `${method} ${path}`,
    params: match?.params ?? {},
    query: Object.fromEntries(query),
    body: content?.body,
    reason: reason === undefined ? null : decode(reason),
  };
}

function refusal({ status, code, message, errors }: DiscordError): Reply {
  return { status, headers: {}, body: { message, code, ...(errors && { errors }) } };
}

function tooMany({ retryAfter, scope }: RateLimitRefusal, limits: Readonly<Record<string, string>>): Reply {
  const headers: Record<string, string> = {
    ...limits,
    'retry-after': String(Math.ceil(retryAfter)),
    'x-ratelimit-scope': scope,
  };
  if (scope === 'global') headers['x-ratelimit-global'] = 'true';
  const body = { message: 'You are being rate limited.', retry_after: retryAfter, global: scope === 'global' };
  return { status: 429, headers, body };
}

function injected(fault: FaultRefusal): Reply {
  const { status, code = 0, message = `${status}: injected fault`, retryAfter = 1, global = false } = fault;
  if (status !== 429) return { status, headers: {}, body: { message, code } };
  const { body, headers } = tooMany({ retryAfter, scope: global ? 'global' : 'user' }, {});
  return {
    status,
    headers: { ...headers, 'x-ratelimit-scope': fault.scope ?? headers['x-ratelimit-scope'] ?? 'user' },
    body: { ...(body as object), ...(fault.message !== undefined && { message }), ...(code !== 0 && { code }) },
  };
}
