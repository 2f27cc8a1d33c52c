import { Events, Listener } from '@sapphire/framework';
import type { GuildMember, PartialGuildMember } from 'discord.js';
import { use } from 'roomkeeper';
import { autochannel } from '../plugin.js';

/** The bot itself got or lost a role. */
export class GuildMemberUpdateListener extends Listener<typeof Events.GuildMemberUpdate> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'autochannel.guild-member-update', event: Events.GuildMemberUpdate });
  }

  public override async run(_before: GuildMember | PartialGuildMember, after: GuildMember): Promise<void> {
    if (after.id === after.client.user.id) await use(autochannel).upkeep.permissionsChanged(after.guild);
  }
}
