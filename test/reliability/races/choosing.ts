import type { Person } from 'roomkeeper/sandbox';
import type { RaceGuild } from './race-guild.js';

export function human({ people }: RaceGuild, who: number): Person {
  const person = pick(people, who);
  if (!person) throw new Error('There is nobody');
  return person;
}

export function pick<Item>(items: readonly Item[], which: number): Item | undefined {
  return items[which % Math.max(1, items.length)];
}
