import type { World } from '../store/world.js';
import type { UploadedFile } from './multipart.js';

/** A request, once authorised, limited, and validated against Discord's schema. */
export interface RestRequest {
  readonly world: World;
  /** The path's parameters by their names in the template. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON body (of a multipart request its `payload_json`), or undefined. */
  readonly body: unknown;
  /** The files of a multipart request, in order. Absent when there are none. */
  readonly files?: readonly UploadedFile[];
  /** The decoded `x-audit-log-reason`. */
  readonly reason: string | null;
  /** Who asks. Interaction and webhook routes are authorised by the token in their path instead. */
  readonly botId: string;
}

/** What a route answers: a JSON body with 200 unless told otherwise; without a body 204. */
export interface RestAnswer {
  readonly status?: number;
  readonly body?: unknown;
}

/** One operation of Discord's HTTP API. Refusals are thrown as `DiscordError`. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path as Discord's OpenAPI file writes it, such as `/channels/{channel_id}`. With `method` it names the operation. */
  readonly path: string;
  /** The token of the path is the authorisation (interaction callbacks and their webhooks). Default: the bot's token is needed. */
  readonly open?: boolean;
  handle(request: RestRequest): RestAnswer | Promise<RestAnswer>;
}
