import { Events, Listener } from '@sapphire/framework';
import type { GuildMember, PartialGuildMember } from 'discord.js';
import { emitMove } from '../../voice/emit-move.js';

/** Whoever leaves the guild leaves the voice channel, whether or not a voice state update says so too. */
export class GuildMemberRemoveListener extends Listener<typeof Events.GuildMemberRemove> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'core.guild-member-remove', event: Events.GuildMemberRemove });
  }

  public override run(member: GuildMember | PartialGuildMember): void {
    emitMove(member.guild, member.id, null, null);
  }
}
