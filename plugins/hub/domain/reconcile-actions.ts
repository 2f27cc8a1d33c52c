import type { HubOverwrites } from './lockdown.js';
import type { OverwriteChange } from './overwrite-diff.js';
import type { Effect, RoomDeadline } from './ownership-effects.js';
import type { Hub, Moment, Overwrite, Room, Snowflake } from './room.js';

/** What to do about the text channel of a room whose conversion was cut off. */
export type PendingText =
  | { readonly kind: 'none' | 'create' }
  | { readonly kind: 'adopt'; readonly channelId: Snowflake };

/** What has to be done so that rows, Discord and time agree. */
export type ReconcileAction =
  /** Store the room, then carry out the effects. */
  | { readonly kind: 'save-room'; readonly room: Room; readonly effects: readonly Effect[] }
  | { readonly kind: 'arm'; readonly voiceChannelId: Snowflake; readonly deadline: RoomDeadline; readonly at: Moment }
  /** Finish a conversion, then resync. `patch`: the channel has not become the room yet. */
  | { readonly kind: 'finish-room'; readonly room: Room; readonly patch: boolean; readonly text: PendingText }
  /** Undo a conversion that nobody waits for: forget the room, the channel is the hub's again. */
  | { readonly kind: 'give-back'; readonly room: Room; readonly hub: Hub }
  /** Delete the channels, then the row. Without channels: only the row. */
  | { readonly kind: 'delete-room'; readonly room: Room; readonly channelIds: readonly Snowflake[] }
  | { readonly kind: 'voice-overwrites'; readonly room: Room; readonly overwrites: readonly Overwrite[] }
  | { readonly kind: 'text-overwrites'; readonly room: Room; readonly change: OverwriteChange }
  /** Blocked, but inside. The room is stored without them. */
  | { readonly kind: 'disconnect'; readonly room: Room; readonly userIds: readonly Snowflake[] }
  /** Wish for a name; the budget decides when. */
  | { readonly kind: 'rename'; readonly room: Room; readonly name: string }
  | { readonly kind: 'rename-text'; readonly room: Room; readonly name: string }
  /** The replacement was made before the crash: store its id. */
  | { readonly kind: 'adopt-hub'; readonly hub: Hub; readonly channelId: Snowflake }
  | { readonly kind: 'create-hub'; readonly hub: Hub }
  /** Somebody deleted the hub's channel. The hub is as it is to be stored before it is made anew. */
  | { readonly kind: 'recreate-hub' | 'unregister-hub'; readonly hub: Hub }
  /** Humans sit in the hub: the first becomes the owner of a room. */
  | { readonly kind: 'serve-hub'; readonly hub: Hub; readonly userIds: readonly Snowflake[] }
  /** Store the lockdown's columns; send the overwrites if they differ from what the channel has. */
  | {
      readonly kind: 'hub-lockdown';
      readonly hub: Hub;
      readonly lockdownUntil: Moment | null;
      readonly change: HubOverwrites | null;
    }
  | { readonly kind: 'arm-lockdown'; readonly hub: Hub; readonly at: Moment }
  | { readonly kind: 'clear-guild-lockdown' }
  /** A channel that only a repeated creation can have made, and that is empty. */
  | { readonly kind: 'delete-stray'; readonly channelId: Snowflake };
