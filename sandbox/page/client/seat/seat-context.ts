import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Seat } from '../model/seat.js';

export const SeatContext = createContext<Seat | null>(null);

/** The seat that a component is in. */
export function useSeat(): Seat {
  const seat = useContext(SeatContext);
  if (!seat) throw new Error('This stands in no seat');
  return seat;
}
