import { signal } from '@preact/signals';
import type { ActResult, MachineAct, WorldAct } from '../../protocol/acts.js';
import type { SeatFrame, ServerFrame, AnswerFrame } from '../../protocol/frames.js';
import type { SharedView } from '../../protocol/shared-view.js';
import { learnChannelNames } from './channel-names.js';
import { Connection } from './connection.js';
import { pageClock } from './page-clock.js';
import { rememberedSeats, rememberSeats } from './remembered.js';
import { Seat, type SeatName } from './seat.js';
import { makeSlices, takeIn } from './slices.js';
import { happened } from './happened.js';

const unknown: SharedView = {
  people: [],
  guilds: [],
  bot: { name: '', user: '', state: 'unmanaged', sessions: 0, since: 0, ended: null },
  clock: { pausedAt: null, ahead: 0, steerable: false },
  faults: [],
  tour: { steps: [], room: null },
  catalog: { permissions: [], operations: [] },
};

/** What all seats share. */
export const shared = makeSlices(unknown);
export const seats = signal<readonly Seat[]>([]);
/** Which seat is in front where there is room for one only. */
export const frontSeat = signal<SeatName>('left');

export const connection = new Connection(
  `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/page`,
  hear,
  () => undefined,
);

/** @throws {RefusedError} */
export function ask(act: WorldAct | MachineAct): Promise<ActResult> {
  return connection.ask(act);
}

function hear(frame: Exclude<ServerFrame, AnswerFrame>): void {
  switch (frame.type) {
    case 'shared':
      takeIn(shared, frame.slices);
      if (frame.slices.clock) pageClock.set(frame.slices.clock);
      // The catalog comes with the first frame of a connection only: the seats can be taken now.
      if (frame.slices.catalog) void takeSeats();
      return;
    case 'seat':
      hearSeat(frame);
      return;
    case 'timeline':
      happened.takeIn(frame);
  }
}

function hearSeat({ seat: name, slices }: SeatFrame): void {
  if (slices.channels) learnChannelNames(slices.channels);
  seats.value.find((seat) => seat.name === name)?.takeIn(slices);
  rememberSeats(seats.value.map((seat) => ({ name: seat.name, ...seat.place.value })));
}

/** Takes the seats that were taken before the line broke or the page was loaded anew; else the first who is no owner. */
async function takeSeats(): Promise<void> {
  const people = shared.people.value;
  if (seats.value.length === 0) {
    const known = rememberedSeats().filter(({ user }) => people.some((person) => person.user === user));
    const places = known.length > 0 ? known : firstSeat();
    seats.value = places.map(({ name, user, guild, channel }) => {
      const seat = new Seat(name, connection);
      seat.place.value = { user, guild, channel };
      return seat;
    });
  }
  await Promise.all(seats.value.map(takeAgain));
}

function firstSeat() {
  const humans = shared.people.value.filter(({ bot }) => !bot);
  const first = humans.find(({ name }) => name === 'Ada') ?? humans[0];
  return first ? [{ name: 'left' as const, user: first.user, guild: null, channel: null }] : [];
}

/** The channel or server that was open may be gone by now, and after a restart of the sandbox people have other ids. */
async function takeAgain(seat: Seat): Promise<void> {
  const people = shared.people.value;
  const { user } = seat.place.value;
  if (!people.some((person) => person.user === user)) {
    const namesake = people.find(({ name }) => name === seat.view.me.value.name) ?? people[0];
    if (namesake) await seat.open({ user: namesake.user, guild: null, channel: null });
    return;
  }
  try {
    await seat.open({});
  } catch {
    await seat.open({ guild: null, channel: null });
  }
}

/** Opens the second seat, as the next member. @throws {RefusedError} */
export async function openSecondSeat(): Promise<void> {
  const taken = seats.value[0]?.place.value.user;
  const people = shared.people.value;
  const at = people.findIndex(({ user }) => user === taken);
  const others = [...people.slice(at + 1), ...people.slice(0, at)];
  const free = others.find(({ bot }) => !bot) ?? people[0];
  if (!free || seats.value.length > 1) return;
  const seat = new Seat(seats.value[0]?.name === 'right' ? 'left' : 'right', connection);
  seats.value = [...seats.value, seat];
  frontSeat.value = seat.name;
  await seat.open({ user: free.user });
}

/** @throws {RefusedError} */
export async function closeSeat(seat: Seat): Promise<void> {
  seats.value = seats.value.filter((one) => one !== seat);
  const left = seats.value[0];
  if (left) frontSeat.value = left.name;
  rememberSeats(seats.value.map((one) => ({ name: one.name, ...one.place.value })));
  await connection.ask({ kind: 'close', seat: seat.name });
}
