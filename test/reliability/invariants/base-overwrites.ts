import type { Hub, Overwrite, Room } from '../../../plugins/hub/domain/room.js';

/** What people have changed by hand of the permissions of rooms and hubs. */
export interface HandEdits {
  /** Whose overwrites. */
  readonly targets: ReadonlySet<string>;
  /** Which permissions of theirs. */
  readonly bits: bigint;
}

export interface BaseFacts {
  readonly botId: string;
  readonly hubs: readonly Hub[];
  readonly rooms: readonly Room[];
  /** What each hub had when it became one, by its id. */
  readonly first: ReadonlyMap<string, readonly Overwrite[]>;
  readonly edits: HandEdits;
}

type Bits = Pick<Overwrite, 'allow' | 'deny'>;
const nothing: Bits = { allow: 0n, deny: 0n };

/**
 * Permissions to which rooms and hubs go back and that nobody has set: the bot's own requests, taken for a person's, such as when two of
 * them overtake each other. Then a lock would never be lifted again, however well all else agrees.
 */
export function baseFaults({ botId, hubs, rooms, first, edits }: BaseFacts): string[] {
  const ofRooms = rooms.map(({ voiceChannelId, hubId, baseOverwrites }) => ({
    of: `room ${voiceChannelId}`,
    hubId,
    overwrites: baseOverwrites,
  }));
  const ofHubs = hubs.map(({ id, blueprint }) => ({ of: `hub ${id}`, hubId: id, overwrites: blueprint.overwrites }));
  return [...ofRooms, ...ofHubs].flatMap(({ of, hubId, overwrites }) => {
    const had = first.get(hubId);
    if (!had) return [];
    const ids = new Set([...had, ...overwrites].map(({ id }) => id).filter((id) => id !== botId));
    const wrong = [...ids].filter((id) => {
      const free = edits.targets.has(id) ? edits.bits : 0n;
      const [was, is] = [bitsOf(had, id), bitsOf(overwrites, id)];
      return ((was.allow ^ is.allow) & ~free) !== 0n || ((was.deny ^ is.deny) & ~free) !== 0n;
    });
    return wrong.map((id) => {
      const { allow, deny } = bitsOf(overwrites, id);
      return `${of}: goes back to what nobody set for ${id}: allow ${allow}, deny ${deny}`;
    });
  });
}

function bitsOf(overwrites: readonly Overwrite[], target: string): Bits {
  return overwrites.find(({ id }) => id === target) ?? nothing;
}
