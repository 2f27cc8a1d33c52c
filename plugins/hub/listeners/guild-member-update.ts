import { Events, Listener } from '@sapphire/framework';
import type { GuildMember } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../plugin.js';

/** The bot has got a role, or lost one: hubs may be able to make rooms now. */
export class GuildMemberUpdateListener extends Listener<typeof Events.GuildMemberUpdate> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'hub.guild-member-update', event: Events.GuildMemberUpdate });
  }

  public override async run(_before: unknown, { guild, id, client }: GuildMember): Promise<void> {
    if (id === client.user.id) await use(hub).conversion.permissionsChanged(guild);
  }
}
