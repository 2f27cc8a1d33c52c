import { Events, Listener } from '@sapphire/framework';
import type { Role } from 'discord.js';
import { use } from 'roomkeeper';
import { trigger } from '../plugin.js';

/** A role was deleted: groups lose it, and what could only fail without it is switched off. */
export class RoleDeleteListener extends Listener<typeof Events.GuildRoleDelete> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'trigger.role-delete', event: Events.GuildRoleDelete });
  }

  public override run({ guild, id }: Role): Promise<void> {
    return use(trigger).aftermath.gone(guild.id, { kind: 'role', id });
  }
}
