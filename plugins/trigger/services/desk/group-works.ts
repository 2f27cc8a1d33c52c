import { blacklist, groups } from '../../action-messages.js';
import { optionFaults } from '../../option-messages.js';
import { view, type View } from '../../views/components.js';
import type { Admin } from '../admin/admin.js';
import { choiceIn, defined, numberIn, textIn, type Given } from './given.js';
import type { Order } from './order.js';
import { durationIn, rolesIn } from './reading-requirements.js';
import { refused } from './refusing.js';
import type { Showing } from './showing.js';

/** What `/rolegroup` and `/blacklist` do. */
export class GroupWorks {
  readonly #admin: Admin;
  readonly #showing: Showing;

  public constructor(admin: Admin, showing: Showing) {
    this.#admin = admin;
    this.#showing = showing;
  }

  public async create({ guild, member, given }: Order): Promise<View> {
    const roleIds = rolesIn(given, 'roles', guild) ?? [];
    const name = textIn(given, 'name') ?? '';
    const made = await this.#admin.groups.create(member, { ...ruleIn(given), name, roleIds });
    return this.#showing.one(guild, 'group', made.id, 0, [groups.created(made)]);
  }

  public async edit({ guild, member, given }: Order): Promise<View> {
    this.#admin.requireManager(member);
    const { group } = await this.#admin.groups.show(guild, textIn(given, 'group') ?? '');
    const added = rolesIn(given, 'add_roles', guild) ?? [];
    // Roles that are gone can be taken out too, so these are not looked up.
    const removed = removedIn(given, group.roleIds);
    if (added.some((id) => removed.includes(id))) throw refused(optionFaults.rolesBoth);
    const changed = added.length + removed.length > 0;
    const roleIds = [...new Set([...group.roleIds, ...added])].filter((id) => !removed.includes(id));
    const patch = defined({
      ...ruleIn(given),
      name: textIn(given, 'name') ?? undefined,
      roleIds: changed ? roleIds : undefined,
    });
    if (Object.keys(patch).length === 0) throw refused(optionFaults.nothingToChange);
    const edited = await this.#admin.groups.edit(member, group.id, patch);
    return this.#showing.one(guild, 'group', group.id, 0, [groups.edited(edited)]);
  }

  public async bar({ member, given }: Order): Promise<View> {
    const entry = await this.#admin.blacklist.add(member, {
      ...placeIn(given),
      lifetime: durationIn(given, 'duration') ?? null,
    });
    return view([blacklist.added(entry)]);
  }

  public async unbar({ member, given }: Order): Promise<View> {
    const { userId, channelId } = placeIn(given);
    return view([blacklist.removed(await this.#admin.blacklist.remove(member, userId, channelId))]);
  }
}

function placeIn(given: Given) {
  return { userId: textIn(given, 'member') ?? '', channelId: textIn(given, 'channel') };
}

function ruleIn(given: Given) {
  return defined({
    maximum: numberIn(given, 'maximum') ?? undefined,
    whenFull: choiceIn(given, 'when_full', ['refuse', 'replace']) ?? undefined,
  });
}

/** @throws {UserError} for roles that are not in the group. */
function removedIn(given: Given, present: readonly string[]): readonly string[] {
  const typed = textIn(given, 'remove_roles');
  if (typed === null) return [];
  const ids = typed.match(/\d{17,20}/g) ?? [];
  if (ids.length === 0) throw refused(optionFaults.emptyRoles('remove_roles'));
  const strange = ids.filter((id) => !present.includes(id));
  if (strange.length > 0) throw refused(optionFaults.notInGroup(strange));
  return ids;
}
