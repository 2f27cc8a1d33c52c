import { Listener } from '@sapphire/framework';
import { use, VoiceEvents, type VoiceChange } from 'roomkeeper';
import { trigger } from '../plugin.js';

/** Somebody left a voice channel. A move is a leave and then a join. */
export class VoiceChannelLeftListener extends Listener<typeof VoiceEvents.Left> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'trigger.voice-channel-left', event: VoiceEvents.Left });
  }

  public override run(change: VoiceChange): Promise<void> | undefined {
    const { catalogue, hearing } = use(trigger);
    return catalogue.hears('voice-leave', change.guild.id) ? hearing.voice('leave', change) : undefined;
  }
}
