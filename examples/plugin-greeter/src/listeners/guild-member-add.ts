import { Events, Listener } from '@sapphire/framework';
import type { GuildMember } from 'discord.js';
import { use } from 'roomkeeper';
import greeter from '../plugin.js';

/** Somebody has joined a server. */
export class GuildMemberAddListener extends Listener<typeof Events.GuildMemberAdd> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'greeter.guild-member-add', event: Events.GuildMemberAdd });
  }

  public override run(member: GuildMember): Promise<void> {
    return use(greeter).joined(member);
  }
}
