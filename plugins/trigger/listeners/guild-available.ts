import { Events, Listener } from '@sapphire/framework';
import type { Guild } from 'discord.js';
import { use } from 'roomkeeper';
import { trigger } from '../plugin.js';

/** A guild is back after an outage: its intervals go on, and what went meanwhile is found. */
export class GuildAvailableListener extends Listener<typeof Events.GuildAvailable> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'trigger.guild-available', event: Events.GuildAvailable });
  }

  public override async run(guild: Guild): Promise<void> {
    const { absences, intervals } = use(trigger);
    await Promise.all([intervals.guild(guild), absences.guild(guild)]);
  }
}
