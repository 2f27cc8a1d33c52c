import type { CommandView } from '../../protocol/seat-view.js';
import type { Seat } from '../model/seat.js';
import type { OptionValues } from './command-line.js';
import { listedFor } from './option-field.js';

/** Options as they were typed: names of members, roles, channels and choices become what they stand for. */
export function resolveTyped(command: CommandView, given: OptionValues, seat: Seat): OptionValues {
  const entries = Object.entries(given).flatMap(([name, typed]) => {
    const option = command.options.find((one) => one.name === name);
    const listed = option && listedFor(option, seat);
    if (!listed) return [[name, typed] as const];
    const wanted = typed.replace(/^[@#]/, '').toLowerCase();
    const found = listed.find(
      ({ label, value }) => label.replace(/^@/, '').toLowerCase() === wanted || value === typed,
    );
    return found ? [[name, found.value] as const] : [];
  });
  return Object.fromEntries(entries);
}
