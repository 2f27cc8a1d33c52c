import type { PermissionsString } from 'discord.js';

/** Permissions that a plugin needs in a place. */
export interface PermissionNeed {
  /** A channel or category; null for the server as a whole. One that is not there is passed over. */
  readonly channelId: string | null;
  readonly permissions: readonly PermissionsString[];
}

/** Something that a plugin is about to do. */
export interface Upcoming {
  readonly at: Date;
  /** The rest of a line that begins with the time, and without a full stop: `<#…> is empty, and is deleted`. */
  readonly what: string;
}

/** What a plugin has to say of one guild in `/status`. */
export interface GuildStatus {
  /** Where it needs what, beside its `permissions` in the server as a whole. `/status` names what is missing. */
  readonly needs?: readonly PermissionNeed[];
  /** What it does next: the next few are enough, in any order. */
  readonly upcoming?: readonly Upcoming[];
}
