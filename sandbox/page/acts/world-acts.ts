import { GuildHandle } from '../../people/guild-handle.js';
import { Person } from '../../people/person.js';
import { refuse } from '../../store/errors.js';
import type { PageParts } from '../page-parts.js';
import type { WorldAct } from '../protocol/acts.js';
import type { ActTable } from './act-table.js';

/** What happens to the world without anybody's permission. */
export const worldActs: ActTable<WorldAct, PageParts> = {
  addGuild({ sandbox }, { name, owner }) {
    const [home] = sandbox.world.guilds.values();
    const user = sandbox.world.users.get(owner);
    if (!user || !home) throw refuse('unknownUser');
    return { id: sandbox.addGuild({ name, owner: new Person(sandbox.world, home, user) }).id };
  },
  addMember(parts, { guild, name, bot = false }) {
    return { id: guildOf(parts, guild).addMember({ name, bot }).id };
  },
  rejoin(parts, { guild, user: userId }) {
    const { world } = parts.sandbox;
    const user = world.users.get(userId);
    if (!user) throw refuse('unknownUser');
    const handle = guildOf(parts, guild);
    if (!handle.record.members.has(userId)) handle.addMember(new Person(world, handle.record, user));
    return {};
  },
  inviteBot: (parts, { guild }) => guildOf(parts, guild).inviteBot(),
  removeBot: (parts, { guild }) => guildOf(parts, guild).removeBot(),
  outage: (parts, { guild, down }) => guildOf(parts, guild).outage(down),
};

/** @throws {DiscordError} 10004 */
function guildOf({ sandbox: { world } }: PageParts, id: string): GuildHandle {
  return new GuildHandle(world, world.guild(id));
}
