import type { Guild, GuildMember, GuildTextBasedChannel } from 'discord.js';
import { adminMessages, logLines } from '../../admin-messages.js';
import { reachable } from '../../domain/chain.js';
import { boundChannel, sameScope } from '../../domain/scope.js';
import type { Fault } from '../../domain/fault.js';
import type { ActionId, Scope, Trigger } from '../../domain/trigger.js';
import { TriggerRow } from '../../entities/trigger-row.js';
import { firstDue } from '../store/codec.js';
import type { Change } from '../store/guild-changes.js';
import { editedDraft, lifetimeFaults, newDraft } from './drafts.js';
import type { Ref, TriggerInput, TriggerPatch } from './inputs.js';
import { found, living, named, namesFor, pageOf } from './lookup.js';
import { acquaint, provenScope, standingOf } from './places.js';
import { refused } from './refusals.js';
import { requireManager } from './rights.js';
import type { Named, Page, Tested, TriggerDeletion, TriggerLine, TriggerShown } from './shown.js';
import type { AdminParts } from './surroundings.js';
import { tested } from './testing.js';
import { requireSound } from './trigger-checks.js';
import { shownTrigger } from './trigger-view.js';
import { insertTrigger, requireTouched, updateTrigger } from './trigger-writing.js';

/**
 * Triggers, as those who manage a server make them. Each change is one unit of work: it is checked as a whole, for faults,
 * for the limits and for the rights of whoever makes it, and is a line in the guild's log. What is refused is a `UserError`
 * `trigger.<what>` whose message can be shown as it is, and nothing is changed then.
 */
export class TriggerAdmin {
  readonly #parts: AdminParts;

  public constructor(parts: AdminParts) {
    this.#parts = parts;
  }

  /** A new trigger. Takes up to two requests, where it is bound to a message. */
  public async create(by: GuildMember, input: TriggerInput): Promise<Trigger> {
    requireManager(by);
    const { changes, engine, limits } = this.#parts;
    const guildId = by.guild.id;
    const scope = input.scope && (await provenScope(by, input.scope));
    await this.#acquaint(by.guild, scope, await this.#linked(guildId, input.action));
    const trigger = await changes.change(guildId, async (change) => {
      const { actionId, faults } = linkOf(change, input.action);
      const draft = newDraft(input, { scope, actionId, now: change.now });
      const known = [...faults, ...lifetimeFaults(input, draft)];
      const sound = requireSound(by, draft, { ...change, engine, faults: known, before: null });
      return insertTrigger(change, sound, { guildId, ownerId: by.id }, limits);
    });
    await this.#parts.armed.saved(trigger);
    await this.#tell(by, 'trigger.created', logLines.made('trigger', trigger.name));
    return trigger;
  }

  /** Changes the fields that are given. Who may edit must hold all rights that creating it would take. */
  public async edit(by: GuildMember, ref: Ref, patch: TriggerPatch): Promise<Trigger> {
    requireManager(by);
    const { changes, engine, limits } = this.#parts;
    const scope = patch.scope && (await provenScope(by, patch.scope));
    const standing = named(await this.#living(by.guild.id), ref);
    await this.#acquaint(
      by.guild,
      scope ?? standing?.scope,
      (await this.#linked(by.guild.id, patch.action)) ?? standing?.actionId,
    );
    const trigger = await changes.change(by.guild.id, async (change) => {
      const before = found('trigger', living(change.state.triggers, change.now), ref);
      if (patch.action === undefined) requireLinked(change, before);
      const { actionId, faults } = linkOf(change, patch.action);
      const draft = editedDraft(before, patch, { scope, actionId, now: change.now });
      const known = [...faults, ...lifetimeFaults(patch, draft)];
      const sound = requireSound(by, draft, { ...change, engine, faults: known, before: before.persistence });
      return updateTrigger(change, before, sound, limits);
    });
    await this.#parts.armed.saved(trigger);
    await this.#tell(by, 'trigger.edited', logLines.edited('trigger', trigger.name));
    return trigger;
  }

  /** What `delete` would delete, to be confirmed. */
  public async planDeletion(guildId: string, ref: Ref): Promise<TriggerDeletion> {
    return { trigger: found('trigger', await this.#living(guildId), ref) };
  }

  public async delete(by: GuildMember, ref: Ref): Promise<Trigger> {
    requireManager(by);
    const guildId = by.guild.id;
    const trigger = await this.#parts.changes.change(guildId, async ({ em, state, now }) => {
      const one = found('trigger', living(state.triggers, now), ref);
      await requireTouched(em.nativeDelete(TriggerRow, { id: one.id, guildId }));
      return one;
    });
    await this.#tell(by, 'trigger.deleted', logLines.deleted('trigger', trigger.name));
    await this.#parts.armed.dropped(trigger);
    return trigger;
  }

  /** Also forgets its failures. Refused when its action, its place or a right of `by` is missing. */
  public async enable(by: GuildMember, ref: Ref): Promise<Trigger> {
    requireManager(by);
    const { changes, engine } = this.#parts;
    const guildId = by.guild.id;
    const proven = await this.#standingPlace(by.guild, ref);
    const trigger = await changes.change(guildId, async (change) => {
      const { em, state, now } = change;
      const before = found('trigger', living(state.triggers, now), ref);
      if (!sameScope(before.scope, proven)) throw refused('changed-meanwhile', adminMessages.changedMeanwhile);
      requireLinked(change, before);
      requireSound(by, before, { ...change, engine, faults: [], before: before.persistence });
      // One that is on keeps its plan.
      const due = before.enabled ? {} : { nextDue: firstDue(before, now) };
      await requireTouched(
        em.nativeUpdate(TriggerRow, { id: before.id, guildId }, { enabled: true, failures: 0, ...due }),
      );
      return { ...before, enabled: true, failures: 0 };
    });
    await this.#parts.armed.saved(trigger);
    await this.#tell(by, 'trigger.enabled', logLines.enabled(trigger.name));
    return trigger;
  }

  public async disable(by: GuildMember, ref: Ref): Promise<Trigger> {
    requireManager(by);
    const guildId = by.guild.id;
    const trigger = await this.#parts.changes.change(guildId, async ({ em, state, now }) => {
      const before = found('trigger', living(state.triggers, now), ref);
      await requireTouched(em.nativeUpdate(TriggerRow, { id: before.id, guildId }, { enabled: false }));
      return { ...before, enabled: false };
    });
    await this.#tell(by, 'trigger.disabled', logLines.disabled(trigger.name));
    await this.#parts.armed.dropped(trigger);
    return trigger;
  }

  /** In order of creation, without what has expired. @param page - from 0. */
  public async list(guildId: string, page: number, perPage = 10): Promise<Page<TriggerLine>> {
    const { actionsById } = await this.#parts.catalogue.of(guildId);
    const lines = (await this.#living(guildId)).map((trigger) => ({
      trigger,
      actionName: actionsById.get(trigger.actionId)?.name ?? null,
    }));
    return pageOf(lines, page, perPage);
  }

  public async show(guild: Guild, ref: Ref): Promise<TriggerShown> {
    const { catalogue, context } = this.#parts;
    const known = await catalogue.of(guild.id);
    const trigger = found('trigger', await this.#living(guild.id), ref);
    await this.#acquaint(guild, trigger.scope, trigger.actionId);
    return shownTrigger(guild, trigger, known, context.orm.em.fork());
  }

  /** At most 25 whose names begin with what was typed, then those that contain it. No query when the guild is in memory. */
  public async names(guildId: string, typed: string): Promise<readonly Named[]> {
    return namesFor(await this.#living(guildId), typed);
  }

  /** What a message with this text of this member's in this channel would fire, and why each other trigger would not. */
  public async test(guild: Guild, text: string, channel: GuildTextBasedChannel, member: GuildMember): Promise<Tested> {
    const { catalogue, context, cooldowns, prefixOf, stopwatch } = this.#parts;
    const matching = { prefix: prefixOf(guild.id), now: context.clock.now(), stopwatch };
    return tested(await catalogue.of(guild.id), { text, channel, member }, matching, cooldowns);
  }

  /** With the channels that a trigger is bound to, and those that its actions name. */
  async #acquaint(guild: Guild, scope: Scope | undefined, start: ActionId | undefined): Promise<void> {
    const { actionsById } = await this.#parts.catalogue.of(guild.id);
    await acquaint(guild, [scope && boundChannel(scope)], start === undefined ? [] : reachable(start, actionsById));
  }

  async #linked(guildId: string, ref: Ref | undefined): Promise<ActionId | undefined> {
    return ref === undefined ? undefined : named((await this.#parts.catalogue.of(guildId)).actions, ref)?.id;
  }

  async #living(guildId: string): Promise<readonly Trigger[]> {
    const { triggers } = await this.#parts.catalogue.of(guildId);
    return living(triggers, this.#parts.context.clock.now());
  }

  /** The scope of a trigger, of which Discord does not say that it is gone. Outside of the change: it may take requests. */
  async #standingPlace(guild: Guild, ref: Ref): Promise<Scope> {
    const { name, scope, actionId } = found('trigger', await this.#living(guild.id), ref);
    if ((await standingOf(guild, scope)) === 'gone') throw refused('place-gone', adminMessages.placeGone(name));
    await this.#acquaint(guild, scope, actionId);
    return scope;
  }

  async #tell({ guild, id: actorId }: GuildMember, action: string, text: string): Promise<void> {
    await this.#parts.context.guildLog.write({ guildId: guild.id, actorId, action, text });
  }
}

/** @throws {UserError} `trigger.action-gone` when the action that a stored trigger runs has been deleted. */
function requireLinked({ state }: Change, { name, actionId }: Trigger): void {
  if (named(state.actions, actionId) === undefined) throw refused('action-gone', adminMessages.actionGone(name));
}

/** The action that is meant, or that there is none. */
function linkOf(
  { state }: Change,
  ref: Ref | undefined,
): { readonly actionId: number | undefined; readonly faults: readonly Fault[] } {
  const actionId = ref === undefined ? undefined : named(state.actions, ref)?.id;
  if (ref === undefined || actionId !== undefined) return { actionId, faults: [] };
  return { actionId: 0, faults: [{ path: 'actionId', code: 'unknown-action', detail: String(ref) }] };
}
