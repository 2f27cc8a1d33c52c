import { Listener } from '@sapphire/framework';
import { use, VoiceEvents, type VoiceChange } from 'roomkeeper';
import { autochannel } from '../plugin.js';

/** When the last human leaves a breakout, its grace begins. */
export class VoiceChannelLeftListener extends Listener<typeof VoiceEvents.Left> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'autochannel.voice-channel-left', event: VoiceEvents.Left });
  }

  public override async run(change: VoiceChange): Promise<void> {
    const api = use(autochannel);
    if (!change.bot && api.roleOf(change.channelId) === 'breakout') await api.lifetime.left(change);
  }
}
