import { ids } from '../custom-ids.js';
import { reactionRoleList as words } from '../reaction-role-messages.js';
import { view, type View } from './components.js';
import { paged } from './paged.js';

/** A page of all reaction roles and role menus. @param blocks - One for each message. */
export function reactionRoleListView(heading: string, blocks: readonly string[], page: number): View {
  if (blocks.length === 0) return view([words.empty]);
  return paged(blocks, page, (number, way) => ids.reactionRoles.build(String(number), way), { notes: [heading] });
}
