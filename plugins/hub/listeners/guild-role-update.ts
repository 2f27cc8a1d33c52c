import { Events, Listener } from '@sapphire/framework';
import type { Role } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../plugin.js';

/** A role's permissions changed: if the bot has it, hubs may be able to make rooms now. */
export class GuildRoleUpdateListener extends Listener<typeof Events.GuildRoleUpdate> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'hub.guild-role-update', event: Events.GuildRoleUpdate });
  }

  public override async run(before: Role, after: Role): Promise<void> {
    const changed = before.permissions.bitfield !== after.permissions.bitfield;
    const ours = after.guild.members.me?.roles.cache.has(after.id) ?? false;
    if (changed && ours) await use(hub).conversion.permissionsChanged(after.guild);
  }
}
