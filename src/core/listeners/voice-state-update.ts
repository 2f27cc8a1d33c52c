import { Events, Listener } from '@sapphire/framework';
import type { VoiceState } from 'discord.js';
import { emitMove } from '../../voice/emit-move.js';

/** Turns each voice state update into `voiceChannelLeft` and `voiceChannelJoined`. */
export class VoiceStateUpdateListener extends Listener<typeof Events.VoiceStateUpdate> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'core.voice-state-update', event: Events.VoiceStateUpdate });
  }

  public override run(_before: VoiceState, after: VoiceState): void {
    emitMove(after.guild, after.id, after.channelId, after.member);
  }
}
