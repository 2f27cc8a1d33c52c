import type { Guild, GuildMember } from 'discord.js';
import type { Clock } from 'roomkeeper';
import type { RoleChange } from '../../domain/role-change.js';
import { botRefusals } from '../../domain/role-rights.js';
import type { Snowflake, Trigger } from '../../domain/trigger.js';
import { cannotGive, roleReason } from '../../run-messages.js';
import { granterOf, liveRole } from '../live-roles.js';
import type { StepResult } from '../parts.js';
import { failureOf, forbidden, type StepFailure } from './discord-answers.js';
import type { Grants } from './grants.js';

export interface RoleCallOptions {
  /** What it is done for; null for a role menu. */
  readonly trigger: Trigger | null;
  /** Whether the member is known not to have the added role. */
  readonly anew: boolean;
}

/** Why the caches say that the bot cannot give or take a role; null when it can, or they do not know the role. */
export function refusedRole(guild: Guild, roleId: Snowflake): StepFailure | null {
  const role = guild.roles.cache.get(roleId);
  const { me } = guild.members;
  if (role === undefined || me === null) return null;
  const [refusal] = botRefusals(liveRole(role), granterOf(me), guild.id);
  return refusal === undefined ? null : forbidden(cannotGive(refusal.reason, role.name));
}

/** The requests of role changes: single roles, each with a reason for the audit log. */
export class RoleCalls {
  readonly #clock: Clock;
  readonly #grants: Grants;

  public constructor(clock: Clock, grants: Grants) {
    this.#clock = clock;
    this.#grants = grants;
  }

  /** Takes first, so that a group's maximum is never exceeded. What was taken for nothing is given back. */
  public async make(
    member: GuildMember,
    { add, remove }: Extract<RoleChange, { readonly kind: 'change' }>,
    { trigger, anew }: RoleCallOptions,
  ): Promise<StepResult> {
    const { guild } = member;
    const reason = roleReason(trigger?.name ?? null);
    const blocked = remove.map((id) => refusedRole(guild, id)).find((refusal) => refusal !== null);
    if (blocked) return blocked;
    for (const roleId of remove) {
      const failure = await this.#take(member, roleId, reason);
      // Of a replaced role that is no more there is nothing left to take.
      if (failure !== null && (add === null || failure.gone?.kind !== 'role')) return failure;
    }
    if (add === null) return { ok: true };
    await this.#grants.given(this.#grant(member, add), this.#clock.now(), anew);
    const failure = await this.#give(member, add, reason);
    if (failure === null) return { ok: true };
    if (failure.outcome !== 'other') for (const roleId of remove) await this.#give(member, roleId, reason);
    return failure;
  }

  async #give(member: GuildMember, roleId: Snowflake, reason: string): Promise<StepFailure | null> {
    try {
      await member.guild.members.addRole({ user: member.id, role: roleId, reason });
      return null;
    } catch (error) {
      return failureOf(error, { role: roleId });
    }
  }

  async #take(member: GuildMember, roleId: Snowflake, reason: string): Promise<StepFailure | null> {
    try {
      await member.guild.members.removeRole({ user: member.id, role: roleId, reason });
    } catch (error) {
      return failureOf(error, { role: roleId });
    }
    await this.#grants.taken(this.#grant(member, roleId));
    return null;
  }

  #grant({ id, guild }: GuildMember, roleId: Snowflake) {
    return { guildId: guild.id, userId: id, roleId };
  }
}
