import { Events, Listener } from '@sapphire/framework';
import type { Guild } from 'discord.js';
import { use } from 'roomkeeper';
import { trigger } from '../plugin.js';

/** The bot has been invited, perhaps not for the first time: what is stored of the guild counts again. */
export class GuildCreateListener extends Listener<typeof Events.GuildCreate> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'trigger.guild-create', event: Events.GuildCreate });
  }

  public override async run(guild: Guild): Promise<void> {
    const { absences, intervals } = use(trigger);
    await Promise.all([intervals.guild(guild), absences.guild(guild)]);
  }
}
