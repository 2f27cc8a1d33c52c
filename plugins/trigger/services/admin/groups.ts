import type { Guild, GuildMember } from 'discord.js';
import { adminMessages, logLines } from '../../admin-messages.js';
import type { RoleGroup } from '../../domain/action.js';
import { groupFaults } from '../../domain/group-faults.js';
import { groupUsers } from '../../domain/usage.js';
import { ActionRow } from '../../entities/action-row.js';
import { RoleGroupRow } from '../../entities/role-group-row.js';
import { groupColumns, groupOf } from '../store/codec.js';
import type { GuildState } from '../store/guild-state.js';
import { runners, switchOff } from './action-deletion.js';
import { danglingOfGroup } from './dangling.js';
import { groupGuildFaults } from './guild-faults.js';
import type { GroupInput, GroupPatch, Ref } from './inputs.js';
import { found, living, namesFor, pageOf, requireFree } from './lookup.js';
import { faulty, inUse, refused } from './refusals.js';
import { requireManager, requireRoles } from './rights.js';
import type { GroupDeletion, GroupShown, Named, Page } from './shown.js';
import type { AdminParts } from './surroundings.js';

/** Role groups, as those who manage a server make them. What holds for {@link TriggerAdmin} holds here. */
export class GroupAdmin {
  readonly #parts: AdminParts;

  public constructor(parts: AdminParts) {
    this.#parts = parts;
  }

  public async create(by: GuildMember, input: GroupInput): Promise<RoleGroup> {
    requireManager(by);
    const { name, roleIds, maximum = 1, whenFull = 'refuse' } = input;
    const draft = { guildId: by.guild.id, name: name.trim(), roleIds, maximum, whenFull };
    const group = await this.#parts.changes.change(by.guild.id, async ({ em, state, now }) => {
      requireSoundGroup(by, draft);
      requireFree('role group', state.groups, draft.name);
      const row = em.create(RoleGroupRow, { ...groupColumns(draft), createdAt: new Date(now) });
      await em.persist(row).flush();
      return groupOf(row);
    });
    await this.#tell(by, 'trigger.group-created', logLines.made('role group', group.name));
    return group;
  }

  public async edit(by: GuildMember, ref: Ref, patch: GroupPatch): Promise<RoleGroup> {
    requireManager(by);
    const group = await this.#parts.changes.change(by.guild.id, async ({ em, state }) => {
      const before = found('role group', state.groups, ref);
      const after: RoleGroup = {
        ...before,
        name: patch.name?.trim() ?? before.name,
        roleIds: patch.roleIds ?? before.roleIds,
        maximum: patch.maximum ?? before.maximum,
        whenFull: patch.whenFull ?? before.whenFull,
      };
      requireSoundGroup(by, after);
      requireFree('role group', state.groups, after.name, after.id);
      requireNoneLeaving(before, after, state);
      await em.nativeUpdate(RoleGroupRow, { id: after.id, guildId: after.guildId }, groupColumns(after));
      return after;
    });
    await this.#tell(by, 'trigger.group-edited', logLines.edited('role group', group.name));
    return group;
  }

  public async planDeletion(guildId: string, ref: Ref): Promise<GroupDeletion> {
    const known = await this.#parts.catalogue.of(guildId);
    return deletionOf(found('role group', known.groups, ref), this.#living(known));
  }

  /**
   * Refused with `trigger.in-use` while actions use it. `force` leaves these without a group and switches off the triggers
   * that come to run them, since nothing would limit them any more. @returns what was done.
   */
  public async delete(by: GuildMember, ref: Ref, { force }: { readonly force: boolean }): Promise<GroupDeletion> {
    requireManager(by);
    const guildId = by.guild.id;
    const deletion = await this.#parts.changes.change(guildId, async ({ em, state }) => {
      const plan = deletionOf(found('role group', state.groups, ref), this.#living(state));
      const { group, users, disables } = plan;
      if (!force && users.length > 0)
        throw inUse('role group', group.name, { triggers: [], actions: users, menus: [] });
      for (const { id, spec } of groupUsers(group.id, state.actions)) {
        if (spec.kind !== 'role') continue;
        const loose = { ...spec, second: { ...spec.second, groupId: null } };
        await em.nativeUpdate(ActionRow, { id, guildId }, { spec: loose });
      }
      await switchOff({ em }, guildId, disables);
      await em.nativeDelete(RoleGroupRow, { id: group.id, guildId });
      return plan;
    });
    const { group, users, disables } = deletion;
    const line =
      users.length === 0
        ? logLines.deleted('role group', group.name)
        : logLines.forced(
            'role group',
            group.name,
            disables.map((one) => one.name),
          );
    await this.#tell(by, 'trigger.group-deleted', line);
    return deletion;
  }

  /** In order of creation. @param page - from 0. */
  public async list(guildId: string, page: number, perPage = 10): Promise<Page<RoleGroup>> {
    return pageOf((await this.#parts.catalogue.of(guildId)).groups, page, perPage);
  }

  public async show(guild: Guild, ref: Ref): Promise<GroupShown> {
    const { groups, actions } = await this.#parts.catalogue.of(guild.id);
    const group = found('role group', groups, ref);
    const users = groupUsers(group.id, actions).map(({ id, name }) => ({ id, name }));
    return { group, users, dangling: danglingOfGroup(guild, group) };
  }

  /** As {@link TriggerAdmin.names}. */
  public async names(guildId: string, typed: string): Promise<readonly Named[]> {
    return namesFor((await this.#parts.catalogue.of(guildId)).groups, typed);
  }

  #living(state: GuildState): GuildState {
    return { ...state, triggers: living(state.triggers, this.#parts.context.clock.now()) };
  }

  async #tell({ guild, id: actorId }: GuildMember, action: string, text: string): Promise<void> {
    await this.#parts.context.guildLog.write({ guildId: guild.id, actorId, action, text });
  }
}

/** Where the oldest role gives way, any role of the group is taken: so whoever says which must stand above all of them. */
function requireSoundGroup(by: GuildMember, group: Omit<RoleGroup, 'id'>): void {
  const faults = [...groupFaults(group), ...groupGuildFaults(by.guild, group.roleIds)];
  if (faults.length > 0) throw faulty(faults);
  requireRoles(by, group.roleIds);
}

/** A role that an action gives within the group stays in it. */
function requireNoneLeaving(before: RoleGroup, after: RoleGroup, { actions }: GuildState): void {
  const lost = new Set(before.roleIds.filter((id) => !after.roleIds.includes(id)));
  const users = groupUsers(before.id, actions).filter(({ spec }) => spec.kind === 'role' && lost.has(spec.first));
  if (users.length === 0) return;
  const message = adminMessages.rolesLeaving(users.map(({ name }) => name));
  throw refused('in-use', message, { users: { triggers: [], actions: users, menus: [] } });
}

function deletionOf(group: RoleGroup, state: GuildState): GroupDeletion {
  const users = groupUsers(group.id, state.actions).map(({ id, name }) => ({ id, name }));
  const disables =
    users.length === 0
      ? []
      : runners(
          users.map(({ id }) => id),
          state,
        );
  return { group, users, disables };
}
