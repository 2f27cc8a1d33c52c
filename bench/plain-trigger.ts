import { defaultCooldowns, noRequirements, type Trigger } from '../plugins/trigger/domain/trigger.js';

/** A persistent trigger of one guild, without requirements, that waits for a text somewhere. */
export function plainTrigger({ id, scope, condition }: Pick<Trigger, 'id' | 'scope' | 'condition'>): Trigger {
  return {
    id,
    guildId: '100000000000000001',
    name: `trigger ${id}`,
    scope,
    condition,
    persistence: { kind: 'persistent' },
    requirements: noRequirements,
    cooldowns: defaultCooldowns,
    actionId: 1,
    enabled: true,
    ownerId: '400000000000000001',
    madeBy: null,
    createdAt: 0,
    failures: 0,
  };
}
