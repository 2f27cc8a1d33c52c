import type { GuildMember } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import type { RoleGroup, SpecOf } from '../../domain/action.js';
import { roleChange, type RoleChange } from '../../domain/role-change.js';
import type { Snowflake } from '../../domain/trigger.js';
import { groupFull, runFailed } from '../../run-messages.js';
import type { Catalogue } from '../catalogue.js';
import type { ActionExecutor, Run, StepResult } from '../parts.js';
import { failureOf, other } from './discord-answers.js';
import type { Grants } from './grants.js';
import { refusedRole, RoleCalls } from './role-calls.js';
import type { RoleVouching } from './role-vouching.js';

/** For the changes of one member that wait for Discord's limits, in milliseconds. */
const TIME_LIMIT = 300_000;

type RoleSpec = SpecOf<'role'>;

export interface RoleExecutorParts {
  readonly context: Pick<PluginContext, 'clock' | 'queue'>;
  readonly catalogue: Catalogue;
  readonly grants: Grants;
  readonly vouching: RoleVouching;
}

/**
 * Gives or takes a role. One change of a member at a time, and what they hold is asked of Discord within it: changes that
 * others make are not told to the bot, so its cache may be out of date.
 */
export class RoleExecutor implements ActionExecutor<'role'> {
  public readonly kind = 'role';
  readonly #parts: RoleExecutorParts;
  readonly #calls: RoleCalls;

  public constructor(parts: RoleExecutorParts) {
    this.#parts = parts;
    this.#calls = new RoleCalls(parts.context.clock, parts.grants);
  }

  public async execute(spec: RoleSpec, run: Run): Promise<StepResult> {
    const { guild, member } = run;
    if (member === null) return other(runFailed.noMember);
    const work = async (): Promise<StepResult> => {
      const refused = refusedRole(guild, spec.first);
      if (refused !== null) return refused;
      // Before anything is asked of the member, where it is known that the role would be given.
      const unvouched = spec.second.mode === 'add' ? await this.#unvouched(spec.first, run) : null;
      if (unvouched !== null) return unvouched;
      const groups = await this.#groups(guild.id, spec);
      return groups === null ? other(runFailed.noGroup) : this.#change(spec, run, member, groups);
    };
    return this.#parts.context.queue.run(`trigger.roles:${guild.id}:${member.id}`, work, TIME_LIMIT);
  }

  async #change(spec: RoleSpec, run: Run, member: GuildMember, groups: Groups): Promise<StepResult> {
    const { first: roleId, second } = spec;
    // What depends on nothing else is simply done: Discord does not mind being told twice.
    const depends = second.mode === 'toggle' || (second.mode === 'add' && groups.any);
    const known = depends ? await heldBy(member) : null;
    if (known !== null && 'ok' in known) return known;
    const held = known ?? new Set(second.mode === 'remove' ? [roleId] : []);
    const grantedAt = groups.own === null ? noGrants : await this.#parts.grants.of(idsOf(member));
    const change = roleChange({ roleId, mode: second.mode, group: groups.own }, held, grantedAt);
    const gives = second.mode === 'toggle' && change.kind === 'change' && change.add !== null;
    const unvouched = gives ? await this.#unvouched(roleId, run) : null;
    if (unvouched !== null) return unvouched;
    return this.#carryOut(change, run, member, { spec, group: groups.own, anew: known !== null });
  }

  #unvouched(roleId: Snowflake, { guild, actionId }: Run): Promise<StepResult | null> {
    return this.#parts.vouching.refusal(guild, roleId, actionId ?? null);
  }

  async #carryOut(
    change: RoleChange,
    { guild, trigger, heard }: Run,
    member: GuildMember,
    { spec, group, anew }: { readonly spec: RoleSpec; readonly group: RoleGroup | null; readonly anew: boolean },
  ): Promise<StepResult> {
    switch (change.kind) {
      case 'none':
        heard?.({ kind: 'none', roleId: spec.first, held: spec.second.mode === 'add' });
        return { ok: true };
      case 'full': {
        const names = change.held.map((id) => guild.roles.cache.get(id)?.name ?? id);
        heard?.({ ...change, roleId: spec.first, group: group?.name ?? '' });
        return other(groupFull(group?.name ?? '', change.maximum, names));
      }
      case 'change': {
        const result = await this.#calls.make(member, change, { trigger, anew });
        if (result.ok) heard?.(change);
        return result;
      }
    }
  }

  /** The action's group, and whether the role is in any: null when the action names one that is no more. */
  async #groups(guildId: Snowflake, { first, second: { groupId } }: RoleSpec): Promise<Groups | null> {
    const { groups } = await this.#parts.catalogue.of(guildId);
    const own = groups.find(({ id }) => id === groupId) ?? null;
    if (groupId !== null && own === null) return null;
    return { own, any: own !== null || groups.some(({ roleIds }) => roleIds.includes(first)) };
  }
}

interface Groups {
  readonly own: RoleGroup | null;
  readonly any: boolean;
}

const noGrants: ReadonlyMap<Snowflake, number> = new Map();

function idsOf({ id, guild }: GuildMember) {
  return { guildId: guild.id, userId: id };
}

async function heldBy({ id, guild }: GuildMember): Promise<ReadonlySet<Snowflake> | ReturnType<typeof failureOf>> {
  try {
    const fresh = await guild.members.fetch({ user: id, force: true });
    return new Set(fresh.roles.cache.keys());
  } catch (error) {
    return failureOf(error, {});
  }
}
