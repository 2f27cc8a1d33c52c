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
    // Its own messages the bot may delete anywhere, and no event comes of them. Of an older one only Discord knows whose it is.
    const lacked = lackedIn(channel, ['ManageMessages']);
    const refused = forbidden(botLacks(lacked, channel.name));
    if (event?.kind === 'message' && lacked.length > 0) return refused;
    try {
      await channel.messages.delete(messageId);
      return { ok: true };
    } catch (error) {
      if (restFailure(error) === 'unknown-message') return { ok: true, note: ALREADY_DELETED };
      if (restFailure(error) === 'forbidden' && lacked.length > 0) return refused;
      return failureOf(error, { channel: channelId });
    }
  }
}
