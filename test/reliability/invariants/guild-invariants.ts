import type { GuildHandle, Sandbox } from 'roomkeeper/sandbox';
import { madeByBot } from '../../plugins/hub/order.js';

/** Channels that the bot has made, that are still there, and that nothing stored stands for. */
export function untrackedChannels(guild: GuildHandle, tracked: readonly string[]): string[] {
  const known = new Set(tracked);
  return madeByBot(guild).flatMap(({ id, name }) => (known.has(id) ? [] : [`nobody tracks "${name}" (${id})`]));
}

/** Interactions that were never answered, since a time in epoch milliseconds. */
export function unanswered({ world }: Sandbox, guild: GuildHandle, since: number): string[] {
  const all = [...world.interactions.values()].filter((one) => one.guild?.id === guild.id && one.createdAt >= since);
  return all.flatMap(({ id, state, user }) =>
    state === 'answered' ? [] : [`${user.username}'s interaction ${id} is ${state}`],
  );
}
