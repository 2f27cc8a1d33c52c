import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayThreadDeleteDispatchData } from 'discord.js';
import { use } from 'roomkeeper';
import { trigger } from '../plugin.js';

/** A thread was deleted. Asked of the gateway itself: of archived threads, which are in no cache, discord.js tells nothing. */
export class ThreadDeleteListener extends Listener {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'trigger.thread-delete', emitter: 'ws', event: GatewayDispatchEvents.ThreadDelete });
  }

  public override run({ guild_id: guildId, id }: GatewayThreadDeleteDispatchData): Promise<void> {
    return use(trigger).aftermath.gone(guildId, { kind: 'channel', id });
  }
}
