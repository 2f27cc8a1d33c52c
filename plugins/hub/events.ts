import type { StoredRoom } from './services/store/rooms.js';

/** What hub tells other plugins, each time after it has been stored. A room as it is then; later events bring later rooms. */
export interface HubEvents {
  /** The room's channels are there, and its text channel, if it has one, can be written to. */
  roomOpened: [room: StoredRoom];
  /** Owner, members, lock, hiding, name, lists or a wish for a name changed; or what its members play. */
  roomChanged: [room: StoredRoom];
  /** The last human has left; the room is deleted after its delay, unless somebody comes. Follows a `roomChanged`. */
  roomEmptied: [room: StoredRoom];
  /** The room is no more, nor are its channels. */
  roomClosed: [room: StoredRoom];
}
