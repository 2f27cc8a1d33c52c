import type { Guild, PermissionsString } from 'discord.js';
import { restFailure } from 'roomkeeper';
import type { SpecOf } from '../../domain/action.js';
import { isCustom, qualified } from '../../domain/emoji.js';
import { botLacks, runFailed } from '../../run-messages.js';
import type { ActionExecutor, Run, StepResult } from '../parts.js';
import { failureOf, forbidden, other } from './discord-answers.js';
import { lackedIn, placeFor } from './place.js';

/** Adds a reaction to the message that it is about. One that is there already stays. */
export class ReactExecutor implements ActionExecutor<'react'> {
  public readonly kind = 'react';

  public async execute({ first: key }: SpecOf<'react'>, run: Run): Promise<StepResult> {
    const { guild, channelId, messageId } = run;
    if (messageId === null) return other(runFailed.noMessage);
    const place = await placeFor(guild, channelId, needed(run));
    if (!place.ok) return place;
    try {
      await place.channel.messages.react(messageId, isCustom(key) ? customEmoji(guild, key) : qualified(key));
      return { ok: true };
    } catch (error) {
      const lacked = restFailure(error) === 'forbidden' ? lackedIn(place.channel, ['AddReactions']) : [];
      if (lacked.length > 0) return forbidden(botLacks(lacked, place.channel.name));
      return failureOf(error, { channel: channelId, message: messageId, emoji: isCustom(key) ? key : null });
    }
  }
}

/** Only the first reaction with an emoji needs Add Reactions: of an older message only Discord knows whether it has any. */
function needed({ event }: Run): readonly PermissionsString[] {
  return event?.kind === 'message' ? ['ReadMessageHistory', 'AddReactions'] : ['ReadMessageHistory'];
}

/** The name does not count, but there must be one. */
function customEmoji(guild: Guild, id: string): string {
  const { name = null, animated = false } = guild.client.emojis.cache.get(id) ?? {};
  return `${animated ? 'a:' : ''}${name ?? 'emoji'}:${id}`;
}
