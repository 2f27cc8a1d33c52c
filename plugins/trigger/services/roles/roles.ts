import type { Admin } from '../admin/admin.js';
import { MenuAdmin } from './menu-admin.js';
import { MenuClicks } from './menu-clicks.js';
import { MenuMessages } from './menu-messages.js';
import { MenuUpkeep } from './menu-upkeep.js';
import { OwnReactions } from './own-reactions.js';
import { ReactionRoleAdmin } from './reaction-role-admin.js';
import { RoleDesk } from './role-desk.js';
import type { RolesParts } from './roles-parts.js';
import { ShowingRoles } from './showing-roles.js';

/** Reaction roles and role menus: `use(trigger).roles`. */
export interface Roles {
  readonly reactions: ReactionRoleAdmin;
  readonly menus: MenuAdmin;
  readonly clicks: MenuClicks;
  readonly upkeep: MenuUpkeep;
  readonly desk: RoleDesk;
}

export function roles(parts: RolesParts, admin: Admin): Roles {
  const messages = new MenuMessages(parts);
  const reactions = new ReactionRoleAdmin(parts, new OwnReactions(parts.executors));
  const menus = new MenuAdmin(parts, messages);
  const showing = new ShowingRoles(parts, reactions, menus);
  return {
    reactions,
    menus,
    clicks: new MenuClicks({ ...parts, menus, messages }),
    upkeep: new MenuUpkeep({ ...parts, menus, messages }),
    desk: new RoleDesk({ admin, reactions, menus, showing }),
  };
}
