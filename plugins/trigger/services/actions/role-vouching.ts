import type { MikroORM } from '@mikro-orm/postgresql';
import type { Guild, Role } from 'discord.js';
import { NOBODY } from 'roomkeeper';
import { creatorRefusals, isDangerous } from '../../domain/role-rights.js';
import type { ActionId, Snowflake } from '../../domain/trigger.js';
import { ActionRow } from '../../entities/action-row.js';
import { notVouchedFor } from '../../run-messages.js';
import { granterOf, liveRole } from '../live-roles.js';
import { failureOf, forbidden, type StepFailure } from './discord-answers.js';

/**
 * Asks whether whoever made an action may still hand out its role. Only of roles that are dangerous by now: a role that was
 * harmless when the action was made may have grown since, and its giver may have lost what they had, or have left.
 */
export class RoleVouching {
  readonly #orm: MikroORM;

  public constructor(orm: MikroORM) {
    this.#orm = orm;
  }

  /** Why a role must not be given; null when it may. No request for a harmless role, one at most for a dangerous one. */
  public async refusal(guild: Guild, roleId: Snowflake, actionId: ActionId | null): Promise<StepFailure | null> {
    const role = guild.roles.cache.get(roleId);
    if (role === undefined || !isDangerous(liveRole(role))) return null;
    const ownerId = actionId === null ? null : await this.#ownerOf(guild.id, actionId);
    if (ownerId === null || ownerId === NOBODY) return forbidden(notVouchedFor(role.name));
    return ownerId === guild.ownerId ? null : this.#ask(guild, role, ownerId);
  }

  /** Asked of Discord: the bot is not told of members who leave, or lose a role. */
  async #ask(guild: Guild, role: Role, ownerId: Snowflake): Promise<StepFailure | null> {
    try {
      const owner = await guild.members.fetch({ user: ownerId, force: true });
      const refusals = creatorRefusals(liveRole(role), granterOf(owner), guild.id);
      return refusals.length === 0 ? null : forbidden(notVouchedFor(role.name));
    } catch (error) {
      const failure = failureOf(error, {});
      return failure.outcome === 'not-found' ? forbidden(notVouchedFor(role.name)) : failure;
    }
  }

  async #ownerOf(guildId: Snowflake, id: ActionId): Promise<Snowflake | null> {
    const row = await this.#orm.em.fork().findOne(ActionRow, { id, guildId }, { fields: ['ownerId'] });
    return row?.ownerId ?? null;
  }
}
