import type { Guild, GuildTextBasedChannel, PermissionsString } from 'discord.js';
import type { SpecOf } from '../../domain/action.js';
import { emojiKey, isCustom, qualified } from '../../domain/emoji.js';
import { runFailed } from '../../run-messages.js';
import type { ActionExecutor, Run, StepResult } from '../parts.js';
import { failureOf, other } from './discord-answers.js';
import { placeFor } from './place.js';

/** Adds a reaction to the message that it is about. One that is there already stays. */
export class ReactExecutor implements ActionExecutor<'react'> {
  public readonly kind = 'react';

  public async execute({ first: key }: SpecOf<'react'>, run: Run): Promise<StepResult> {
    const { guild, channelId, messageId } = run;
    if (messageId === null) return other(runFailed.noMessage);
    const channel = channelId === null ? undefined : guild.channels.cache.get(channelId);
    const known = channel?.isTextBased() ? channel : undefined;
    const place = await placeFor(guild, channelId, needed(known, messageId, key));
    if (!place.ok) return place;
    try {
      await place.channel.messages.react(messageId, isCustom(key) ? customEmoji(guild, key) : qualified(key));
      return { ok: true };
    } catch (error) {
      return failureOf(error, { channel: channelId, message: messageId, emoji: isCustom(key) ? key : null });
    }
  }
}

/** Only the first reaction with an emoji needs Add Reactions. Of a message that is not cached only Discord knows. */
function needed(
  channel: GuildTextBasedChannel | undefined,
  messageId: string,
  key: string,
): readonly PermissionsString[] {
  const message = channel?.messages.cache.get(messageId);
  const isFirst =
    message !== undefined && !message.partial && !message.reactions.cache.some(({ emoji }) => emojiKey(emoji) === key);
  return isFirst ? ['ReadMessageHistory', 'AddReactions'] : ['ReadMessageHistory'];
}

/** The name does not count, but there must be one. */
function customEmoji(guild: Guild, id: string): string {
  const { name = null, animated = false } = guild.client.emojis.cache.get(id) ?? {};
  return `${animated ? 'a:' : ''}${name ?? 'emoji'}:${id}`;
}
