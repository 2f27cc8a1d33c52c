import type { Snowflake, Trigger, TriggerDraft } from './trigger.js';

/** How much a guild may have. */
export interface Limits {
  readonly persistent: number;
  readonly temporary: number;
  readonly oneshot: number;
  readonly oneshotPerMember: number;
  readonly command: number;
  readonly actions: number;
}

export const defaultLimits: Limits = {
  persistent: 100,
  temporary: 50,
  oneshot: 50,
  oneshotPerMember: 5,
  command: 100,
  actions: 1_000,
};

/** What a trigger counts as. A command is of its own kind unless it is a oneshot, which is the kind that floods. */
export type Pool = 'persistent' | 'temporary' | 'oneshot' | 'command';

export interface Usage {
  readonly pool: keyof Limits;
  readonly used: number;
  readonly allowed: number;
}

type Counted = Pick<TriggerDraft, 'condition' | 'persistence'>;

export function poolOf({ condition, persistence }: Counted): Pool {
  if (persistence.kind === 'oneshot') return 'oneshot';
  return condition.id === 'command' ? 'command' : persistence.kind;
}

/**
 * The limit that one more trigger would break; null when there is room. The rows are those that live: expired ones are
 * the cleaner's. To be asked in the transaction that inserts.
 */
export function triggerOverLimit(
  alive: readonly Pick<Trigger, 'condition' | 'persistence' | 'ownerId'>[],
  added: Counted & { readonly ownerId: Snowflake },
  limits: Limits,
): Usage | null {
  const pool = poolOf(added);
  const inPool = alive.filter((trigger) => poolOf(trigger) === pool);
  const usage = { pool, used: inPool.length, allowed: limits[pool] };
  if (usage.used >= usage.allowed) return usage;
  if (pool !== 'oneshot') return null;
  const own = inPool.filter(({ ownerId }) => ownerId === added.ownerId).length;
  const allowed = limits.oneshotPerMember;
  return own >= allowed ? { pool: 'oneshotPerMember', used: own, allowed } : null;
}

/** The same for one more action. */
export function actionOverLimit(used: number, limits: Limits): Usage | null {
  return used >= limits.actions ? { pool: 'actions', used, allowed: limits.actions } : null;
}

/** Every limit that a whole guild's triggers and actions break, for an import. */
export function brokenLimits(triggers: readonly Counted[], actions: number, limits: Limits): readonly Usage[] {
  const pools: readonly Pool[] = ['persistent', 'temporary', 'oneshot', 'command'];
  const usages: readonly Usage[] = [
    ...pools.map((pool) => ({
      pool,
      used: triggers.filter((trigger) => poolOf(trigger) === pool).length,
      allowed: limits[pool],
    })),
    { pool: 'actions', used: actions, allowed: limits.actions },
  ];
  return usages.filter(({ used, allowed }) => used > allowed);
}
