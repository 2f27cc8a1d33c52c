import { restFailure } from 'roomkeeper';
import type { SpecOf } from '../../domain/action.js';
import { ALREADY_DELETED, botLacks, runFailed } from '../../run-messages.js';
import type { ActionExecutor, Run, StepResult } from '../parts.js';
import { failureOf, forbidden, other } from './discord-answers.js';
import { lackedIn, placeFor } from './place.js';

/** Deletes the message that it is about. That somebody was faster is no failure: it is gone. */
export class DeleteMessageExecutor implements ActionExecutor<'delete-message'> {
  public readonly kind = 'delete-message';

  public async execute(_spec: SpecOf<'delete-message'>, run: Run): Promise<StepResult> {
    const { guild, channelId, messageId, event } = run;
    if (messageId === null) return other(runFailed.noMessage);
    const place = await placeFor(guild, channelId, []);
    if (!place.ok) return place;
    const { channel } = place;
    // Its own messages the bot may delete anywhere. Of one that it has not seen only Discord knows whose it is.
    const author = channel.messages.cache.get(messageId)?.author?.id ?? null;
    const isOthers = event?.kind === 'message' || (author !== null && author !== guild.client.user.id);
    const lacked = isOthers ? lackedIn(channel, ['ManageMessages']) : [];
    if (lacked.length > 0) return forbidden(botLacks(lacked, channel.name));
    try {
      await channel.messages.delete(messageId);
      return { ok: true };
    } catch (error) {
      if (restFailure(error) === 'unknown-message') return { ok: true, note: ALREADY_DELETED };
      return failureOf(error, { channel: channelId });
    }
  }
}
