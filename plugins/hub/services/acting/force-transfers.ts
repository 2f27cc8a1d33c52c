import type { PluginContext } from 'roomkeeper';
import { notice } from '../../room-messages.js';
import type { Aftermath } from '../flow.js';

/** Tells the guild's log and its notice channel that sudo has given a room to somebody. */
export function forceTransferred(context: PluginContext): Aftermath['forceTransferred'] {
  return async ({ room: { guildId, voiceChannelId } }, { from, to, byId }) => {
    const text = notice.forceTransferred(voiceChannelId, from, to, byId);
    await context.guildLog.write({ guildId, actorId: byId, action: 'hub.force-transfer', text });
    // Each one is news of its own. Not waited for: the guild's queue makes no requests.
    const cause = `hub.force-transfer:${voiceChannelId}:${context.clock.now()}:${from}:${to}`;
    void context.notices.send(guildId, cause, text);
  };
}
