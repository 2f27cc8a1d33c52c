import { AuditLogEvent, GatewayDispatchEvents, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { audit, type Actor } from './audit-log.js';
import { checkLength } from './bounds.js';
import { refuse } from './errors.js';
import { createMessage } from './messages.js';
import { require } from './permissions.js';
import type { ChannelRecord, GuildRecord, MessageRecord, WebhookRecord } from './records.js';
import { holdsMessages } from './text-places.js';
import type { World } from './world.js';

const MAX_WEBHOOKS = 15;

/**
 * Makes a webhook.
 *
 * @throws {DiscordError} 30007 for the 16th of a channel, 50001, 50013 without Manage Webhooks, 50024, 50035
 */
export function createWebhook(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  channel: ChannelRecord,
  name: string,
): WebhookRecord {
  require(world, guild, actor.userId, channel, Bits.ManageWebhooks);
  if (!holdsMessages(channel.type) || channel.thread) throw refuse('cannotActOnChannelType');
  checkLength('name', name, 1, 80);
  const present = [...guild.webhooks.values()].filter(({ channelId }) => channelId === channel.id);
  if (present.length >= MAX_WEBHOOKS) throw refuse('maxWebhooks');
  const webhook = { id: world.snowflake(), guildId: guild.id, channelId: channel.id, name };
  guild.webhooks.set(webhook.id, webhook);
  announce(world, webhook);
  audit(world, guild, actor, AuditLogEvent.WebhookCreate, webhook.id);
  return webhook;
}

/** @throws {DiscordError} 10015, 50001, 50013 without Manage Webhooks */
export function deleteWebhook(world: World, guild: GuildRecord, actor: Actor, webhook: WebhookRecord): void {
  require(world, guild, actor.userId, world.channel(webhook.channelId), Bits.ManageWebhooks);
  if (!guild.webhooks.delete(webhook.id)) throw refuse('unknownWebhook');
  announce(world, webhook);
  audit(world, guild, actor, AuditLogEvent.WebhookDelete, webhook.id);
}

function announce(world: World, { guildId, channelId }: WebhookRecord): void {
  const data = { guild_id: guildId, channel_id: channelId };
  world.dispatch(GatewayDispatchEvents.WebhooksUpdate, data, { guildId });
}

/** What a webhook sends. */
export interface WebhookMessage {
  readonly content: string;
  /** The name to speak under. Default the webhook's own. */
  readonly username?: string | undefined;
}

/**
 * Sends a message by a webhook. Whoever has its address can do that, so it needs no permission. Its author is no member, and
 * has the webhook's id.
 *
 * @throws {DiscordError} 10015 when it or its channel is gone, 50006, 50035
 */
export function sendByWebhook(
  world: World,
  webhook: WebhookRecord,
  { content, username = webhook.name }: WebhookMessage,
): MessageRecord {
  const channel = world.channels.get(webhook.channelId);
  if (!channel || !world.guild(webhook.guildId).webhooks.has(webhook.id)) throw refuse('unknownWebhook');
  const author = { id: webhook.id, username, globalName: null, bot: true, discriminator: '0000' };
  return createMessage(world, { channel, author, content, webhookId: webhook.id });
}
