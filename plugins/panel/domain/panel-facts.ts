/** Somebody who is in the room. */
export interface PanelMember {
  readonly userId: string;
  /** Milliseconds since the Unix epoch. */
  readonly joinedAt: number;
  /** The game that they play; null when they play none, or when nobody can tell. */
  readonly game: string | null;
}

/** While the owner is away and may come back. */
export interface PanelGrace {
  readonly actingOwnerId: string;
  /** Milliseconds since the Unix epoch. */
  readonly until: number;
}

/** The name that a room is about to get. */
export interface PendingName {
  readonly name: string;
  /** When it gets it. Milliseconds since the Unix epoch. */
  readonly at: number;
}

/**
 * Where the room's name comes from: the games of its members, a person (`person-for-good`: also where games name no rooms), or nowhere as
 * Discord tells the bot no games.
 */
export type NameSource = 'games' | 'person' | 'person-for-good' | 'no-presence';

/** Everything that the panel of a room shows. */
export interface PanelFacts {
  readonly ownerId: string;
  /** Null while the owner is there. */
  readonly grace: PanelGrace | null;
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
  /** In any order. */
  readonly members: readonly PanelMember[];
  readonly locked: boolean;
  readonly hidden: boolean;
  /** 0 means no limit. */
  readonly userLimit: number;
  readonly pendingName: PendingName | null;
  readonly nameSource: NameSource;
}
