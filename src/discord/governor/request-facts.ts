import type { Urgency } from './rules.js';

/** What the governor needs to know of a request. */
export interface RequestFacts {
  readonly method: string;
  /** Without the base address, the version and the query. */
  readonly path: string;
  readonly urgency: Urgency;
  /** The guild that it is about; null for none, or when that cannot be told. */
  readonly guildId: string | null;
}

/** What the client knows of ids. */
export interface KnownIds {
  readonly guildOf: (channelId: string) => string | null;
  readonly applicationId: () => string | null;
}

/** Reads off a request what it is about. */
export function requestFacts(method: string, url: string, known: KnownIds): RequestFacts {
  const { pathname } = new URL(url);
  const path = pathname.replace(/^.*?\/v\d+(?=\/)/, '');
  const upper = method.toUpperCase();
  return { method: upper, path, urgency: urgencyOf(upper, path, known), guildId: guildOf(path, known) };
}

function urgencyOf(method: string, path: string, known: KnownIds): Urgency {
  if (path.startsWith('/interactions/')) return 'answer';
  const [, webhookId] = /^\/webhooks\/(\d+)\/[^/]/.exec(path) ?? [];
  if (webhookId !== undefined && webhookId === known.applicationId()) return 'answer';
  if (path.startsWith('/gateway')) return 'vital';
  return method === 'DELETE' ? 'deletion' : 'ordinary';
}

function guildOf(path: string, { guildOf: ofChannel }: KnownIds): string | null {
  const [, guildId] = /^(?:\/applications\/\d+|\/users\/@me)?\/guilds\/(\d+)/.exec(path) ?? [];
  if (guildId !== undefined) return guildId;
  const [, channelId] = /^\/channels\/(\d+)/.exec(path) ?? [];
  return channelId === undefined ? null : ofChannel(channelId);
}
