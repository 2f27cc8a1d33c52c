import type { GuildHandle } from 'roomkeeper/sandbox';
import { humansIn } from '../../plugins/hub/order.js';

/** A row of `autochannel_breakout`, as far as it is looked at. Times in epoch milliseconds. */
export interface BreakoutRow {
  readonly id: string;
  readonly guildId: string;
  readonly channelId: string | null;
  readonly state: string;
  readonly forced: boolean;
  readonly deleteAt: number | null;
}

export interface AutochannelFacts {
  readonly guild: GuildHandle;
  /** The channels of its sources. */
  readonly sources: readonly string[];
  readonly breakouts: readonly BreakoutRow[];
  readonly now: number;
}

/** How late a deadline may be, in milliseconds. */
const LATE = 1000;

/** What is wrong with the sources and breakouts of a guild at rest, in words. Empty when all holds. */
export function autochannelFaults(facts: AutochannelFacts): string[] {
  const { guild, sources, breakouts } = facts;
  const { channels } = guild.record;
  return [
    ...breakouts.flatMap((row) => breakoutFaults(facts, row).map((text) => `breakout ${row.id}: ${text}`)),
    ...sources.flatMap((id) => (channels.has(id) ? [] : [`source ${id}: its channel is gone`])),
    ...sources.flatMap((id) => humansIn(guild, id).map((userId) => `source ${id}: ${userId} stranded in it`)),
  ];
}

function breakoutFaults({ guild, now }: AutochannelFacts, row: BreakoutRow): string[] {
  const { channelId, state, deleteAt } = row;
  if (state !== 'active' || channelId === null) return [`it is ${state} although nothing is under way`];
  if (!guild.record.channels.has(channelId)) return ['its channel is gone'];
  const isOccupied = humansIn(guild, channelId).length > 0;
  if (isOccupied) return deleteAt === null ? [] : ['occupied, with a deadline'];
  if (deleteAt === null) return ['empty, without a deadline'];
  return deleteAt > now - LATE ? [] : ['its deletion is overdue'];
}
