import type { Guild, GuildMember } from 'discord.js';
import { logLines } from '../../admin-messages.js';
import type { Action } from '../../domain/action.js';
import { chainFrom, reachable } from '../../domain/chain.js';
import { nameFaults } from '../../domain/names.js';
import { placesOf } from '../../domain/reached.js';
import type { Fault } from '../../domain/fault.js';
import type { Change } from '../store/guild-changes.js';
import { requireSoundAction } from './action-checks.js';
import { actionUsers, deleteAction, deletionOf, isUsed } from './action-deletion.js';
import { insertAction, UNSAVED, updateAction } from './action-writing.js';
import { danglingOfActions } from './dangling.js';
import type { ActionInput, ActionPatch, Ref } from './inputs.js';
import { found, living, named, namesFor, pageOf } from './lookup.js';
import { acquaint } from './places.js';
import { faulty, inUse } from './refusals.js';
import { requireManager } from './rights.js';
import type { ActionDeletion, ActionLine, ActionShown, Named, Page } from './shown.js';
import { readSpec, type SpecRefs } from './specs.js';
import { menusOf, startsOf, type AdminParts } from './surroundings.js';

/** Actions, as those who manage a server make them. What holds for {@link TriggerAdmin} holds here. */
export class ActionAdmin {
  readonly #parts: AdminParts;

  public constructor(parts: AdminParts) {
    this.#parts = parts;
  }

  public async create(by: GuildMember, { name: typed, kind, chain, ...fields }: ActionInput): Promise<Action> {
    requireManager(by);
    const { changes, engine, limits } = this.#parts;
    const guildId = by.guild.id;
    await this.#acquaint(by.guild, null, [fields.channelId]);
    const action = await changes.change(guildId, async (change) => {
      const { state } = change;
      const name = typed.trim();
      const next = chainOf(change, chain);
      const { spec, faults } = readSpec(kind, fields, null, refsIn(change));
      const known = [...next.faults, ...faults];
      if (spec === null) throw faulty([...nameFaults(name), ...known], kind);
      const draft = { id: UNSAVED, guildId, name, spec, chain: next.id ?? null };
      const sound = requireSoundAction(by, draft, { state, engine, faults: known, starts: [] });
      return insertAction(change, sound, by.id, limits);
    });
    await this.#tell(by, 'trigger.action-created', logLines.made('action', action.name));
    return action;
  }

  /**
   * Changes the fields that are given. Whoever edits must hold the rights for all that runs from this action on, in the
   * places of all triggers that come to run it.
   */
  public async edit(by: GuildMember, ref: Ref, { name, chain, ...fields }: ActionPatch): Promise<Action> {
    requireManager(by);
    const { changes, engine } = this.#parts;
    const guildId = by.guild.id;
    await this.#acquaint(by.guild, ref, [fields.channelId]);
    const action = await changes.change(guildId, async (change) => {
      const { em, state, now } = change;
      const before = found('action', state.actions, ref);
      const next = chainOf(change, chain);
      const { spec, faults } = readSpec(before.spec.kind, fields, before.spec, refsIn(change));
      const starts = startsOf(living(state.triggers, now), await menusOf(em, guildId));
      const draft = {
        ...before,
        name: name?.trim() ?? before.name,
        spec: spec ?? before.spec,
        chain: next.id === undefined ? before.chain : next.id,
      };
      const known = [...next.faults, ...faults];
      return updateAction(change, requireSoundAction(by, draft, { state, engine, faults: known, starts }), by.id);
    });
    await this.#tell(by, 'trigger.action-edited', logLines.edited('action', action.name));
    return action;
  }

  /** What `delete` would delete, and what it would take `force` for. */
  public async planDeletion(guildId: string, ref: Ref): Promise<ActionDeletion> {
    const known = await this.#parts.catalogue.of(guildId);
    const triggers = living(known.triggers, this.#parts.context.clock.now());
    const menus = await menusOf(this.#parts.context.orm.em.fork(), guildId);
    return deletionOf(found('action', known.actions, ref), { ...known, triggers }, menus);
  }

  /**
   * Refused with `trigger.in-use` and the list of what uses it; `force` disables the triggers that come to run it and ends
   * the chains that lead to it, in the same unit of work. @returns what was done.
   */
  public async delete(by: GuildMember, ref: Ref, { force }: { readonly force: boolean }): Promise<ActionDeletion> {
    requireManager(by);
    const guildId = by.guild.id;
    const { deletion, stopped } = await this.#parts.changes.change(guildId, async (change) => {
      const { em, state, now } = change;
      const menus = await menusOf(em, guildId);
      const triggers = living(state.triggers, now);
      const plan = deletionOf(found('action', state.actions, ref), { ...state, triggers }, menus);
      if (!force && isUsed(plan.users)) throw inUse('action', plan.action.name, plan.users);
      await deleteAction(change, plan, menus);
      return { deletion: plan, stopped: triggers.filter(({ id }) => plan.disables.some((one) => one.id === id)) };
    });
    for (const trigger of stopped) await this.#parts.armed.dropped(trigger);
    const { action, users, disables } = deletion;
    const line = isUsed(users)
      ? logLines.forced(
          'action',
          action.name,
          disables.map((one) => one.name),
        )
      : logLines.deleted('action', action.name);
    await this.#tell(by, 'trigger.action-deleted', line);
    return deletion;
  }

  /** In order of creation. @param page - from 0. */
  public async list(guildId: string, page: number, perPage = 10): Promise<Page<ActionLine>> {
    const known = await this.#parts.catalogue.of(guildId);
    const { items, ...rest } = pageOf(known.actions, page, perPage);
    const menus = await menusOf(this.#parts.context.orm.em.fork(), guildId);
    const triggers = living(known.triggers, this.#parts.context.clock.now());
    const lines = items.map((action): ActionLine => {
      const users = actionUsers(action, { ...known, triggers }, menus);
      const chainName = action.chain === null ? null : (known.actionsById.get(action.chain)?.name ?? null);
      return { action, chainName, users: users.triggers.length + users.actions.length + users.menus.length };
    });
    return { ...rest, items: lines };
  }

  public async show(guild: Guild, ref: Ref): Promise<ActionShown> {
    const known = await this.#parts.catalogue.of(guild.id);
    const action = found('action', known.actions, ref);
    await this.#acquaint(guild, ref);
    const menus = await menusOf(this.#parts.context.orm.em.fork(), guild.id);
    const triggers = living(known.triggers, this.#parts.context.clock.now());
    const { spec } = action;
    const chain = chainFrom(action.id, known.actionsById);
    const groupId = spec.kind === 'role' ? spec.second.groupId : null;
    return {
      action,
      chain,
      users: actionUsers(action, { ...known, triggers }, menus),
      groupName: known.groups.find(({ id }) => id === groupId)?.name ?? null,
      madeActionName:
        spec.kind === 'create-trigger' ? (known.actionsById.get(spec.first.actionId)?.name ?? null) : null,
      dangling: danglingOfActions(guild, chain.steps, known.actionsById, known.groups),
    };
  }

  /** As {@link TriggerAdmin.names}. */
  public async names(guildId: string, typed: string): Promise<readonly Named[]> {
    return namesFor((await this.#parts.catalogue.of(guildId)).actions, typed);
  }

  /** With the channels that an action and those after it name, and those in which it is started. */
  async #acquaint(guild: Guild, ref: Ref | null, others: readonly (string | null | undefined)[] = []): Promise<void> {
    const { actions, actionsById, triggers } = await this.#parts.catalogue.of(guild.id);
    const action = ref === null ? undefined : named(actions, ref);
    if (action === undefined) return acquaint(guild, others);
    const places = placesOf(action.id, startsOf(living(triggers, this.#parts.context.clock.now()), []), actionsById);
    await acquaint(guild, [...others, ...places], reachable(action.id, actionsById));
  }

  async #tell({ guild, id: actorId }: GuildMember, action: string, text: string): Promise<void> {
    await this.#parts.context.guildLog.write({ guildId: guild.id, actorId, action, text });
  }
}

/** The action that shall run next: undefined says nothing of it, null ends the chain. */
function chainOf(
  { state }: Change,
  ref: Ref | null | undefined,
): { readonly id: number | null | undefined; readonly faults: readonly Fault[] } {
  if (ref === null || ref === undefined) return { id: ref, faults: [] };
  const id = named(state.actions, ref)?.id;
  return { id, faults: id === undefined ? [{ path: 'chain', code: 'unknown-action', detail: String(ref) }] : [] };
}

function refsIn({ state }: Change): SpecRefs {
  return {
    group: (ref) => named(state.groups, ref)?.id,
    action: (ref) => named(state.actions, ref)?.id,
  };
}
