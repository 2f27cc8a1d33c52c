import {
  GatewayDispatchEvents,
  InteractionType,
  type APIInteraction,
  type APIMessageInteractionMetadata,
} from 'discord-api-types/v10';
import { refuse } from './errors.js';
import { projectInteraction } from './interaction-payloads.js';
import type { InteractionAnswer, InteractionRecord } from './interaction-record.js';
import type { Place } from './interaction-resolved.js';
import type { MessageRecord } from './records.js';
import type { World } from './world.js';

/** How long the bot has for its first answer, in milliseconds. */
export const ANSWER_TIME = 3000;
/** How long an interaction's token is good, in milliseconds. */
export const TOKEN_LIFE = 15 * 60_000;

/** An interaction to send to the bot. */
export interface InteractionDraft extends Place {
  readonly type: InteractionType;
  readonly data: NonNullable<APIInteraction['data']>;
  readonly source?: MessageRecord | null;
  /** Makes what replies will tell about the interaction, from its id. */
  readonly metadata?: (id: string) => APIMessageInteractionMetadata;
}

/** Sends an interaction to the bot. Without an answer within {@link ANSWER_TIME} it fails. */
export function createInteraction(draft: InteractionDraft): InteractionRecord {
  const { world, type, user, channel, guild } = draft;
  dropExpired(world);
  const id = world.snowflake();
  const { promise, resolve } = Promise.withResolvers<void>();
  const record: InteractionRecord = {
    id,
    token: makeToken(world, id),
    type,
    createdAt: world.clock.now(),
    user,
    channel,
    guild,
    source: draft.source ?? null,
    metadata: draft.metadata?.(id) ?? null,
    state: 'pending',
    original: null,
    replies: [],
    answer: null,
    settled: promise,
    settle() {
      deadline.cancel();
      resolve();
    },
  };
  const deadline = world.clock.after(ANSWER_TIME, () => fail(record));
  world.interactions.set(record.token, record);
  const payload = projectInteraction(world, record, draft.data);
  world.dispatch(GatewayDispatchEvents.InteractionCreate, payload, { guildId: guild?.id ?? null });
  return record;
}

function makeToken(world: World, id: string): string {
  return Buffer.from(`interaction:${id}:${world.snowflake()}`).toString('base64url');
}

function fail(record: InteractionRecord): void {
  record.state = 'failed';
  record.settle();
}

function isExpired(world: World, record: InteractionRecord): boolean {
  return world.clock.now() - record.createdAt >= TOKEN_LIFE;
}

/** Forgets interactions whose tokens are no longer good. The oldest come first. */
function dropExpired(world: World): void {
  for (const record of world.interactions.values()) {
    if (!isExpired(world, record)) return;
    world.interactions.delete(record.token);
  }
}

/**
 * The interaction that a callback answers.
 *
 * @throws {DiscordError} 10062 for an unknown one or after 3 s, 40060 when it has been answered
 */
export function interactionToAnswer(world: World, id: string, token: string): InteractionRecord {
  const record = world.interactions.get(token);
  if (!record || record.id !== id || record.state === 'failed' || isExpired(world, record)) {
    throw refuse('unknownInteraction');
  }
  if (record.state === 'answered') throw refuse('alreadyAcknowledged');
  return record;
}

/**
 * The interaction whose token stands for a webhook.
 *
 * @throws {DiscordError} 10015 unless it has been answered, and for an autocomplete, 50027 for an unknown token or after 15 minutes
 */
export function interactionOfWebhook(world: World, webhookId: string, token: string): InteractionRecord {
  if (webhookId !== world.application.id) throw refuse('unknownWebhook');
  const record = world.interactions.get(token);
  if (!record || isExpired(world, record)) throw refuse('invalidToken');
  const silent = record.type === InteractionType.ApplicationCommandAutocomplete;
  if (record.state !== 'answered' || silent) throw refuse('unknownWebhook');
  return record;
}

/** Notes the first answer. */
export function acknowledge(record: InteractionRecord, answer: InteractionAnswer): void {
  record.state = 'answered';
  record.answer = answer;
  record.settle();
}
