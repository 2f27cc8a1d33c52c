import type { GuildMember } from 'discord.js';
import { ActionAdmin } from './actions.js';
import { BlacklistAdmin } from './blacklist.js';
import { GroupAdmin } from './groups.js';
import { requireManager } from './rights.js';
import type { AdminParts } from './surroundings.js';
import { TriggerAdmin } from './triggers.js';

/** All that those who manage a server do with triggers: `use(trigger).admin`. */
export interface Admin {
  readonly triggers: TriggerAdmin;
  readonly actions: ActionAdmin;
  readonly groups: GroupAdmin;
  readonly blacklist: BlacklistAdmin;
  /** For lists and such, which check nothing by themselves. @throws {UserError} `trigger.rights` for others than managers. */
  requireManager(member: GuildMember): void;
}

export function administration(parts: AdminParts): Admin {
  return {
    triggers: new TriggerAdmin(parts),
    actions: new ActionAdmin(parts),
    groups: new GroupAdmin(parts),
    blacklist: new BlacklistAdmin(parts),
    requireManager,
  };
}
