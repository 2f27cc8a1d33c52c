import type { Place, SeatName } from './seat.js';

export type RememberedSeat = Place & { readonly name: SeatName };

const key = 'sandbox.seats';

/** Who sat where when this tab was last loaded. A sandbox that was started anew does not know them: the caller checks. */
export function rememberedSeats(): readonly RememberedSeat[] {
  const stored = sessionStorage.getItem(key);
  if (stored === null) return [];
  const read: unknown = JSON.parse(stored);
  return Array.isArray(read) ? (read as RememberedSeat[]) : [];
}

export function rememberSeats(seats: readonly RememberedSeat[]): void {
  sessionStorage.setItem(key, JSON.stringify(seats));
}
