import type { ActionSpec } from './action.js';
import { holds, ManageGuild, ManageMessages, ManageRoles, SendMessages, ViewChannel } from './permission-bits.js';
import type { Snowflake } from './trigger.js';

/** A right that the creator lacks. `channelId` null: it is a right in the whole server. */
export interface LackedRight {
  readonly bits: bigint;
  readonly channelId: Snowflake | null;
}

export interface CreatorRights {
  readonly inGuild: bigint;
  /** Null: there is no such channel, or they do not see it. */
  readonly inChannel: (channelId: Snowflake) => bigint | null;
}

/**
 * What the creator of an action, or of a trigger that links to it, would need and does not have: nobody gets the bot to
 * do what they may not do themselves. An action without a channel of its own acts where the event happens: the right
 * must be held there, or in the whole server when that can be anywhere. The rank of roles is `role-rights`.
 *
 * @param specs - everything that would run, see `reachable`.
 * @param eventChannelId - the channel that the trigger is bound to; null when it is not.
 */
export function lackedRights(
  specs: readonly ActionSpec[],
  rights: CreatorRights,
  eventChannelId: Snowflake | null,
): readonly LackedRight[] {
  const needed: readonly LackedRight[] = [
    { bits: ManageGuild, channelId: null },
    ...specs.flatMap((spec) => neededFor(spec, eventChannelId)),
  ];
  const lacked = needed.filter(({ bits, channelId }) => {
    const held = channelId === null ? rights.inGuild : rights.inChannel(channelId);
    return held === null || !holds(held, bits);
  });
  return lacked.filter(
    (right, at) => lacked.findIndex((other) => other.bits === right.bits && other.channelId === right.channelId) === at,
  );
}

function neededFor(spec: ActionSpec, eventChannelId: Snowflake | null): readonly LackedRight[] {
  switch (spec.kind) {
    case 'message':
      return [{ bits: ViewChannel | SendMessages, channelId: spec.first ?? eventChannelId }];
    case 'delete-message':
      return [{ bits: ManageMessages, channelId: eventChannelId }];
    case 'purge':
      return [{ bits: ManageMessages, channelId: spec.first }];
    case 'role':
      return [{ bits: ManageRoles, channelId: null }];
    case 'react':
    case 'create-trigger':
      return [];
  }
}
