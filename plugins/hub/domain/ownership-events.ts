import type { Forgotten } from './forgetting.js';
import type { Person, Snowflake } from './room.js';

/** What can happen to a room's owner, hosts and occupants. */
export type OwnershipEvent =
  | { readonly kind: 'joined'; readonly user: Person }
  | { readonly kind: 'left'; readonly userId: Snowflake }
  /** Everybody left at once. */
  | { readonly kind: 'emptied' }
  /** Who is in the channel now, when events were missed: at boot, and after a reconnect without resume. */
  | { readonly kind: 'occupants'; readonly present: readonly Person[] }
  | { readonly kind: 'grace-expired' | 'acting-window-expired' | 'deletion-due' }
  | { readonly kind: 'claim'; readonly userId: Snowflake }
  | { readonly kind: 'transfer'; readonly toId: Snowflake }
  | { readonly kind: 'force-transfer'; readonly to: Person; readonly byId: Snowflake }
  | { readonly kind: 'host-added'; readonly user: Person }
  | { readonly kind: 'host-removed'; readonly userId: Snowflake }
  /** The guild waits longer or shorter from now on. */
  | { readonly kind: 'settings-changed' }
  /** Somebody had their data deleted. */
  | { readonly kind: 'forgotten'; readonly person: Forgotten }
  /** The Delete button. */
  | { readonly kind: 'delete' };
