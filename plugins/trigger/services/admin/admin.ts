import type { GuildMember } from 'discord.js';
import type { ActionAdmin } from './actions.js';
import type { BlacklistAdmin } from './blacklist.js';
import type { GroupAdmin } from './groups.js';
import type { TriggerAdmin } from './triggers.js';

/** All that those who manage a server do with triggers: `use(trigger).admin`. */
export interface Admin {
  readonly triggers: TriggerAdmin;
  readonly actions: ActionAdmin;
  readonly groups: GroupAdmin;
  readonly blacklist: BlacklistAdmin;
  /** For lists and such, which check nothing by themselves. @throws {UserError} `trigger.rights` for others than managers. */
  requireManager(member: GuildMember): void;
}
