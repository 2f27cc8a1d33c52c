import { Administrator, Dangerous, holds, ManageRoles } from './permission-bits.js';
import type { Snowflake } from './trigger.js';

/** A role as Discord presents it. The one whose id is the guild's is @everyone. */
export interface LiveRole {
  readonly id: Snowflake;
  readonly position: number;
  readonly permissions: bigint;
  /** It belongs to an integration, a bot, or the boosters: nobody can give it. */
  readonly managed: boolean;
}

/** Somebody who wants to hand out a role. */
export interface Granter {
  /** The owner of a guild stands above all roles. */
  readonly owner: boolean;
  readonly permissions: bigint;
  /** Null: they have no role but @everyone. */
  readonly highest: Pick<LiveRole, 'id' | 'position'> | null;
}

export type RoleRefusal =
  | { readonly reason: 'everyone' | 'managed' | 'no-manage-roles' | 'not-below-creator' }
  | { readonly reason: 'bot-lacks-manage-roles' | 'not-below-bot' }
  /** Bits of the role that the creator does not hold. */
  | { readonly reason: 'dangerous'; readonly bits: bigint };

/** Why a creator may not make an action that hands out this role, all reasons; empty when they may. */
export function creatorRefusals(role: LiveRole, creator: Granter, guildId: Snowflake): readonly RoleRefusal[] {
  const refusals: RoleRefusal[] = [...roleRefusals(role, guildId)];
  if (creator.owner) return refusals;
  if (!holds(creator.permissions, ManageRoles)) refusals.push({ reason: 'no-manage-roles' });
  if (!isBelow(role, creator.highest)) refusals.push({ reason: 'not-below-creator' });
  const lacked = dangerousBits(role) & ~held(creator.permissions);
  if (lacked !== 0n) refusals.push({ reason: 'dangerous', bits: lacked });
  return refusals;
}

/** Why the bot cannot hand it out: asked at creation, and again at each run, since roles move. */
export function botRefusals(role: LiveRole, bot: Granter, guildId: Snowflake): readonly RoleRefusal[] {
  const refusals: RoleRefusal[] = [...roleRefusals(role, guildId)];
  if (!holds(bot.permissions, ManageRoles)) refusals.push({ reason: 'bot-lacks-manage-roles' });
  if (!isBelow(role, bot.highest)) refusals.push({ reason: 'not-below-bot' });
  return refusals;
}

/** Whether a role stands below another. Of two at one position, the older one, with the lower id, is higher. */
export function isBelow(
  role: Pick<LiveRole, 'id' | 'position'>,
  other: Pick<LiveRole, 'id' | 'position'> | null,
): boolean {
  if (other === null) return false;
  return role.position === other.position ? BigInt(role.id) > BigInt(other.id) : role.position < other.position;
}

function roleRefusals(role: LiveRole, guildId: Snowflake): readonly RoleRefusal[] {
  if (role.id === guildId) return [{ reason: 'everyone' }];
  return role.managed ? [{ reason: 'managed' }] : [];
}

/** Whether a role is no gift for just anybody. */
export function isDangerous(role: LiveRole): boolean {
  return dangerousBits(role) !== 0n;
}

function dangerousBits({ permissions }: LiveRole): bigint {
  return permissions & Dangerous;
}

function held(permissions: bigint): bigint {
  return (permissions & Administrator) === 0n ? permissions : ~0n;
}
