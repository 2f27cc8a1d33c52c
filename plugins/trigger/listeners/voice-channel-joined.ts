import { Listener } from '@sapphire/framework';
import { use, VoiceEvents, type VoiceChange } from 'roomkeeper';
import { trigger } from '../plugin.js';

/** Somebody joined a voice channel. A move is a leave and then a join. */
export class VoiceChannelJoinedListener extends Listener<typeof VoiceEvents.Joined> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'trigger.voice-channel-joined', event: VoiceEvents.Joined });
  }

  public override run(change: VoiceChange): Promise<void> | undefined {
    const { catalogue, hearing } = use(trigger);
    return catalogue.hears('voice-join', change.guild.id) ? hearing.voice('join', change) : undefined;
  }
}
